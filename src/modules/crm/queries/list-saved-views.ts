import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { listSavedViews as contract } from '../contract.ts'
import { crmTables } from '../tables.ts'

/** The member's own views of a list and the team's, in the order in which they were saved. */
export async function listSavedViews(
  ctx: QueryContext,
  { list }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const rows = await crmTables(ctx.tx)
    .selectFrom('saved_views')
    .select(['id', 'list', 'name', 'query', 'member_id'])
    .where('org_id', '=', ctx.orgId)
    .where('list', '=', list)
    .where((where) => where.or([where('member_id', 'is', null), where('member_id', '=', memberId)]))
    .orderBy('position')
    .orderBy('created_at')
    .execute()
  return { items: rows.map(({ member_id, ...view }) => ({ ...view, isShared: member_id === null })) }
}
