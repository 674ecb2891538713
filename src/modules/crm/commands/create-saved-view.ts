import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { createSavedView as contract, SavedView } from '../contract.ts'
import { crmTables } from '../tables.ts'

const MOST = 30

/** Keeps a filter by name, for oneself, or for the team with the right to edit clients; a same name is replaced. */
export async function createSavedView(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<SavedView> {
  if (ctx.actor.kind !== 'user') throw new AppError('auth.required')
  if (input.isShared) permit(ctx, 'client.edit')
  const memberId = input.isShared ? null : ctx.actor.memberId
  const { list, name, query, isShared } = input
  const own = await crmTables(ctx.tx)
    .selectFrom('saved_views')
    .select(['id', 'name', 'position'])
    .where('org_id', '=', ctx.orgId)
    .where('list', '=', list)
    .where('member_id', 'is not distinct from', memberId)
    .execute()
  const same = own.find((view) => view.name.toLowerCase() === name.toLowerCase())
  if (!same && own.length >= MOST) throw new AppError('crm.too_many_views')
  const id = same?.id ?? newId(ctx.now.epochMilliseconds)
  const position = same?.position ?? Math.max(0, ...own.map((view) => view.position)) + 1
  await crmTables(ctx.tx)
    .insertInto('saved_views')
    .values({
      org_id: ctx.orgId,
      id,
      list,
      name,
      query,
      member_id: memberId,
      position,
      created_at: ctx.now.toString(),
    })
    .onConflict((conflict) => conflict.constraint('saved_views_pkey').doUpdateSet({ name, query }))
    .execute()
  await audit(ctx, {
    action: 'saved_view.create',
    recordType: 'saved_view',
    recordId: id,
    summary: `Saved the view ${name} of the list ${list}`,
  })
  return { id, list, name, query, isShared }
}
