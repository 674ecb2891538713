import type { Config } from './config.ts'
import type { Adapters } from './context.ts'
import type { Served } from './http.ts'
import type { JobDefinition } from './jobs.ts'
import type { Log } from './log.ts'
import type { InstallationGauge } from './metrics.ts'
import type { Rollup } from './rollups.ts'

/** What a module brings to start-up: thin lists, nothing that runs by itself. */
export interface Module {
  readonly name: string
  readonly endpoints: readonly Served[]
  readonly jobs: readonly JobDefinition[]
  readonly rollups?: readonly Rollup[]
  readonly gauges?: readonly InstallationGauge[]
  /** Builds the module's real adapters. */
  readonly adapters?: (config: Config, log: Log) => Partial<Adapters>
}
