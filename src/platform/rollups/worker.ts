import pg from 'pg'
import type { Services } from '../context.ts'
import { findDifferences } from './check.ts'
import { noteVersion, recomputeAll, recomputeMarked } from './recompute.ts'
import type { Rollup } from './rollup.ts'

const LEAST_PAUSE_MS = 300
/** Open screens hear of an organisation's figures at most so often. */
const TELL_EVERY_MS = 500
/** The sample is compared once a day, in the small hours of most customers. */
const CHECK_AFTER_HOUR_UTC = 2
const CHECKED_DAYS = 4

/**
 * Recomputes what the marks of one organisation name. `marks` 0: there was nothing, or another worker has it;
 * `changed`: rows that are not as they were.
 */
export async function refreshOrg(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<{ marks: number; changed: number }> {
  await client.query('begin')
  try {
    await client.query('select core.set_org($1)', [orgId])
    const { rows: lock } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('rollups:' || $1, 0)) as held`,
      [orgId],
    )
    const { rows: marks } = lock[0]?.held
      ? await client.query<{ rollup: string; day: string }>(
          'with taken as (delete from core.rollup_marks where org_id = $1 returning rollup, day) select distinct rollup, day from taken',
          [orgId],
        )
      : { rows: [] }
    const isAll = marks.some(({ rollup }) => rollup === '*')
    const changed = isAll
      ? await recomputeAll(client, rollups, orgId)
      : await recomputeMarked(client, rollups, orgId, marks)
    if (changed > 0) await noteVersion(client, orgId)
    await client.query('commit')
    return { marks: marks.length, changed }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/**
 * Watches for marks and recomputes what they name, then tells open screens (topic `figures`). A burst of writes
 * is taken together, so figures follow within a second and the database is asked once, not once per write. It rests
 * twice as long as it worked: under heavy writing figures lag a little rather than take the machine.
 */
export function startRollupWorker(services: Services, rollups: readonly Rollup[]): { stop(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: services.db.ownerUrl, max: 1 })
  pool.on('error', () => {})
  const teller = createTeller(services)
  let stopped = false
  let wake = () => {}
  const work = async () => {
    const client = await pool.connect()
    try {
      await refreshAll(client, rollups, teller.add)
      await checkOne(services, client, rollups)
    } finally {
      client.release()
    }
  }
  const loop = async () => {
    while (!stopped) {
      const startedAt = performance.now()
      await work().catch((error) =>
        services.log.error({ err: error }, 'figures could not be refreshed; trying again'),
      )
      teller.flush()
      const tookMs = performance.now() - startedAt
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, Math.max(LEAST_PAUSE_MS, 2 * tookMs))
      })
    }
  }
  const running = loop()
  return {
    async stop() {
      stopped = true
      wake()
      await running
      await pool.end()
    },
  }
}

async function refreshAll(
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  tell: (orgId: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ org_id: string }>('select distinct org_id from core.rollup_marks')
  for (const { org_id } of rows) {
    const { changed } = await refreshOrg(client, rollups, org_id)
    if (changed > 0) tell(org_id)
  }
}

/** Tells open screens at once, and those told a moment ago a little later. */
function createTeller(services: Services) {
  const toldAt = new Map<string, number>()
  const waiting = new Set<string>()
  const flush = () => {
    const now = performance.now()
    for (const [orgId, at] of toldAt) if (now - at >= TELL_EVERY_MS) toldAt.delete(orgId)
    for (const orgId of waiting) {
      if (toldAt.has(orgId)) continue
      waiting.delete(orgId)
      toldAt.set(orgId, now)
      const at = services.clock().toString({ smallestUnit: 'millisecond' })
      services.live.changed(orgId, [{ topic: 'figures', name: 'figures.refreshed', ids: [], at }])
    }
  }
  return {
    flush,
    add(orgId: string) {
      waiting.add(orgId)
      flush()
    },
  }
}

/** Compares a sample of one organisation a turn, each organisation once a day. What differs raises an alert. */
async function checkOne(
  services: Services,
  client: pg.ClientBase,
  rollups: readonly Rollup[],
): Promise<void> {
  const now = services.clock().toZonedDateTimeISO('UTC')
  if (now.hour < CHECK_AFTER_HOUR_UTC) return
  const today = now.startOfDay().toInstant().toString()
  const { rows } = await client.query<{ org_id: string }>(
    `select org_id from core.rollup_state where checked_at is null or checked_at < $1 limit 1`,
    [today],
  )
  const orgId = rows[0]?.org_id
  if (orgId) await checkSample(services, client, rollups, orgId)
}

/** Compares some days of every figure with a recount and notes the outcome, for `frontdesk` and the health page. */
export async function checkSample(
  services: Services,
  client: pg.ClientBase,
  rollups: readonly Rollup[],
  orgId: string,
): Promise<string[]> {
  const differences = await findDifferences(client, rollups, orgId, CHECKED_DAYS)
  if (differences.length > 0) {
    services.log.error(
      { orgId, differences: differences.slice(0, 5) },
      'kept figures differ from their recount',
    )
  }
  await client.query(
    `update core.rollup_state set checked_at = $2, differences = $3, difference = $4 where org_id = $1`,
    [orgId, services.clock().toString(), differences.length, differences[0] ?? ''],
  )
  return differences
}
