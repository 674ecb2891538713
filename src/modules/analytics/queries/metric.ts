import type { FigureSource, FigureSums } from '#modules/inbox/public.ts'
import type { Metric } from '../contract/dashboard.ts'
import { figureOf, type Value } from '../domain/figure.ts'
import type { MetricKey } from '../domain/metrics.ts'
import type { Dashboard } from './dashboard.ts'
import type { PeriodSums } from './sums.ts'

const nothing: Value = { value: null }

/** A figure over sums: of the period, of the one before, and of each day. */
export function metricOver<S extends FigureSource>(
  dashboard: Dashboard,
  key: MetricKey,
  { byDay, total, previous }: PeriodSums<S>,
  formula: (sums: FigureSums<S>) => Value,
): Metric {
  return figureOf(key, total ? formula(total) : nothing, {
    previous: previous ? formula(previous) : null,
    spark: dashboard.days.map((day) => {
      const sums = byDay.get(day)
      return sums ? formula(sums).value : null
    }),
    thresholds: dashboard.settings.thresholds,
  })
}

/** A figure that is worked out otherwise. */
export function metric(
  dashboard: Dashboard,
  key: MetricKey,
  value: Value,
  more: { previous?: Value | null; spark?: (number | null)[] } = {},
): Metric {
  return figureOf(key, value, { ...more, thresholds: dashboard.settings.thresholds })
}
