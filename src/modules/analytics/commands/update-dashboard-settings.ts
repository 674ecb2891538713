import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import type { updateDashboardSettings as contract, DashboardSettings } from '../contract/settings.ts'
import { isMetricKey } from '../domain/metrics.ts'
import { dashboardSettingsChanged } from '../events.ts'
import { readDashboardSettings, withThresholdsInForce } from '../queries/dashboard-settings.ts'
import { analyticsTables } from '../tables.ts'

/** Changes what is sent and leaves the rest. Thresholds are sent as a whole; a figure left out goes back to its default. */
export async function updateDashboardSettings(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'figures.edit')
  const faults = faultsOf(input.thresholds ?? {})
  if (faults.length > 0) throw invalidInput(faults)
  const before = await readDashboardSettings(ctx)
  const after = { ...before, ...input }
  const changed = (Object.keys(input) as (keyof DashboardSettings)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  if (changed.length === 0) return withThresholdsInForce(before)
  await analyticsTables(ctx.tx)
    .insertInto('settings')
    .values({ org_id: ctx.orgId, settings: JSON.stringify(after), updated_at: ctx.now.toString() })
    .onConflict((conflict) =>
      conflict
        .column('org_id')
        .doUpdateSet({ settings: JSON.stringify(after), updated_at: ctx.now.toString() }),
    )
    .execute()
  await audit(ctx, {
    action: 'dashboard.settings.update',
    recordType: 'dashboard',
    recordId: ctx.orgId,
    summary: `Changed the ${changed.includes('thresholds') ? 'thresholds' : 'refresh'} of dashboards`,
    changes: Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]])),
  })
  await publish(ctx, dashboardSettingsChanged({ changed }))
  return withThresholdsInForce(after)
}

function faultsOf(thresholds: DashboardSettings['thresholds']) {
  return Object.entries(thresholds).flatMap(([key, { better, warn, bad }]) => {
    const path = (field: string) => ['thresholds', key, field]
    if (!isMetricKey(key)) return [{ path: ['thresholds', key], message: 'There is no such figure.' }]
    if (better === 'up' && bad > warn)
      return [{ path: path('bad'), message: 'Red must lie below yellow, since more is better.' }]
    if (better === 'down' && bad < warn)
      return [{ path: path('bad'), message: 'Red must lie above yellow, since less is better.' }]
    return []
  })
}
