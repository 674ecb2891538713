import { judgeFigures } from '#platform/alerts.ts'
import type { ErrandContext } from '#platform/context.ts'
import { healthFigures, installedAt } from '#platform/health.ts'
import { lastFigureCheck } from '#platform/rollups.ts'
import { noteAlerts } from '../commands/note-alerts.ts'
import { countFailedDeliveries } from '../queries/count-failed-deliveries.ts'
import { countGivenUp } from './get-system-health.ts'

/** The daily backup has had its turn by then. */
const FIRST_BACKUP_WITHIN_HOURS = 26

/** Compares the figures with their thresholds, every minute (PLAT-110). */
export async function watchSystem(ctx: ErrandContext): Promise<void> {
  const [figures, failedDeliveries, differingFigures, givenUpJobs, since] = await Promise.all([
    healthFigures(ctx.services),
    ctx.query(countFailedDeliveries, undefined),
    ctx.query(lastFigureCheck, undefined),
    countGivenUp(ctx),
    installedAt(ctx.services),
  ])
  const hours = since ? ctx.now.since(since).total('hours') : 0
  const wantsBackups = ctx.config.env === 'production' && hours > FIRST_BACKUP_WITHIN_HOURS
  const own = { failedDeliveries, differingFigures, givenUpJobs, wantsBackups }
  await ctx.command(noteAlerts, judgeFigures(figures, own))
}
