import type { ErrandContext } from '#platform/context.ts'
import { healthFigures } from '#platform/health.ts'
import { listFailedJobs } from '#platform/jobs-admin.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import type { getSystemHealth as contract } from '../contract.ts'
import { listAlerts } from '../queries/list-alerts.ts'

/** The figures behind the System health page (PLAT-111). */
export async function getSystemHealth(ctx: ErrandContext): Promise<Output<typeof contract>> {
  permit(ctx, 'system.view')
  const [figures, alerts, givenUpHere] = await Promise.all([
    healthFigures(ctx.services),
    ctx.query(listAlerts, undefined),
    countGivenUp(ctx),
  ])
  return { ...figures, alerts, givenUpHere }
}

/** Failed jobs of this organisation whose tries are used up. */
export async function countGivenUp(ctx: ErrandContext): Promise<number> {
  const { items } = await listFailedJobs(ctx.services.db, ctx.orgId, 1_000)
  return items.filter(({ state }) => state === 'given_up').length
}
