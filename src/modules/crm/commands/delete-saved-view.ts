import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { may } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteSavedView as contract, SavedView } from '../contract.ts'
import { crmTables } from '../tables.ts'

/** Deletes one's own view, or a shared one with the right to edit clients. Returns it, so that it can be undone. */
export async function deleteSavedView(
  ctx: CommandContext,
  { list, viewId }: Input<typeof contract>,
): Promise<SavedView> {
  const memberId = ctx.actor.kind === 'user' ? ctx.actor.memberId : null
  const mayShared = may(ctx.actor, 'client.edit')
  const view = await crmTables(ctx.tx)
    .deleteFrom('saved_views')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', viewId)
    .where('list', '=', list)
    .where((where) =>
      where.or([
        where('member_id', '=', memberId),
        where.and([where('member_id', 'is', null), where.lit(mayShared)]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
  if (!view) throw new AppError('crm.view_not_found')
  await audit(ctx, {
    action: 'saved_view.delete',
    recordType: 'saved_view',
    recordId: viewId,
    summary: `Deleted the view ${view.name} of the list ${list}`,
  })
  return { id: view.id, list, name: view.name, query: view.query, isShared: view.member_id === null }
}
