import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { type getDashboardSettings as contract, DashboardSettings } from '../contract/settings.ts'
import { thresholdOf } from '../domain/figure.ts'
import { type MetricKey, metrics } from '../domain/metrics.ts'
import { analyticsTables } from '../tables.ts'

const SECONDS = 30

/** What was set about dashboards. Remembered for half a minute and forgotten at once when it changes. */
export function loadDashboardSettings(ctx: QueryContext): Promise<DashboardSettings> {
  return ctx.cache.remember(ctx.orgId, 'dashboard-settings', ['settings'], SECONDS, () =>
    readDashboardSettings(ctx),
  )
}

/** The settings as they stand in this transaction. */
export async function readDashboardSettings(ctx: QueryContext): Promise<DashboardSettings> {
  const row = await analyticsTables(ctx.tx)
    .selectFrom('settings')
    .select('settings')
    .where('org_id', '=', ctx.orgId)
    .executeTakeFirst()
  return DashboardSettings.parse(row?.settings ?? {})
}

/** The settings, and the thresholds in force beside them. */
export async function getDashboardSettings(ctx: QueryContext): Promise<ShownSettings> {
  permit(ctx, 'figures.view')
  return withThresholdsInForce(await loadDashboardSettings(ctx))
}

type ShownSettings = Output<typeof contract>

/** Every figure that has a threshold, of its own or by the catalogue. */
export function withThresholdsInForce(settings: DashboardSettings): ShownSettings {
  const inForce: ShownSettings['inForce'] = {}
  for (const key of Object.keys(metrics) as MetricKey[]) {
    const threshold = thresholdOf(key, settings.thresholds)
    if (threshold) inForce[key] = threshold
  }
  return { ...settings, inForce }
}
