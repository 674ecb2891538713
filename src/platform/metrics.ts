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
