import type { ErrandContext } from '#platform/context.ts'
import { runQuery } from '#platform/run.ts'
import { guest } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import type { getSignInOptions as contract } from '../contract/account.ts'
import { findDefaultOrg, hasAccounts } from '../queries/directory.ts'
import { findDemoSignIns } from '../queries/find-demo-sign-ins.ts'

/** What the sign-in page shows before anybody signs in. */
export async function getSignInOptions(ctx: ErrandContext): Promise<Output<typeof contract>> {
  const [org, hasAny] = await Promise.all([
    ctx.query(findDefaultOrg, undefined),
    ctx.query(hasAccounts, undefined),
  ])
  const demo = org?.isDemo
    ? await runQuery(ctx.services, findDemoSignIns, undefined, { orgId: org.id, actor: guest })
    : []
  return { setupNeeded: !hasAny, orgName: org?.name ?? null, orgSlug: org?.slug ?? null, demo }
}

/** Whether the first-run page is still open. */
export async function getSetup(ctx: ErrandContext): Promise<{ needed: boolean }> {
  return { needed: !(await ctx.query(hasAccounts, undefined)) }
}
