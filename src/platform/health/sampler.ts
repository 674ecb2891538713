import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Services } from '../context.ts'
import { cacheReads, errorsTotal, httpSeconds, jobSeconds, querySeconds } from '../metrics.ts'
import { grown, percentile } from './percentile.ts'
import { type ProviderCalls, providerCalls } from './providers.ts'
import { type StatementFigures, slowestStatements } from './slow-statements.ts'

/** Counters of this process at one moment; figures are differences of two. */
interface Sample {
  at: number
  /** Of pages and `/api`, per bucket. */
  http: number[]
  httpFailed: number
  queries: number[]
  jobs: number
  jobsFailed: number
  errors: number
  cacheHits: number
  cacheMisses: number
}

/** One stretch of time on the sparklines. */
export interface Stretch {
  /** ISO instant of its end. */
  at: string
  requestsPerMinute: number
  /** Null without requests. */
  p95Ms: number | null
  connections: number
}

/** What one process knows of itself; travels as JSON between processes. */
export interface ProcessFigures {
  /** Seconds that the counts below cover, at most five minutes. */
  windowSeconds: number
  httpCounts: number[]
  httpFailed: number
  queryCounts: number[]
  jobs: number
  jobsFailed: number
  errors: number
  cacheHits: number
  cacheMisses: number
  connections: number
  organisations: number
  /** 99th percentile of the event loop's delay since the last figures. */
  lagMs: number
  memoryMb: number
  slowest: StatementFigures[]
  providers: Record<string, ProviderCalls>
  recent: Stretch[]
}

export const HTTP_BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] as const
const WINDOW_MS = 5 * 60_000
const KEPT = 60

const samples: Sample[] = []
const recent: Stretch[] = []
const loopDelay = monitorEventLoopDelay({ resolution: 20 })
loopDelay.enable()

/** Reads the counters of this process; called every quarter minute, and once more for whoever looks. */
export async function takeSample(services: Services): Promise<void> {
  const sample = await readCounters(services)
  cacheReads.set({ outcome: 'hit' }, sample.cacheHits)
  cacheReads.set({ outcome: 'miss' }, sample.cacheMisses)
  const before = samples.at(-1)
  samples.push(sample)
  if (samples.length > KEPT) samples.shift()
  if (!before || sample.at - before.at < 5_000) return
  const counts = grown(before.http, sample.http)
  const p95 = percentile({ bounds: HTTP_BOUNDS, counts }, 0.95)
  recent.push({
    at: new Date(sample.at).toISOString(),
    requestsPerMinute: (sum(counts) * 60_000) / (sample.at - before.at),
    p95Ms: p95 === null ? null : p95 * 1000,
    connections: services.live.connections().total,
  })
  if (recent.length > KEPT) recent.shift()
}

/** The last five minutes of this process. */
export async function processFigures(services: Services): Promise<ProcessFigures> {
  const now = await readCounters(services)
  const start = samples.find(({ at }) => now.at - at <= WINDOW_MS) ?? zero(now)
  const { total, organisations } = services.live.connections()
  const lag = loopDelay.percentile(99) / 1e6
  return {
    windowSeconds: Math.max(1, (now.at - start.at) / 1000),
    httpCounts: grown(start.http, now.http),
    httpFailed: growth(start.httpFailed, now.httpFailed),
    queryCounts: grown(start.queries, now.queries),
    jobs: growth(start.jobs, now.jobs),
    jobsFailed: growth(start.jobsFailed, now.jobsFailed),
    errors: growth(start.errors, now.errors),
    cacheHits: growth(start.cacheHits, now.cacheHits),
    cacheMisses: growth(start.cacheMisses, now.cacheMisses),
    connections: total,
    organisations,
    // The monitor counts its own sampling interval as delay.
    lagMs: Number.isFinite(lag) ? Math.max(0, lag - 20) : 0,
    memoryMb: process.memoryUsage.rss() / 1024 / 1024,
    slowest: slowestStatements(8),
    providers: providerCalls(),
    recent: [...recent],
  }
}

/** Forgets the event loop's delays so far, so that the next figures speak of the time since. */
export function resetLag(): void {
  loopDelay.reset()
}

async function readCounters({ cache }: Services): Promise<Sample> {
  const [http, queries, jobs, errors] = await Promise.all([
    httpSeconds.get(),
    querySeconds.get(),
    jobSeconds.get(),
    errorsTotal.get(),
  ])
  const api = http.values.filter(({ labels }) => isAnswer(String(labels.route)))
  const jobCounts = jobs.values.filter(({ metricName }) => metricName?.endsWith('_count'))
  return {
    at: Date.now(),
    http: perBucket(api),
    httpFailed: total(
      api.filter(
        ({ metricName, labels }) => metricName?.endsWith('_count') && /^5/.test(String(labels.status)),
      ),
    ),
    queries: perBucket(queries.values),
    jobs: total(jobCounts),
    jobsFailed: total(jobCounts.filter(({ labels }) => labels.outcome === 'failed')),
    errors: total(errors.values),
    cacheHits: cache.counts.hits,
    cacheMisses: cache.counts.misses,
  }
}

/** Pages (`/*`) and the API; files, probes and the live connection are not what people wait for. */
const isAnswer = (route: string) => route === '/*' || route.startsWith('/api/')

interface Reading {
  value: number
  labels: Partial<Record<string, string | number>>
  metricName?: string
}

/** Prometheus buckets are cumulative; these are not. The last one has no bound. */
function perBucket(values: readonly Reading[]): number[] {
  const cumulative = [...HTTP_BOUNDS, '+Inf'].map((bound) =>
    total(
      values.filter(
        ({ metricName, labels }) => metricName?.endsWith('_bucket') && String(labels.le) === String(bound),
      ),
    ),
  )
  return cumulative.map((value, index) => value - (cumulative[index - 1] ?? 0))
}

const total = (values: readonly { value: number }[]) => values.reduce((all, { value }) => all + value, 0)
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const growth = (before: number, after: number) => (after < before ? after : after - before)

function zero(now: Sample): Sample {
  const none = (list: number[]) => list.map(() => 0)
  return {
    ...now,
    at: now.at - Math.min(WINDOW_MS, process.uptime() * 1000),
    http: none(now.http),
    httpFailed: 0,
    queries: none(now.queries),
    jobs: 0,
    jobsFailed: 0,
    errors: 0,
    cacheHits: 0,
    cacheMisses: 0,
  }
}
