import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Demo } from '../contract/demo.ts'

/** The state of the demonstration, from the directory of organisations. */
export async function getDemo(ctx: QueryContext): Promise<Demo> {
  permit(ctx, 'demo.manage')
  const row = await ctx.tx
    .withSchema('core')
    .selectFrom('orgs')
    .select(['is_demo', 'simulates'])
    .where('id', '=', ctx.orgId)
    .executeTakeFirstOrThrow()
  return { isDemo: row.is_demo, simulates: row.simulates }
}
