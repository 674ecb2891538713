import pg from 'pg'
import type { Database } from './db.ts'

/** A job that failed at least once, as the queue keeps it. */
export interface FailedJob {
  id: string
  /** The listener, job or timer by name. */
  name: string
  kind: 'listener' | 'job' | 'timer'
  payload: Record<string, unknown>
  error: string
  attempts: number
  maxAttempts: number
  /** ISO instant of the next try; meaningless when the tries are used up. */
  nextTryAt: string
  createdAt: string
  lastTryAt: string
  state: 'running' | 'waiting' | 'given_up'
}

/** How the queue of the whole installation stands. */
export interface QueueState {
  /** Jobs that could run now. */
  due: number
  /** Jobs planned for later, retries included. */
  planned: number
  running: number
  /** Jobs whose tries are used up. */
  givenUp: number
  /** Seconds that the oldest due job has waited; null when none waits. */
  oldestSeconds: number | null
}

const pools = new Map<string, pg.Pool>()

/** The queue's tables belong to the owner, so this small pool exists beside the application's; it empties when idle. */
function ownerPool(db: Pick<Database, 'ownerUrl'>): pg.Pool {
  let pool = pools.get(db.ownerUrl)
  if (!pool) {
    pool = new pg.Pool({
      connectionString: db.ownerUrl,
      max: 2,
      idleTimeoutMillis: 5_000,
      allowExitOnIdle: true,
      connectionTimeoutMillis: 3_000,
      options: '-c statement_timeout=5000 -c timezone=UTC',
    })
    pool.on('error', () => {})
    pools.set(db.ownerUrl, pool)
  }
  return pool
}

const COLUMNS = `j.id::text, t.identifier as kind, j.payload, coalesce(j.last_error, '') as error, j.attempts,
  j.max_attempts as "maxAttempts", j.run_at as "nextTryAt", j.created_at as "createdAt", j.updated_at as "lastTryAt",
  coalesce(j.payload->>'listener', j.payload->>'job', j.payload->>'timer', t.identifier) as name,
  case when j.locked_at is not null then 'running'
       when j.attempts >= j.max_attempts then 'given_up' else 'waiting' end as state`
const FROM = `graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`
const OURS = `j.payload->>'orgId' = $1 and (j.last_error is not null or j.attempts >= j.max_attempts)`

/** Failed jobs of the organisation: given up first, then the latest failure; with the count of all. */
export async function listFailedJobs(
  db: Pick<Database, 'ownerUrl'>,
  orgId: string,
  limit: number,
): Promise<{ items: FailedJob[]; total: number }> {
  const { rows } = await ownerPool(db).query<FailedJob & { total: number }>(
    `select ${COLUMNS}, count(*) over () as total from ${FROM} where ${OURS}
     order by (j.attempts >= j.max_attempts) desc, j.updated_at desc, j.id desc limit $2`,
    [orgId, limit],
  )
  const items = rows.map(({ total: _total, ...job }) => job)
  return { items, total: rows[0]?.total ?? 0 }
}

export async function findFailedJob(
  db: Pick<Database, 'ownerUrl'>,
  orgId: string,
  jobId: string,
): Promise<FailedJob | null> {
  const { rows } = await ownerPool(db).query<FailedJob>(
    `select ${COLUMNS} from ${FROM} where ${OURS} and j.id = $2`,
    [orgId, jobId],
  )
  return rows[0] ?? null
}

/** Lets failed jobs run now, with all tries anew. A running job is left alone. Answers how many were moved. */
export async function retryJobs(
  db: Pick<Database, 'ownerUrl'>,
  orgId: string,
  jobIds: readonly string[],
): Promise<number> {
  const { rowCount } = await ownerPool(db).query(
    `select from graphile_worker.reschedule_jobs(
       (select coalesce(array_agg(j.id), '{}') from graphile_worker._private_jobs j where ${OURS} and j.id = any($2::bigint[])),
       run_at => now(), attempts => 0)`,
    [orgId, jobIds],
  )
  return rowCount ?? 0
}

/** Takes a failed job off the queue for good; false when it is gone already or runs at this moment. */
export async function dropJob(
  db: Pick<Database, 'ownerUrl'>,
  orgId: string,
  jobId: string,
): Promise<boolean> {
  const { rowCount } = await ownerPool(db).query(
    `select from graphile_worker.complete_jobs(
       (select coalesce(array_agg(j.id), '{}') from graphile_worker._private_jobs j where ${OURS} and j.id = $2))`,
    [orgId, jobId],
  )
  return rowCount === 1
}

/** The queue of the whole installation. */
export async function queueState(db: Pick<Database, 'ownerUrl'>): Promise<QueueState> {
  const { rows } = await ownerPool(db).query<QueueState>(
    `select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now()) as due,
            count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now()) as planned,
            count(*) filter (where locked_at is not null) as running,
            count(*) filter (where locked_at is null and attempts >= max_attempts) as "givenUp",
            extract(epoch from now() - min(run_at) filter
              (where locked_at is null and attempts < max_attempts and run_at <= now()))::float8 as "oldestSeconds"
     from graphile_worker._private_jobs`,
  )
  return rows[0]!
}
