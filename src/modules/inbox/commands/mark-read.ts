import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import { conversationRead } from '../events.ts'
import { actingMember } from './acting-member.ts'

/** Notes how far a member has read, mentions included; or makes a conversation unread again. */
export async function markRead(
  ctx: CommandContext,
  { conversationId, unread }: Input<typeof contract.markRead>,
): Promise<Output<typeof contract.markRead>> {
  permit(ctx, 'message.view')
  const memberId = actingMember(ctx)
  const found = await markManyRead(ctx, [conversationId], memberId, unread)
  if (found.length === 0) throw new AppError('inbox.conversation_not_found')
  ctx.published.push(conversationRead({ conversationId, memberId }))
  return { ok: true }
}

/** The same for many; returns the ids that exist. */
export async function markManyRead(
  ctx: CommandContext,
  ids: readonly string[],
  memberId: string,
  unread: boolean,
): Promise<string[]> {
  const until = unread ? '1970-01-01T00:00:00Z' : ctx.now.toString()
  const [{ rows }] = await Promise.all([
    sql<{ id: string }>`
      insert into inbox.reads (org_id, conversation_id, member_id, read_until)
      select c.org_id, c.id, ${memberId}, ${until}
      from inbox.conversations c where c.org_id = ${ctx.orgId} and c.id = any(${[...ids]}::uuid[]) order by c.id
      on conflict (org_id, conversation_id, member_id) do update set read_until = excluded.read_until
      returning conversation_id as id`.execute(ctx.tx),
    !unread &&
      sql`update inbox.mentions set seen_at = ${ctx.now.toString()}
        where org_id = ${ctx.orgId} and member_id = ${memberId} and conversation_id = any(${[...ids]}::uuid[])
          and seen_at is null`.execute(ctx.tx),
  ])
  return rows.map(({ id }) => id)
}
