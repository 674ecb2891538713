import { judgeFigures } from '#platform/alerts.ts'
import type { ErrandContext } from '#platform/context.ts'
import { healthFigures } from '#platform/health.ts'
import { noteAlerts } from '../commands/note-alerts.ts'
import { countFailedDeliveries } from '../queries/count-failed-deliveries.ts'
import { countGivenUp } from './get-system-health.ts'

/** Compares the figures with their thresholds, every minute (PLAT-110). */
export async function watchSystem(ctx: ErrandContext): Promise<void> {
  const [figures, failedDeliveries, givenUpJobs] = await Promise.all([
    healthFigures(ctx.services),
    ctx.query(countFailedDeliveries, undefined),
    countGivenUp(ctx),
  ])
  const wantsBackups = ctx.config.env === 'production' && !ctx.config.demo
  await ctx.command(noteAlerts, judgeFigures(figures, { failedDeliveries, givenUpJobs, wantsBackups }))
}
