import { expect, test } from 'vitest'
import type { CommandContext } from './context.ts'
import { whileLoading } from './loading.ts'
import { runCommand } from './run.ts'
import { testWorld } from './testing/world.ts'

const world = await testWorld()
const { services } = world
const indexes = () =>
  world.sql(`select indexname, indexdef from pg_indexes where schemaname in ('crm', 'inbox') order by 1`)
const clients = async (orgId: string) =>
  (
    await world.sql<{ n: number }>('select count(*)::int as n from crm.clients where org_id = $1', [orgId])
  )[0]!.n

async function addClient(ctx: CommandContext, name: string): Promise<void> {
  await ctx.tx
    .withSchema('crm')
    .insertInto('clients')
    .values({
      org_id: ctx.orgId,
      id: crypto.randomUUID(),
      name,
      source: 'import',
      created_at: ctx.now.toString(),
    })
    .execute()
}

test('what was loaded is there, with every index that was there before', async () => {
  const orgId = await world.newOrg()
  const before = await indexes()
  const answer = await whileLoading(services, orgId, ['crm', 'inbox'], async (loading) => {
    await runCommand(loading, addClient, 'Ann', world.system(orgId))
    await runCommand(loading, addClient, 'Ben', world.system(orgId))
    return 'done'
  })
  expect(answer).toBe('done')
  expect(await clients(orgId)).toBe(2)
  expect(await indexes()).toEqual(before)
})

test('a load that fails leaves no row, and every index', async () => {
  const orgId = await world.newOrg()
  const before = await indexes()
  const broken = whileLoading(services, orgId, ['crm', 'inbox'], async (loading) => {
    await runCommand(loading, addClient, 'Ann', world.system(orgId))
    throw new Error('cut off')
  })
  await expect(broken).rejects.toThrow('cut off')
  expect(await clients(orgId)).toBe(0)
  expect(await indexes()).toEqual(before)
})
