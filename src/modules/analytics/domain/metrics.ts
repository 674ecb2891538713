import type { Unit } from '../contract/dashboard.ts'
import { businessMetrics } from './metrics/business.ts'
import { conversationMetrics } from './metrics/conversations.ts'
import { messageMetrics } from './metrics/messages.ts'
import { peopleMetrics } from './metrics/people.ts'

/** Everything that is said of a figure, once. Hover texts, `docs/metrics.md`, rows and colours read it here. */
export interface MetricDefinition {
  name: string
  unit: Unit
  /** Whether more of it is better, less of it, or neither. */
  better: 'up' | 'down' | null
  /** What it says, in one sentence. */
  sentence: string
  /** How it is counted. */
  formula: string
  /** What the rows behind it are. */
  rows: string
  /** Where others count differently, and how we do. */
  differs?: string
  /** Yellow and red, unless the organisation has set its own. */
  thresholds?: { warn: number; bad: number }
  /** How things stand now, whatever the period. */
  isNow?: boolean
  /** From buckets of waiting times: at most 5 % off. */
  isApproximate?: boolean
}

/** The catalogue: every figure of the dashboards. Everybody with `figures.view` sees it; agents for themselves only. */
export const metrics = {
  ...conversationMetrics,
  ...messageMetrics,
  ...peopleMetrics,
  ...businessMetrics,
} as const satisfies Record<string, MetricDefinition>

export type MetricKey = keyof typeof metrics

/** The definition of a figure, without its exact type. */
export function metricOf(key: MetricKey): MetricDefinition {
  return metrics[key]
}

/** Whether there is such a figure. */
export function isMetricKey(key: string): key is MetricKey {
  return Object.hasOwn(metrics, key)
}
