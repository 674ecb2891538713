import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'

const milliseconds = z.number().nonnegative().nullable()
const Check = z.object({ ok: z.boolean(), detail: z.string() })

/** A value past its threshold (PLAT-110). */
export const Alert = z.object({
  id: Id,
  key: z.string(),
  level: z.enum(['warning', 'critical']),
  title: z.string(),
  detail: z.string(),
  raisedAt: z.string(),
  resolvedAt: z.string().nullable(),
})
export type Alert = z.infer<typeof Alert>

/**
 * How the installation stands: every process, the last five minutes. Percentiles are estimates from histograms.
 * Null means "not known yet", never zero.
 */
export const SystemHealth = z.object({
  /** ISO instant at which the figures were read. */
  asOf: z.string(),
  version: z.string(),
  /** Pages and API. */
  api: z.object({
    windowSeconds: z.number(),
    requests: z.number().int(),
    p50Ms: milliseconds,
    p95Ms: milliseconds,
    /** Share of answers with a fault of ours, 0 to 1. */
    errorRate: z.number().nullable(),
  }),
  database: z.object({
    version: z.string(),
    sizeBytes: z.number(),
    connections: z.number().int(),
    maxConnections: z.number().int(),
    p95Ms: milliseconds,
    slowest: z.array(
      z.object({ sql: z.string(), times: z.number().int(), meanMs: z.number(), maxMs: z.number() }),
    ),
  }),
  cache: z.object({ hits: z.number().int(), misses: z.number().int(), hitRate: z.number().nullable() }),
  queue: z.object({
    due: z.number().int(),
    planned: z.number().int(),
    running: z.number().int(),
    givenUp: z.number().int(),
    /** How long the oldest due job has waited; null when none waits. */
    oldestSeconds: z.number().nullable(),
    jobs: z.number().int(),
    failed: z.number().int(),
  }),
  live: z.object({ connections: z.number().int(), organisations: z.number().int() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  lastBackupAt: z.string().nullable(),
  processes: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      host: z.string(),
      pid: z.number().int(),
      version: z.string(),
      startedAt: z.string(),
      seenAt: z.string(),
      memoryMb: z.number(),
      /** How late the process gets to its work, 99th percentile. */
      lagMs: z.number(),
      connections: z.number().int(),
    }),
  ),
  /** Quarter minutes, oldest first. */
  recent: z.array(
    z.object({
      at: z.string(),
      requestsPerMinute: z.number(),
      p95Ms: milliseconds,
      connections: z.number().int(),
    }),
  ),
  providers: z.array(
    z.object({
      name: z.string(),
      calls: z.number().int(),
      failures: z.number().int(),
      lastGoodAt: z.string().nullable(),
      lastBadAt: z.string().nullable(),
      lastError: z.string().nullable(),
    }),
  ),
  readiness: z.object({ ok: z.boolean(), checks: z.record(z.string(), Check) }),
  /** Failed jobs of this organisation that wait for a person. */
  givenUpHere: z.number().int(),
  /** Open alerts first, then those of the last seven days. */
  alerts: z.array(Alert),
})
export type SystemHealth = z.infer<typeof SystemHealth>

/** The figures behind the System health page (PLAT-111). */
export const getSystemHealth = endpoint({
  method: 'GET',
  path: '/api/v1/system/health',
  summary: 'API, database, cache, queue, live connections, disk, backups, providers and alerts',
  input: z.object({}),
  output: SystemHealth,
  access: 'system.view',
})
