import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import { inboxTables } from '../tables.ts'
import { actingMember } from './acting-member.ts'

/** Keeps what a member is writing, one draft for each conversation; an empty body throws it away. */
export async function saveDraft(
  ctx: CommandContext,
  { conversationId, mode, body }: Input<typeof contract.saveDraft>,
): Promise<Output<typeof contract.saveDraft>> {
  permit(ctx, 'message.send')
  const memberId = actingMember(ctx)
  if (body === '') {
    await forgetDraft(ctx, conversationId, memberId)
    return { ok: true }
  }
  const { rows } = await sql`
    insert into inbox.drafts (org_id, conversation_id, member_id, mode, body, updated_at)
    select c.org_id, c.id, ${memberId}, ${mode}, ${body}, ${ctx.now.toString()}
    from inbox.conversations c where c.org_id = ${ctx.orgId} and c.id = ${conversationId}
    on conflict (org_id, conversation_id, member_id)
      do update set mode = excluded.mode, body = excluded.body, updated_at = excluded.updated_at
    returning 1`.execute(ctx.tx)
  if (rows.length === 0) throw new AppError('inbox.conversation_not_found')
  return { ok: true }
}

/** Throws a member's draft away, as when it was sent. */
export async function forgetDraft(
  ctx: CommandContext,
  conversationId: string,
  memberId: string,
): Promise<void> {
  await inboxTables(ctx.tx)
    .deleteFrom('drafts')
    .where('org_id', '=', ctx.orgId)
    .where('conversation_id', '=', conversationId)
    .where('member_id', '=', memberId)
    .execute()
}
