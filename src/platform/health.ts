import { randomBytes } from 'node:crypto'
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Services } from './context.ts'
import { percentile } from './health/percentile.ts'
import { type ProcessRow, runningProcesses } from './health/processes.ts'
import { joinCalls, type ProviderCalls } from './health/providers.ts'
import { HTTP_BOUNDS, type ProcessFigures, type Stretch } from './health/sampler.ts'
import type { StatementFigures } from './health/slow-statements.ts'
import { version } from './health/version.ts'
import { type QueueState, queueState } from './jobs-admin.ts'
import { redisIsReady } from './redis.ts'

export { startHealthWatch } from './health/processes.ts'
export { noteProvider, watchProvider } from './health/providers.ts'

export interface Readiness {
  ok: boolean
  checks: Record<string, { ok: boolean; detail: string }>
}

/** How the whole installation stands: all processes, the last five minutes. Null means "not known". */
export interface HealthFigures {
  /** ISO instant at which this was read. */
  asOf: string
  version: string
  api: {
    windowSeconds: number
    requests: number
    p50Ms: number | null
    p95Ms: number | null
    /** Share of answers with a fault of ours (5xx), 0 to 1. */
    errorRate: number | null
  }
  database: {
    version: string
    sizeBytes: number
    connections: number
    maxConnections: number
    p95Ms: number | null
    slowest: StatementFigures[]
  }
  cache: { hits: number; misses: number; hitRate: number | null }
  queue: QueueState & { jobs: number; failed: number }
  live: { connections: number; organisations: number }
  disk: { freeBytes: number; totalBytes: number }
  lastBackupAt: string | null
  processes: (Omit<ProcessRow, 'figures'> & { memoryMb: number; lagMs: number; connections: number })[]
  recent: Stretch[]
  providers: (ProviderCalls & { name: string })[]
  readiness: Readiness
}

const CHECK_TIMEOUT_MS = 3_000
const MEMORY_MS = 5_000

/**
 * Whether this process can take requests: database, file store and Redis must answer. The queue and the disk are
 * reported but do not take the process out of service, since restarting it would not help them (PLAT-113).
 */
export async function readiness(services: Services): Promise<Readiness> {
  const [database, files, queue, disk] = await Promise.all([
    check(() => services.db.withoutOrg((tx) => sql`select 1`.execute(tx))),
    filesCheck(services),
    check(async () => {
      const { oldestSeconds } = await queueState(services.db)
      if ((oldestSeconds ?? 0) > 300)
        throw new Error(`the oldest job has waited ${Math.round(oldestSeconds! / 60)} min`)
    }),
    check(async () => {
      const { freeBytes } = await diskSpace(services.config.dataDir)
      if (freeBytes < 200e6) throw new Error(`only ${Math.round(freeBytes / 1e6)} MB free`)
    }),
  ])
  const redis = redisIsReady()
  const checks: Readiness['checks'] = { database, files, queue, disk }
  if (services.config.redisUrl) checks.redis = { ok: redis, detail: redis ? 'connected' : 'not connected' }
  return { ok: database.ok && files.ok && (checks.redis?.ok ?? true), checks }
}

async function check(work: () => Promise<unknown>): Promise<{ ok: boolean; detail: string }> {
  const startedAt = performance.now()
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer')), CHECK_TIMEOUT_MS)
  try {
    await Promise.race([work(), late])
    return { ok: true, detail: `${Math.round(performance.now() - startedAt)} ms` }
  } catch (error) {
    // Anybody may read this: errors of drivers name hosts and users, so only our own words go out.
    const words = (error as Error).message
    return { ok: false, detail: /^(no answer|only |the oldest )/.test(words) ? words : 'does not answer' }
  } finally {
    clearTimeout(timer)
  }
}

const fileChecks = new WeakMap<Services, { at: number; result: Promise<{ ok: boolean; detail: string }> }>()

/** Writes and reads a probe; remembered for half a minute, since a bucket bills every call. */
function filesCheck(services: Services): Promise<{ ok: boolean; detail: string }> {
  const before = fileChecks.get(services)
  if (before && Date.now() - before.at < 30_000) return before.result
  const result = check(async () => {
    const key = `health/probe-${process.pid}`
    const bytes = randomBytes(16)
    await services.storage.put(key, bytes, 'application/octet-stream')
    const back = await services.storage.get(key)
    if (!back || Buffer.compare(back.bytes, bytes) !== 0)
      throw new Error('what was written did not come back')
  })
  fileChecks.set(services, { at: Date.now(), result })
  return result
}

const snapshots = new WeakMap<Services, { at: number; figures: Promise<HealthFigures> }>()

/** The figures of the installation; asking again within five seconds answers the same. */
export function healthFigures(services: Services): Promise<HealthFigures> {
  const before = snapshots.get(services)
  if (before && Date.now() - before.at < MEMORY_MS) return before.figures
  const figures = readFigures(services)
  snapshots.set(services, { at: Date.now(), figures })
  figures.catch(() => snapshots.delete(services))
  return figures
}

async function readFigures(services: Services): Promise<HealthFigures> {
  const [processes, database, queue, disk, lastBackupAt, ready] = await Promise.all([
    runningProcesses(services),
    databaseFigures(services),
    queueState(services.db),
    diskSpace(services.config.dataDir),
    newestBackup(services.config.dataDir),
    readiness(services),
  ])
  const all = processes.map(({ figures }) => figures)
  const sum = (pick: (figures: ProcessFigures) => number) => all.reduce((total, one) => total + pick(one), 0)
  const http = addLists(all.map(({ httpCounts }) => httpCounts))
  const queries = addLists(all.map(({ queryCounts }) => queryCounts))
  const requests = http.reduce((total, count) => total + count, 0)
  const hits = sum(({ cacheHits }) => cacheHits)
  const misses = sum(({ cacheMisses }) => cacheMisses)
  return {
    asOf: new Date().toISOString(),
    version,
    api: {
      windowSeconds: Math.max(...all.map(({ windowSeconds }) => windowSeconds)),
      requests,
      p50Ms: milliseconds(percentile({ bounds: HTTP_BOUNDS, counts: http }, 0.5)),
      p95Ms: milliseconds(percentile({ bounds: HTTP_BOUNDS, counts: http }, 0.95)),
      errorRate: requests === 0 ? null : sum(({ httpFailed }) => httpFailed) / requests,
    },
    database: {
      ...database,
      p95Ms: milliseconds(percentile({ bounds: HTTP_BOUNDS, counts: queries }, 0.95)),
      slowest: slowestOf(all),
    },
    cache: { hits, misses, hitRate: hits + misses === 0 ? null : hits / (hits + misses) },
    queue: { ...queue, jobs: sum(({ jobs }) => jobs), failed: sum(({ jobsFailed }) => jobsFailed) },
    live: {
      connections: sum(({ connections }) => connections),
      // An organisation may have screens on several processes; the largest count is certain.
      organisations: Math.max(...all.map(({ organisations }) => organisations)),
    },
    disk,
    lastBackupAt,
    processes: processes.map(({ figures: { memoryMb, lagMs, connections }, ...row }) => ({
      ...row,
      memoryMb,
      lagMs,
      connections,
    })),
    recent: busiestRecent(all),
    providers: providersOf(services, all),
    readiness: ready,
  }
}

async function databaseFigures({ db }: Services) {
  const { rows } = await db.withoutOrg((tx) =>
    sql<{ version: string; sizeBytes: number; connections: number; maxConnections: number }>`
      select current_setting('server_version') as version, pg_database_size(current_database()) as "sizeBytes",
             (select sum(numbackends)::int from pg_stat_database) as connections,
             current_setting('max_connections')::int as "maxConnections"`.execute(tx),
  )
  return rows[0]!
}

/** When the first organisation of this installation was made; null before. */
export async function installedAt({ db }: Services): Promise<string | null> {
  const { rows } = await db.withoutOrg((tx) =>
    sql<{ at: string | null }>`select min(created_at) as at from core.orgs`.execute(tx),
  )
  return rows[0]!.at
}

async function diskSpace(directory: string): Promise<{ freeBytes: number; totalBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(directory)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

/** When the newest file in `backups` of the data directory was finished; null when there is none. */
async function newestBackup(dataDir: string): Promise<string | null> {
  const folder = join(dataDir, 'backups')
  const names = await readdir(folder).catch(() => [] as string[])
  const times = await Promise.all(
    names
      .filter((name) => !/\.(part|tmp)$/.test(name))
      .map(async (name) => (await stat(join(folder, name))).mtimeMs),
  )
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}

function slowestOf(all: readonly ProcessFigures[]): StatementFigures[] {
  const joined = new Map<string, StatementFigures>()
  for (const one of all.flatMap(({ slowest }) => slowest)) {
    const before = joined.get(one.sql)
    if (!before) joined.set(one.sql, one)
    else {
      const times = before.times + one.times
      const meanMs = (before.meanMs * before.times + one.meanMs * one.times) / times
      joined.set(one.sql, { sql: one.sql, times, meanMs, maxMs: Math.max(before.maxMs, one.maxMs) })
    }
  }
  return [...joined.values()].sort((a, b) => b.meanMs - a.meanMs).slice(0, 8)
}

/** The sparkline of the process with the most requests: adding up clocks that tick apart would invent figures. */
function busiestRecent(all: readonly ProcessFigures[]): Stretch[] {
  const load = ({ recent }: ProcessFigures) => recent.reduce((total, one) => total + one.requestsPerMinute, 0)
  return all.reduce((busiest, one) => (load(one) > load(busiest) ? one : busiest)).recent
}

function providersOf({ config }: Services, all: readonly ProcessFigures[]): HealthFigures['providers'] {
  const names = new Set(all.flatMap(({ providers }) => Object.keys(providers)))
  if (config.smtpUrl) names.add('E-mail (SMTP)')
  if (config.s3) names.add('File store (S3)')
  if (config.postcodesIoUrl) names.add('Postcodes.io')
  return [...names].sort().map((name) => ({
    name,
    ...joinCalls(all.flatMap(({ providers }) => providers[name] ?? [])),
  }))
}

function addLists(lists: readonly (readonly number[])[]): number[] {
  return (lists[0] ?? []).map((_, index) => lists.reduce((total, list) => total + (list[index] ?? 0), 0))
}

const milliseconds = (seconds: number | null) => (seconds === null ? null : seconds * 1000)
