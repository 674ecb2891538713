import pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Log } from './log.ts'
import { observeQueries } from './query-log.ts'

/** Every figure of the process, in Prometheus form at `/metrics` and on the System health page. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]
const register = { registers: [registry] }

export const httpSeconds = new Histogram({
  name: 'frontdesk_http_seconds',
  help: 'Time to answer a request, by route and status class.',
  labelNames: ['route', 'status'],
  buckets: SECONDS,
  ...register,
})
export const querySeconds = new Histogram({
  name: 'frontdesk_query_seconds',
  help: 'Time of one SQL statement.',
  buckets: SECONDS,
  ...register,
})
export const jobSeconds = new Histogram({
  name: 'frontdesk_job_seconds',
  help: 'Time of one job, by name and outcome.',
  labelNames: ['job', 'outcome'],
  buckets: [...SECONDS, 10, 30],
  ...register,
})
export const errorsTotal = new Counter({
  name: 'frontdesk_errors_total',
  help: 'Faults of ours (5xx answers, failed jobs), by where they happened.',
  labelNames: ['where'],
  ...register,
})
export const liveConnections = new Gauge({
  name: 'frontdesk_live_connections',
  help: 'Open live connections of this process.',
  ...register,
})
export const cacheReads = new Gauge({
  name: 'frontdesk_cache_reads',
  help: 'Cache reads since start, by outcome.',
  labelNames: ['outcome'],
  ...register,
})

observeQueries((_sql, ms) => querySeconds.observe(ms / 1000))

/** A number that a module counts upwards in this process, by the values of its labels. */
export function countUp<L extends string>(name: string, help: string, labelNames: readonly L[]) {
  const counter = new Counter({ name, help, labelNames: [...labelNames], ...register })
  return (labels: Record<L, string>, by = 1): void => counter.inc(labels, by)
}

/** A figure of the whole installation that a module reads from the database for `/metrics`. */
export interface InstallationGauge {
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  /** One SELECT over all organisations with a column for each label, and `value`. */
  readonly select: string
}

const GAUGES_MS = 5_000

/**
 * Adds the modules' gauges to `/metrics`. They are read when somebody asks for the metrics, all on one connection of the
 * owner role, and remembered for five seconds. What cannot be read is left out rather than shown as it was.
 */
export function registerGauges(ownerUrl: string, log: Log, gauges: readonly InstallationGauge[]): void {
  let last: { at: number; rows: Promise<Map<string, Record<string, unknown>[]>> } | undefined
  const read = () => {
    if (last && performance.now() - last.at < GAUGES_MS) return last.rows
    const rows = readGauges(ownerUrl, gauges).catch((error: unknown) => {
      log.warn({ err: error }, 'the gauges of the installation could not be read')
      return new Map<string, Record<string, unknown>[]>()
    })
    last = { at: performance.now(), rows }
    return rows
  }
  for (const { name, help, labels } of gauges) {
    registry.removeSingleMetric(name)
    new Gauge({
      ...{ name, help, labelNames: [...labels], ...register },
      async collect() {
        const rows = (await read()).get(name) ?? []
        this.reset()
        // Without labels it would start again at zero.
        if (labels.length === 0) this.remove()
        for (const { value, ...told } of rows) this.set(told as Record<string, string>, Number(value))
      },
    })
  }
}

async function readGauges(
  ownerUrl: string,
  gauges: readonly InstallationGauge[],
): Promise<Map<string, Record<string, unknown>[]>> {
  const client = new pg.Client({ connectionString: ownerUrl, statement_timeout: GAUGES_MS })
  await client.connect()
  try {
    const found = new Map<string, Record<string, unknown>[]>()
    for (const { name, select } of gauges) found.set(name, (await client.query(select)).rows)
    return found
  } finally {
    await client.end()
  }
}

/** Runs a job and notes its start, duration and failure (PLAT-081). Errors go on, so the queue retries. */
export async function observeJob<T>(log: Log, job: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  try {
    const result = await work()
    jobSeconds.observe({ job, outcome: 'done' }, seconds())
    log.debug({ job, seconds: seconds() }, 'job done')
    return result
  } catch (error) {
    jobSeconds.observe({ job, outcome: 'failed' }, seconds())
    errorsTotal.inc({ where: 'job' })
    log.error({ job, seconds: seconds(), err: error }, 'job failed')
    throw error
  }
}
