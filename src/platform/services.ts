import type { Redis } from 'ioredis'
import { createCache } from './cache.ts'
import type { Config } from './config.ts'
import type { Adapters, Services } from './context.ts'
import { openDatabase } from './db.ts'
import { createJobQueue } from './jobs.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Module } from './module.ts'
import { createStorage } from './storage.ts'

export interface ServicesOptions {
  config: Config
  log: Log
  modules: readonly Module[]
  /** Connection string of the owner role. */
  databaseUrl: string
  live: Live
  redis?: Redis
  /** Fakes for tests; they win over the modules' real adapters. */
  adapters?: Partial<Adapters>
  clock?: () => Temporal.Instant
}

/** Builds what lives as long as the process, from the modules' lists. Opens nothing but the database pool. */
export function createServices(options: ServicesOptions): Services {
  const { config, log, modules, live } = options
  const cache = createCache(options.redis)
  live.onChange((orgId, changes) => cache.changed(orgId, [...new Set(changes.map(({ topic }) => topic))]))
  return {
    config,
    log,
    cache,
    live,
    db: openDatabase({
      url: options.databaseUrl,
      poolSize: config.databasePoolSize,
      statementTimeoutMs: config.databaseStatementTimeoutMs,
    }),
    storage: createStorage(config),
    jobs: createJobQueue(modules.flatMap((module) => module.jobs)),
    adapters: Object.assign(
      {},
      ...modules.map((module) => module.adapters?.(config, log) ?? {}),
      options.adapters,
    ),
    clock: options.clock ?? (() => Temporal.Now.instant()),
  }
}
