import type { HealthFigures } from './health.ts'

/** A value past its threshold, in words for administrators. */
export interface RaisedAlert {
  /** Stable: an alert that is already open is not raised again. */
  key: string
  level: 'warning' | 'critical'
  title: string
  detail: string
}

/** Besides the installation's figures, what belongs to one organisation. */
export interface OwnFigures {
  /** Jobs that were given up and wait for a person. */
  givenUpJobs: number
  /** Webhook deliveries that failed for good within a day. */
  failedDeliveries: number
  /** Whether a backup should exist: in production, once the installation is older than a day. */
  wantsBackups: boolean
  /** Kept figures that differed from their recount in the last nightly sample, and the first of them. */
  differingFigures: { count: number; first: string }
}

interface Rule {
  key: string
  level: RaisedAlert['level']
  title: string
  /** The detail when the value is past its threshold, else null. */
  judge(figures: HealthFigures, own: OwnFigures): string | null
}

const GB = 1024 ** 3
const HOUR_MS = 3_600_000
const percent = (share: number) => `${(share * 100).toFixed(1)}%`
const minutes = (seconds: number) => `${Math.round(seconds / 60)} min`

/** The thresholds (PLAT-110). Rates need enough requests, so that one slow page at night wakes nobody. */
export const alertRules: readonly Rule[] = [
  {
    key: 'api_slow',
    level: 'warning',
    title: 'Pages and the API answer slowly',
    judge: ({ api }) =>
      api.requests >= 50 && (api.p95Ms ?? 0) > 500
        ? `One request in twenty took longer than ${Math.round(api.p95Ms!)} ms; the limit is 500 ms.`
        : null,
  },
  {
    key: 'api_errors',
    level: 'critical',
    title: 'Requests fail',
    judge: ({ api }) =>
      api.requests >= 20 && (api.errorRate ?? 0) > 0.02
        ? `${percent(api.errorRate!)} of ${api.requests} requests failed; the limit is 2%. The log names each one.`
        : null,
  },
  {
    key: 'queue_stuck',
    level: 'critical',
    title: 'Jobs are not being worked on',
    judge: ({ queue }) =>
      (queue.oldestSeconds ?? 0) > 300
        ? `The oldest due job has waited ${minutes(queue.oldestSeconds!)}. Is a process with the role worker or all running?`
        : null,
  },
  {
    key: 'jobs_given_up',
    level: 'warning',
    title: 'Failed jobs wait for a decision',
    judge: (_figures, own) =>
      own.givenUpJobs > 0
        ? `${own.givenUpJobs === 1 ? 'One job has' : `${own.givenUpJobs} jobs have`} used up all tries. Retry or drop them under Failed jobs.`
        : null,
  },
  {
    key: 'webhooks_failed',
    level: 'warning',
    title: 'Webhook deliveries failed for good',
    judge: (_figures, own) =>
      own.failedDeliveries > 0
        ? `${own.failedDeliveries} in the last day. The delivery log shows what the receiver answered.`
        : null,
  },
  {
    key: 'figures_differ',
    level: 'critical',
    title: 'Kept figures differ from a recount',
    judge: (_figures, { differingFigures: { count, first } }) =>
      count > 0
        ? `${count === 1 ? 'One figure differs' : `${count} figures differ`}, first ${first.slice(0, 200)}. Run: frontdesk rollups rebuild`
        : null,
  },
  {
    key: 'disk_full',
    level: 'critical',
    title: 'The disk is nearly full',
    judge: ({ disk }) =>
      disk.freeBytes < 2 * GB && disk.freeBytes < disk.totalBytes * 0.1
        ? `${(disk.freeBytes / GB).toFixed(1)} GB are free. Delete old backups or give the machine more space.`
        : null,
  },
  {
    key: 'database_connections',
    level: 'warning',
    title: 'The database runs out of connections',
    judge: ({ database }) =>
      database.connections > database.maxConnections * 0.85
        ? `${database.connections} of ${database.maxConnections} are in use. Lower DATABASE_POOL_SIZE or raise max_connections.`
        : null,
  },
  {
    key: 'process_busy',
    level: 'warning',
    title: 'A process is too busy to answer promptly',
    judge: ({ processes }) => {
      const worst = processes.reduce((a, b) => (b.lagMs > a.lagMs ? b : a), processes[0]!)
      return worst && worst.lagMs > 250
        ? `Process ${worst.pid} on ${worst.host} gets to its work ${Math.round(worst.lagMs)} ms late; the limit is 250 ms.`
        : null
    },
  },
  {
    key: 'backup_old',
    level: 'warning',
    title: 'There is no recent backup',
    judge: ({ lastBackupAt, asOf }, own) => {
      if (!own.wantsBackups) return null
      if (!lastBackupAt) return 'No backup was found. Run: frontdesk backup'
      const hours = (Date.parse(asOf) - Date.parse(lastBackupAt)) / HOUR_MS
      return hours > 26 ? `The last one is ${Math.round(hours)} hours old. Run: frontdesk backup` : null
    },
  },
  {
    key: 'provider_failing',
    level: 'warning',
    title: 'An outside service does not work',
    judge: ({ providers }) => {
      const failing = providers.filter(({ lastBadAt, lastGoodAt }) => (lastBadAt ?? '') > (lastGoodAt ?? ''))
      return failing.length > 0
        ? failing.map(({ name, lastError }) => `${name}: ${lastError ?? 'no reason given'}`).join('. ')
        : null
    },
  },
  {
    key: 'not_ready',
    level: 'critical',
    title: 'A part the product needs does not answer',
    judge: ({ readiness }) => {
      if (readiness.ok) return null
      const bad = Object.entries(readiness.checks).filter(([, check]) => !check.ok)
      return bad.map(([name, { detail }]) => `${name}: ${detail}`).join('. ')
    },
  },
]

/** Every value that is past its threshold now. */
export function judgeFigures(figures: HealthFigures, own: OwnFigures): RaisedAlert[] {
  return alertRules.flatMap(({ key, level, title, judge }) => {
    const detail = judge(figures, own)
    return detail ? [{ key, level, title, detail }] : []
  })
}
