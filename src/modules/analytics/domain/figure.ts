import type { Metric } from '../contract/dashboard.ts'
import type { Threshold } from '../contract/settings.ts'
import { type MetricKey, metricOf } from './metrics.ts'

/** What a figure is made of; `whole` for shares and averages. Null: nothing to count. */
export interface Value {
  value: number | null
  part?: number
  whole?: number
}

/** A count, or none: zero of what could have been counted is zero, zero of nothing is none. */
export function count(n: number | undefined, base: number | undefined = n): Value {
  return { value: n === undefined || !base ? null : n }
}

/** A share in percent with one decimal. */
export function share(part: number, whole: number): Value {
  return { value: whole > 0 ? round((part / whole) * 100, 1) : null, part, whole }
}

/** An average; of milliseconds with `scale` 1000 it is seconds. */
export function average(sum: number, n: number, scale = 1): Value {
  return { value: n > 0 ? round(sum / n / scale, 3) : null }
}

/** A number with so many decimals. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** Green, yellow or red by the thresholds; none without them or without a value. */
export function toneOf(value: number | null, threshold: Threshold | undefined): Metric['tone'] {
  if (value === null || !threshold) return 'none'
  const { better, warn, bad } = threshold
  if (better === 'up') return value < bad ? 'bad' : value < warn ? 'warn' : 'good'
  return value > bad ? 'bad' : value > warn ? 'warn' : 'good'
}

/** What a figure became since: in percent of what it was, for percents in points. Null when there is nothing to compare. */
export function changeOf(unit: Metric['unit'], value: number | null, previous: number | null): number | null {
  if (value === null || previous === null) return null
  if (unit === 'percent') return round(value - previous, 1)
  return previous === 0 ? null : round(((value - previous) / previous) * 100, 1)
}

/** The thresholds in force: the catalogue's, and over them the organisation's own. */
export function thresholdOf(key: MetricKey, own: Readonly<Record<string, Threshold>>): Threshold | undefined {
  const { thresholds, better } = metricOf(key)
  return own[key] ?? (thresholds && { better: better ?? 'up', ...thresholds })
}

/** A figure as dashboards show it. */
export function figureOf(
  key: MetricKey,
  current: Value,
  more: {
    previous?: Value | null
    spark?: (number | null)[]
    thresholds: Readonly<Record<string, Threshold>>
  },
): Metric {
  const { name, unit, better, sentence, isApproximate = false } = metricOf(key)
  const { value } = current
  const previous = more.previous?.value ?? null
  const change = changeOf(unit, value, previous)
  return {
    key,
    name,
    unit,
    value,
    part: current.part ?? null,
    whole: current.whole ?? null,
    previous,
    change,
    isBetter: change === null || change === 0 || better === null ? null : change > 0 === (better === 'up'),
    tone: toneOf(value, thresholdOf(key, more.thresholds)),
    spark: more.spark ?? [],
    definition: sentence,
    isApproximate,
  }
}
