import { availableParallelism } from 'node:os'
import { sql } from 'kysely'
import pg from 'pg'
import type { QueryContext, Services } from './context.ts'
import { findDifferences } from './rollups/check.ts'
import { monthsOver, noteAll, noteVersion, recomputeWhole } from './rollups/recompute.ts'
import type { Rollup } from './rollups/rollup.ts'
import { refreshOrg } from './rollups/worker.ts'

export { monthSpan, monthsOf, type Rollup } from './rollups/rollup.ts'
export { checkSample, startRollupWorker } from './rollups/worker.ts'

/** Recomputes the marked days of one organisation. Returns how many marks there were; 0 when another worker has them. */
export async function refreshRollups(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<number> {
  return (await refreshOrg(client, rollups, orgId)).marks
}

/** Computes every figure of every organisation anew; for the first start, a changed zone, or a found difference. */
export async function rebuildRollups(
  services: Services,
  rollups: readonly Rollup[],
  onlyOrg?: string,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: services.db.ownerUrl, max: availableParallelism() + 1 })
  const client = await pool.connect()
  try {
    let written = 0
    for (const orgId of await orgIds(client, onlyOrg)) {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('rollups:' || $1, 0))`, [orgId])
      await client.query('delete from core.rollup_marks where org_id = $1', [orgId])
      written += await recomputeTogether(pool, client, rollups, orgId)
      await noteVersion(client, orgId)
      await client.query('commit')
    }
    return written
  } finally {
    client.release(true)
    await pool.end()
  }
}

/**
 * Several rollups at once, each in a transaction of its own: what they read is at least as new as the marks that `client`
 * takes, and those stay when one of them fails. Days come before the months that sum them up.
 */
async function recomputeTogether(
  pool: pg.Pool,
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<number> {
  const { current } = await monthsOver(client, orgId)
  const counts: number[] = []
  for (const list of [rollups.filter((one) => !one.monthsOf), rollups.filter((one) => one.monthsOf)]) {
    const waiting = [...list]
    const work = async () => {
      for (let rollup = waiting.shift(); rollup; rollup = waiting.shift())
        counts.push(await inOwnTransaction(pool, orgId, rollup, current))
    }
    await Promise.all(Array.from({ length: availableParallelism() }, work))
  }
  await noteAll(client, orgId, current)
  return counts.reduce((sum, count) => sum + count, 0)
}

async function inOwnTransaction(
  pool: pg.Pool,
  orgId: string,
  rollup: Rollup,
  current: string,
): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select core.set_org($1)', [orgId])
    const written = await recomputeWhole(client, rollup, orgId, current)
    await client.query('commit')
    client.release()
    return written
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Compares every kept figure with its recount. One line per difference; none means all are exact. */
export async function checkRollups(
  services: Services,
  rollups: readonly Rollup[],
  onlyOrg?: string,
): Promise<string[]> {
  const differences: string[] = []
  await withOwner(services, async (client) => {
    for (const orgId of await orgIds(client, onlyOrg)) {
      await refreshOrg(client, rollups, orgId)
      differences.push(...(await findDifferences(client, rollups, orgId)))
    }
  })
  return differences
}

/** How far the kept figures of an organisation are. */
export interface FigureState {
  /** Goes up whenever a figure may have changed; what is remembered of figures carries it in its name. */
  version: number
  /** Until when they hold: now, or the oldest write that still waits to be counted. */
  asOf: string
  /** Months before this one are summed up in the tables by month; null: none yet. */
  monthsUntil: string | null
}

/** Asked at most once a second. */
export function figureState(ctx: QueryContext): Promise<FigureState> {
  return ctx.cache.remember(ctx.orgId, 'figure-state', ['figures'], 1, async () => {
    const { rows } = await sql<{ version: number | null; monthsUntil: string | null; oldest: string | null }>`
      select s.version, s.months_until as "monthsUntil",
             (select min(marked_at) from core.rollup_marks where org_id = ${ctx.orgId}) as oldest
      from (select 1) one left join core.rollup_state s on s.org_id = ${ctx.orgId}`.execute(ctx.tx)
    const { version, monthsUntil, oldest } = rows[0]!
    const asOf = oldest ?? ctx.now.toString({ smallestUnit: 'millisecond' })
    return { version: version ?? 0, asOf, monthsUntil }
  })
}

/** What the last nightly sample of the organisation's figures found; nothing differs before the first. */
export async function lastFigureCheck(ctx: QueryContext): Promise<{ count: number; first: string }> {
  const { rows } = await sql<{ count: number; first: string }>`
    select differences as count, difference as first from core.rollup_state where org_id = ${ctx.orgId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? { count: 0, first: '' }
}

async function orgIds(client: pg.ClientBase, onlyOrg: string | undefined): Promise<string[]> {
  if (onlyOrg) return [onlyOrg]
  const { rows } = await client.query<{ id: string }>('select id from core.orgs')
  return rows.map(({ id }) => id)
}

async function withOwner<T>(services: Services, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: services.db.ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
