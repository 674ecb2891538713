import type pg from 'pg'
import { columnsOf, indexedDay, monthsOfDays, type Rollup } from './rollup.ts'

/** Up to so many days are looked up by index; PostgreSQL would otherwise read whole tables for a single day. */
const FEW_DAYS = 7

/** Writes what has changed of these days and nothing else. Returns how many rows changed. */
export async function recompute(
  client: pg.ClientBase,
  rollup: Rollup,
  orgId: string,
  days: readonly string[],
): Promise<number> {
  if (days.length === 0) return 0
  const { table, dimensions, measures } = rollup
  const columns = columnsOf(rollup)
  const key = ['day', ...dimensions]
  const list = (names: readonly string[], prefix: string) =>
    names.map((name) => `${prefix}.${name}`).join(', ')
  await planFor(client, rollup, days)
  const { rows } = await client.query<{ changed: number }>(
    `with recount as materialized (select ${columns} from (${rollup.select}) figures),
          gone as (delete from ${table} t where t.org_id = $1 and ${indexedDay(rollup, 't')} = any($2::date[])
                     and (${list(key, 't')}) not in (select ${list(key, 'r')} from recount r) returning 1),
          written as (insert into ${table} as t (org_id, ${columns}) select $1, ${columns} from recount
            on conflict (org_id, ${key.join(', ')}) do update
              set ${measures.map((measure) => `${measure} = excluded.${measure}`).join(', ')}
              where (${list(measures, 't')}) is distinct from (${list(measures, 'excluded')}) returning 1)
     select (select count(*)::int from gone) + (select count(*)::int from written) as changed`,
    [orgId, days],
  )
  return rows[0]!.changed
}

/**
 * The marked days of every rollup; then the months that are over and whose days have changed, and those that are over
 * since the last time. The month that runs is never summed up: its days change all the time. Returns changed rows.
 */
export async function recomputeMarked(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
  marks: readonly { rollup: string; day: string }[],
): Promise<number> {
  const marked = Map.groupBy(marks, ({ rollup }) => rollup)
  const months = new Map<string, string[]>()
  let changed = 0
  for (const rollup of rollups.filter((one) => !one.monthsOf)) {
    const days = (marked.get(rollup.name) ?? []).map(({ day }) => day)
    const rows = await recompute(client, rollup, orgId, days)
    if (rows > 0) months.set(rollup.name, monthsOfDays(days))
    changed += rows
  }
  const { until, current } = await monthsOver(client, orgId)
  for (const rollup of rollups.filter((one) => one.monthsOf)) {
    const touched = months.get(rollup.monthsOf!) ?? []
    const over = until === current ? [] : await spanOf(client, rollup, orgId)
    const wanted = [...touched, ...over.filter((month) => until === null || month >= until)]
    changed += await recompute(client, rollup, orgId, [...new Set(wanted.filter((month) => month < current))])
  }
  if (until !== current) await noteMonths(client, orgId, current)
  return changed
}

/** Everything anew, in the transaction that is open. Returns how many rows were written. */
export async function recomputeAll(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<number> {
  const { current } = await monthsOver(client, orgId)
  let written = 0
  for (const rollup of rollups.toSorted((a, b) => Number(!!a.monthsOf) - Number(!!b.monthsOf)))
    written += await recomputeWhole(client, rollup, orgId, current)
  await noteAll(client, orgId, current)
  return written
}

/** One rollup anew; months only before the `current` one. Returns how many rows were written. */
export async function recomputeWhole(
  client: pg.ClientBase,
  rollup: Rollup,
  orgId: string,
  current: string,
): Promise<number> {
  await client.query(`delete from ${rollup.table} where org_id = $1`, [orgId])
  const span = await spanOf(client, rollup, orgId)
  const days = rollup.monthsOf ? span.filter((month) => month < current) : span
  if (days.length === 0) return 0
  await planFor(client, rollup, days)
  const columns = columnsOf(rollup)
  // What is read together lies together: the rows of one person or channel, day after day.
  const order = [...rollup.dimensions, 'day'].join(', ')
  const { rowCount } = await client.query(
    `insert into ${rollup.table} (org_id, ${columns})
     select $1, ${columns} from (${rollup.select}) figures order by ${order}`,
    [orgId, days],
  )
  return rowCount ?? 0
}

/** Notes that everything was computed anew, with the months before `current`. */
export async function noteAll(client: pg.ClientBase, orgId: string, current: string): Promise<void> {
  await noteMonths(client, orgId, current)
  await noteMended(client, orgId)
}

/** Which months are summed up so far (those before `until`), and the first of the month that runs there now. */
export async function monthsOver(
  client: pg.ClientBase,
  orgId: string,
): Promise<{ until: string | null; current: string }> {
  const { rows } = await client.query<{ until: string | null; current: string }>(
    `select (select months_until from core.rollup_state where org_id = $1) as until,
            date_trunc('month', now() at time zone zone)::date as current from core.orgs where id = $1`,
    [orgId],
  )
  return rows[0]!
}

async function noteMonths(client: pg.ClientBase, orgId: string, until: string): Promise<void> {
  await client.query(
    `insert into core.rollup_state (org_id, refreshed_at, months_until) values ($1, clock_timestamp(), $2)
     on conflict (org_id) do update set months_until = excluded.months_until`,
    [orgId, until],
  )
}

/** What differed in the last sample is mended. */
async function noteMended(client: pg.ClientBase, orgId: string): Promise<void> {
  await client.query(
    `update core.rollup_state set differences = 0, difference = '' where org_id = $1 and differences > 0`,
    [orgId],
  )
}

/** Joins and scans that suit a whole year and would read it all for a single day, whose bounds the planner cannot know. */
const forManyDays = [
  'enable_hashjoin',
  'enable_mergejoin',
  'enable_seqscan',
  'enable_indexonlyscan',
  'enable_bitmapscan',
]

/** Sets how the next statement is planned, for this transaction only. */
export async function planFor(client: pg.ClientBase, rollup: Rollup, days: readonly string[]): Promise<void> {
  const isFew = !rollup.monthsOf && days.length <= FEW_DAYS
  const settings = forManyDays.map((name) => `set_config('${name}', $1, true)`).join(', ')
  await client.query(`select set_config('jit', 'off', true), set_config('work_mem', $2, true), ${settings}`, [
    isFew ? 'off' : 'on',
    isFew ? '16MB' : '128MB',
  ])
}

/** Every day (or first of a month) for which the organisation has facts. */
export async function spanOf(client: pg.ClientBase, rollup: Rollup, orgId: string): Promise<string[]> {
  const step = rollup.monthsOf ? '1 month' : '1 day'
  const { rows } = await client.query<{ day: string }>(
    `select generate_series(span.first, span.last, '${step}')::date as day from (${rollup.span}) span where span.first is not null`,
    [orgId],
  )
  return rows.map(({ day }) => day)
}

/** Notes that figures may have changed: a new version, so that what was remembered of them is not found any more. */
export async function noteVersion(client: pg.ClientBase, orgId: string): Promise<void> {
  await client.query(
    `insert into core.rollup_state as s (org_id, version, refreshed_at) values ($1, 1, clock_timestamp())
     on conflict (org_id) do update set version = s.version + 1, refreshed_at = excluded.refreshed_at`,
    [orgId],
  )
}
