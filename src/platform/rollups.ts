import pg from 'pg'
import type { Services } from './context.ts'
import type { Log } from './log.ts'

/**
 * A figure kept ready, by local day of the organisation. Triggers on its source tables leave marks in
 * `core.rollup_marks`; a worker recomputes exactly the marked days with `select`, the only definition of the
 * figure. The same SELECT backfills and checks, so a figure cannot disagree with its recount.
 */
export interface Rollup {
  /** Also the name in the marks: `booking.visits_by_day`. */
  readonly name: string
  /** The table that holds it, schema-qualified; its key is (org_id, day, …dimensions). */
  readonly table: string
  readonly dimensions: readonly string[]
  readonly measures: readonly string[]
  /** Rows (day, …dimensions, …measures) of the organisation `$1` for the local days `$2::date[]`. */
  readonly select: string
  /** One row (first, last): the span of local days of organisation `$1` that holds any fact. */
  readonly span: string
}

/** Recomputes the marked days of one organisation. Returns how many days were recomputed; 0 when another worker has it. */
export async function refreshRollups(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<number> {
  await client.query('begin')
  try {
    await client.query('select core.set_org($1)', [orgId])
    const { rows: lock } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('rollups:' || $1, 0)) as held`,
      [orgId],
    )
    if (!lock[0]?.held) return await abandon(client)
    const { rows: marks } = await client.query<{ rollup: string; day: string }>(
      'with taken as (delete from core.rollup_marks where org_id = $1 returning rollup, day) select distinct rollup, day from taken',
      [orgId],
    )
    for (const rollup of rollups) {
      const days = marks.filter((mark) => mark.rollup === rollup.name).map(({ day }) => day)
      if (days.length > 0) await recompute(client, rollup, orgId, days)
    }
    await client.query('commit')
    return marks.length
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function abandon(client: pg.ClientBase): Promise<number> {
  await client.query('rollback')
  return 0
}

async function recompute(
  client: pg.ClientBase,
  rollup: Rollup,
  orgId: string,
  days: string[],
): Promise<void> {
  const columns = ['day', ...rollup.dimensions, ...rollup.measures].join(', ')
  await client.query(`delete from ${rollup.table} where org_id = $1 and day = any($2::date[])`, [orgId, days])
  await client.query(
    `insert into ${rollup.table} (org_id, ${columns}) select $1, ${columns} from (${rollup.select}) figures`,
    [orgId, days],
  )
}

/** Computes every figure of every organisation anew; for the first start, a changed zone, or a found difference. */
export async function rebuildRollups(
  services: Services,
  rollups: readonly Rollup[],
  onlyOrg?: string,
): Promise<number> {
  let written = 0
  await withOwner(services, async (client) => {
    for (const orgId of await orgIds(client, onlyOrg)) {
      await client.query('begin')
      await client.query('select core.set_org($1)', [orgId])
      await client.query(`select pg_advisory_xact_lock(hashtextextended('rollups:' || $1, 0))`, [orgId])
      await client.query('delete from core.rollup_marks where org_id = $1', [orgId])
      for (const rollup of rollups) {
        await client.query(`delete from ${rollup.table} where org_id = $1`, [orgId])
        const days = await spanOf(client, rollup, orgId)
        if (days.length === 0) continue
        const columns = ['day', ...rollup.dimensions, ...rollup.measures].join(', ')
        const { rowCount } = await client.query(
          `insert into ${rollup.table} (org_id, ${columns}) select $1, ${columns} from (${rollup.select}) figures`,
          [orgId, days],
        )
        written += rowCount ?? 0
      }
      await client.query('commit')
    }
  })
  return written
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
      for (const rollup of rollups) {
        await refreshRollups(client, rollups, orgId)
        await client.query('begin isolation level repeatable read')
        await client.query('select core.set_org($1)', [orgId])
        const days = await spanOf(client, rollup, orgId)
        const columns = ['day', ...rollup.dimensions, ...rollup.measures].join(', ')
        const { rows } = await client.query<{ side: string; day: string; figures: unknown }>(
          `with recount as (select ${columns} from (${rollup.select}) figures),
                kept as (select ${columns} from ${rollup.table} where org_id = $1)
           select 'missing' as side, day, to_jsonb(m) as figures from (select * from recount except all select * from kept) m
           union all
           select 'extra', day, to_jsonb(e) from (select * from kept except all select * from recount) e
           limit 100`,
          [orgId, days],
        )
        await client.query('rollback')
        for (const { side, day, figures } of rows) {
          differences.push(`${rollup.name} ${orgId} ${day}: ${side} ${JSON.stringify(figures)}`)
        }
      }
    }
  })
  return differences
}

async function spanOf(client: pg.ClientBase, rollup: Rollup, orgId: string): Promise<string[]> {
  const { rows } = await client.query<{ day: string }>(
    `select generate_series(span.first, span.last, '1 day')::date as day from (${rollup.span}) span where span.first is not null`,
    [orgId],
  )
  return rows.map(({ day }) => day)
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

const PAUSE_MS = 300

/**
 * Watches for marks and recomputes what they name, then tells open screens (topic `figures`). A burst of writes
 * is taken together, so figures follow within a second and the database is asked once, not once per write.
 */
export function startRollupWorker(services: Services, rollups: readonly Rollup[]): { stop(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: services.db.ownerUrl, max: 1 })
  pool.on('error', () => {})
  let stopped = false
  let current: Promise<void> = Promise.resolve()
  const loop = async () => {
    while (!stopped) {
      current = refreshAll(services, pool, rollups).catch((error) => noteFailure(services.log, error))
      await current
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
  void loop()
  return {
    async stop() {
      stopped = true
      await current
      await pool.end()
    },
  }
}

async function refreshAll(services: Services, pool: pg.Pool, rollups: readonly Rollup[]): Promise<void> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ org_id: string }>('select distinct org_id from core.rollup_marks')
    for (const { org_id } of rows) {
      const days = await refreshRollups(client, rollups, org_id)
      if (days === 0) continue
      const at = services.clock().toString({ smallestUnit: 'millisecond' })
      services.live.changed(org_id, [{ topic: 'figures', name: 'figures.refreshed', ids: [], at }])
    }
  } finally {
    client.release()
  }
}

function noteFailure(log: Log, error: unknown): void {
  log.error({ err: error }, 'figures could not be refreshed; trying again')
}
