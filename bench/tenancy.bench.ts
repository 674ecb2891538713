import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { listAppointments } from '#modules/booking/contract.ts'
import { type ImportedVisit, importVisits } from '#modules/booking/public.ts'
import { effectivePermissions } from '#modules/identity/public.ts'
import type { Services } from '#platform/context.ts'
import { startTemporaryPostgres } from '#platform/embedded-postgres.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { migrate } from '#platform/migrate.ts'
import { checkRollups, rebuildRollups } from '#platform/rollups.ts'
import type { Actor } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { modules } from '../src/modules.ts'
import { type BenchFirm, clientOf, createFirm, fillDiaries, runIn, visitOf, ZONE } from './firms.ts'
import { asOwner, servicesOn, settle } from './places.ts'
import { type BenchRow, rowOf, spread, timed } from './rows.ts'

// What it costs that nobody can see another organisation's rows, and that every figure is kept ready. The same
// statements run with and without, in turns, on a database whose commits do not wait for a disk: there the cost shows most.

const ROUNDS = 12
const CALLS = 25

export async function run(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  const postgres = await startTemporaryPostgres()
  try {
    await migrate(postgres.url)
    const services = servicesOn(postgres.url, dataDir)
    try {
      const firm = await createFirm(services, 'fifty', 50)
      const other = await createFirm(services, 'ten', 10)
      await fillDiaries(services, firm, 31)
      await fillDiaries(services, other, 31)
      await settle(postgres.url)
      const bench = { services, firm, ownerUrl: postgres.url, visit: visitMaker(firm) }
      return [...(await measureSecurity(bench, other)), ...(await measureFigures(bench))]
    } finally {
      await services.db.close()
    }
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Bench {
  services: Services
  firm: BenchFirm
  ownerUrl: string
  /** A visit at a time that nothing has taken. */
  visit: () => ImportedVisit
}

function visitMaker(firm: BenchFirm): () => ImportedVisit {
  const firstDay = Temporal.Now.zonedDateTimeISO(ZONE).startOfDay().add({ days: 60 })
  const client = clientOf(() => 0.5, 1)
  let made = 0
  return () => {
    const turn = Math.floor(made / firm.staffIds.length)
    const start = firstDay.add({ days: Math.floor(turn / 6), hours: 8 + 2 * (turn % 6) }).toInstant()
    const staffId = firm.staffIds[made % firm.staffIds.length]!
    return {
      ...visitOf(firm, { staffId, client, start, number: 500_000 + made++ }),
      clientId: firm.clientId!,
    }
  }
}

/** Runs the work with the guard and without it, in turns. */
async function compare(
  ownerUrl: string,
  [on, off]: [on: string[], off: string[]],
  work: () => Promise<unknown>,
): Promise<{ with: number[]; without: number[] }> {
  const times = { with: [] as number[], without: [] as number[] }
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const isOn = round % 2 === 0
    await asOwner(ownerUrl, ...(isOn ? on : off))
    for (let i = 0; i < 5; i++) await work()
    for (let i = 0; i < CALLS; i++) times[isOn ? 'with' : 'without'].push(await timed(work))
  }
  await asOwner(ownerUrl, ...on)
  return times
}

function overheadRows(name: string, times: { with: number[]; without: number[] }, words: [string, string]) {
  const ratio = spread(times.with).median / spread(times.without).median
  const overhead = `${((ratio - 1) * 100).toFixed(0)} % more than without`
  return [
    rowOf(`${name}, with ${words[0]}`, 'ms', times.with, undefined, overhead),
    rowOf(`${name}, reference without`, 'ms', times.without, undefined, words[1]),
  ]
}

async function measureSecurity(bench: Bench, other: BenchFirm): Promise<BenchRow[]> {
  const { services, firm, ownerUrl, visit } = bench
  const tables = await asOwner<{ name: string }>(
    ownerUrl,
    'select oid::regclass::text as name from pg_class where relrowsecurity',
  )
  ok(tables.length > 20, 'every table of organisations is guarded')
  const switches: [string[], string[]] = [
    tables.map(({ name }) => `alter table ${name} enable row level security`),
    tables.map(({ name }) => `alter table ${name} disable row level security`),
  ]
  await checkGuard(services, firm, other, ownerUrl, switches)
  const list = listOf(services, firm)
  const insert = () => runIn(services, firm.orgId)(importVisits, [visit()])
  const words: [string, string] = ['row-level security', 'policies switched off in a scratch database']
  return [
    ...overheadRows('tenancy: a list of 50 visits', await compare(ownerUrl, switches, list), words),
    ...overheadRows('tenancy: a new visit', await compare(ownerUrl, switches, insert), words),
  ]
}

/** The guard hides the other organisation's rows, and without it the same statement shows them. */
async function checkGuard(
  services: Services,
  firm: BenchFirm,
  other: BenchFirm,
  ownerUrl: string,
  [on, off]: [string[], string[]],
): Promise<void> {
  const orgs = async () => {
    const { rows } = await services.db.withOrg(firm.orgId, (tx) =>
      sql<{ org_id: string }>`select distinct org_id from booking.appointments order by org_id`.execute(tx),
    )
    return rows.map(({ org_id }) => org_id)
  }
  deepEqual(await orgs(), [firm.orgId])
  const guarded = await listOf(services, firm)()
  await asOwner(ownerUrl, ...off)
  deepEqual(await orgs(), [firm.orgId, other.orgId].sort())
  deepEqual(await listOf(services, firm)(), guarded, 'the product’s own statements name their organisation')
  await asOwner(ownerUrl, ...on)
}

function listOf(services: Services, firm: BenchFirm): () => Promise<unknown> {
  const actor: Actor = {
    ...{ kind: 'user', userId: newId(), memberId: newId(), name: 'Bench', roles: ['owner'], scope: null },
    permissions: effectivePermissions(['owner'], []) as ReadonlySet<string>,
  }
  const served = modules.flatMap((module) => module.endpoints)
  const dispatch = createDispatch(services, served, async () => ({ orgId: firm.orgId, actor }))
  const caller = { headers: new Headers(), ip: '127.0.0.1', log: services.log }
  return async () => {
    const { output } = await dispatch(listAppointments, { limit: 50 }, caller)
    equal((output as { items: unknown[] }).items.length, 50)
    return output
  }
}

async function measureFigures({ services, firm, ownerUrl, visit }: Bench): Promise<BenchRow[]> {
  const rollups = modules.flatMap((module) => module.rollups ?? [])
  const insert = () => runIn(services, firm.orgId)(importVisits, [visit()])
  await rebuildRollups(services, rollups)
  for (let i = 0; i < 50; i++) await insert()
  await asOwner(
    ownerUrl,
    `update booking.appointments set status = 'cancelled', cancelled_at = now()
    where id in (select id from booking.appointments where status = 'confirmed' order by id limit 300)`,
  )
  const refresh = await timed(async () => deepEqual(await checkRollups(services, rollups), []))
  const on = 'alter table booking.appointments enable trigger user'
  const off = 'alter table booking.appointments disable trigger user'
  const times = await compare(ownerUrl, [[on], [off]], insert)
  await checkRollups(services, rollups)
  const unseen = `update booking.appointments set price_amount = price_amount + 1 where org_id = '${firm.orgId}'`
  await asOwner(ownerUrl, off, unseen, on)
  const found = await checkRollups(services, rollups)
  ok(found.length > 0, 'the check must be able to fail: here the triggers saw nothing')
  await rebuildRollups(services, rollups)
  deepEqual(await checkRollups(services, rollups), [])
  return [
    ...overheadRows('figures: a new visit', times, ['marks for the figures', 'triggers switched off']),
    rowOf(
      'figures: bringing up to date and recounting everything',
      'ms',
      [refresh],
      undefined,
      'after 50 new visits and 300 cancelled ones, every kept figure equals its recount',
    ),
  ]
}
