import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#values/ids.ts'
import { audit } from './audit.ts'
import type { CommandContext, QueryContext } from './context.ts'
import { pgFault } from './db.ts'
import { testWorld } from './testing/world.ts'

const world = await testWorld()

const writeLine = (ctx: CommandContext, text: string) =>
  audit(ctx, { action: 'test.write', recordType: 'line', recordId: text, summary: text })
const readLines = async (ctx: QueryContext) =>
  (
    await sql<{
      summary: string
    }>`select summary from core.audit where action = 'test.write' order by id`.execute(ctx.tx)
  ).rows.map((row) => row.summary)

test('a transaction sees its own organisation only, even when a statement forgets to ask (IDEN-001)', async () => {
  const [mine, theirs] = [await world.newOrg(), await world.newOrg()]
  await world.command(writeLine, 'mine', world.system(mine))
  await world.command(writeLine, 'theirs', world.system(theirs))
  expect(await world.query(readLines, undefined, world.system(mine))).toEqual(['mine'])
})

test('a row cannot be written into another organisation', async () => {
  const [mine, theirs] = [await world.newOrg(), await world.newOrg()]
  const intrude = async (ctx: CommandContext) =>
    sql`insert into core.audit (org_id, id, at, actor, action, record_type, record_id, summary)
        values (${theirs}, ${newId()}, now(), 'x', 'x', 'x', 'x', 'x')`.execute(ctx.tx)
  await expect(world.command(intrude, undefined, world.system(mine))).rejects.toThrow(/row-level security/)
})

test('a forgotten tenant is refused, not answered with everything', async () => {
  const everything = world.services.db.withoutOrg((tx) => sql`select * from core.audit`.execute(tx))
  await expect(everything).rejects.toThrow()
})

test('the application role owns nothing and cannot bypass row-level security', async () => {
  const role = await world.services.db.withoutOrg(
    async (tx) =>
      (
        await sql<{ name: string; bypass: boolean; super: boolean }>`
      select current_user::text as name, rolbypassrls as bypass, rolsuper as super from pg_roles where rolname = current_user`.execute(
          tx,
        )
      ).rows[0],
  )
  expect(role).toEqual({ name: 'frontdesk_app', bypass: false, super: false })
})

test('what a failing command wrote is gone, and its connection serves the next one', async () => {
  const orgId = await world.newOrg()
  const fail = async (ctx: CommandContext) => {
    await writeLine(ctx, 'half done')
    await sql`select 1 / 0`.execute(ctx.tx)
  }
  const failure = await world.command(fail, undefined, world.system(orgId)).catch((error: unknown) => error)
  expect(pgFault(failure)?.state).toBe('22012')
  await world.command(writeLine, 'whole', world.system(orgId))
  expect(await world.query(readLines, undefined, world.system(orgId))).toEqual(['whole'])
})

test('a statement that takes too long is cut off and reported as such (PLAT-050)', async () => {
  const orgId = await world.newOrg()
  const sleep = async (ctx: QueryContext) => {
    await sql`set local statement_timeout = 50`.execute(ctx.tx)
    await sql`select pg_sleep(5)`.execute(ctx.tx)
  }
  const failure = await world.query(sleep, undefined, world.system(orgId)).catch((error: unknown) => error)
  expect(pgFault(failure)?.state).toBe('57014')
})

test('instants and days come back as text, amounts as numbers', async () => {
  const orgId = await world.newOrg()
  const read = async (ctx: QueryContext) =>
    (
      await sql`select timestamptz '2026-11-26 14:02:07+01' as at, date '2026-11-26' as day, 9007199254740991::bigint as amount`.execute(
        ctx.tx,
      )
    ).rows[0]
  expect(await world.query(read, undefined, world.system(orgId))).toEqual({
    at: '2026-11-26T13:02:07.000Z',
    day: '2026-11-26',
    amount: 9007199254740991,
  })
})

test('work whose answers are all remembered opens no transaction', async () => {
  const orgId = await world.newOrg()
  const open = () =>
    world.sql(`select 1 from pg_stat_activity where datname = current_database() and xact_start is not null
      and pid <> pg_backend_pid()`)
  const nothing = async () => expect(await open()).toEqual([])
  await world.query(nothing, undefined, world.system(orgId))
  const something = async (ctx: QueryContext) => {
    await readLines(ctx)
    expect(await open()).toHaveLength(1)
  }
  await world.query(something, undefined, world.system(orgId))
})

test('a transaction that cannot begin fails with the reason, and its connection serves the next one', async () => {
  const failure = await world
    .query(readLines, undefined, world.system('nobody'))
    .catch((error: unknown) => error)
  expect(pgFault(failure)?.state).toBe('22P02')
  expect(await world.query(readLines, undefined, world.system(await world.newOrg()))).toEqual([])
})

test('forty commands at once on a small pool all finish', async () => {
  const orgId = await world.newOrg()
  await Promise.all(
    Array.from({ length: 40 }, (_, i) => world.command(writeLine, `line ${i}`, world.system(orgId))),
  )
  expect(await world.query(readLines, undefined, world.system(orgId))).toHaveLength(40)
})
