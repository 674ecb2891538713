import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'

const limit = z.coerce.number({ error: 'Enter a number.' }).min(0, 'Use 0 or more.').max(1_000_000)

/** Where a figure turns yellow and red. `better: 'up'`: higher is better, so red lies below yellow. */
export const Threshold = z.object({ better: z.enum(['up', 'down']), warn: limit, bad: limit })
export type Threshold = z.infer<typeof Threshold>

const Thresholds = z.record(z.string(), Threshold)
const RefreshSeconds = z.coerce.number().int().min(1, 'Use 1 or more.').max(30, 'Use 30 or less.')

/** Thresholds by metric key, in the metric's own unit (seconds, percent, number). */
export const DashboardSettings = z.object({
  thresholds: Thresholds.default({}),
  /** Open dashboards ask again at most once in so many seconds; 1 is live. */
  refreshSeconds: RefreshSeconds.default(1),
})
export type DashboardSettings = z.infer<typeof DashboardSettings>

/** The settings, and beside them the thresholds in force: the catalogue's where the organisation has none of its own. */
const Shown = DashboardSettings.extend({ inForce: z.record(z.string(), Threshold) })

export const getDashboardSettings = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/settings',
  summary: 'Thresholds and refresh of dashboards',
  access: 'figures.view',
  input: z.object({}),
  output: Shown,
})

export const updateDashboardSettings = endpoint({
  method: 'PATCH',
  path: '/api/v1/dashboard/settings',
  summary: 'Change thresholds and refresh of dashboards',
  access: 'figures.edit',
  // Not `.partial()`: what is not sent stays as it is, instead of going back to its default.
  input: z.object({ thresholds: Thresholds.optional(), refreshSeconds: RefreshSeconds.optional() }),
  output: Shown,
})
