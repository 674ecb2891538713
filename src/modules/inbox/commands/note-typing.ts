import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import { typing } from '../events.ts'
import { inboxTables } from '../tables.ts'
import { actingMember } from './acting-member.ts'

/** Tells open screens that the member is writing here (INBX-008). Nothing is written. */
export async function noteTyping(
  ctx: CommandContext,
  { conversationId }: Input<typeof contract.noteTyping>,
): Promise<Output<typeof contract.noteTyping>> {
  permit(ctx, 'message.send')
  const found = await inboxTables(ctx.tx)
    .selectFrom('conversations')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (!found) throw new AppError('inbox.conversation_not_found')
  ctx.published.push(typing({ conversationId, memberId: actingMember(ctx) }))
  return { ok: true }
}
