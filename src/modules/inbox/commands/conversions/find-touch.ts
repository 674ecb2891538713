import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'

/** What a client was last in touch by, before a conversion. */
export interface Touch {
  conversationId: string
  /** Set when the touch was a broadcast. */
  broadcastId: string | null
  channelId: string
  agentId: string | null
}

/** No broadcast may be credited for longer. */
const MOST_CREDIT_DAYS = 90

/**
 * The client's last touch before an instant: a conversation's latest message within the settings' days, or a broadcast
 * within its own days. The later one wins. Null: nothing to credit. `saidBy`: contacts who only say that the client's
 * address is theirs; for crediting that is enough.
 */
export async function findTouch(
  ctx: CommandContext,
  { clientId, at, saidBy = [] }: { clientId: string; at: string; saidBy?: readonly string[] },
): Promise<Touch | null> {
  const { creditDays } = await loadInboxSettings(ctx)
  const { rows } = await sql<Touch>`
    with own as (
      select c.id, c.channel_id, coalesce(c.assignee_id, c.first_reply_by, c.resolved_by) as agent_id
      from inbox.conversations c
      where c.org_id = ${ctx.orgId} and c.id in (
          select id from inbox.conversations where org_id = ${ctx.orgId} and client_id = ${clientId}
          union select id from inbox.conversations
          where org_id = ${ctx.orgId} and client_id is null and contact_id = any(${[...saidBy]}::uuid[]))
        and c.last_message_at > ${at}::timestamptz - ${MOST_CREDIT_DAYS} * interval '1 day'),
    touches as (
      select o.*, m.broadcast_id, m.created_at as at from own o
      join inbox.messages m on m.org_id = ${ctx.orgId} and m.conversation_id = o.id and m.direction <> 'internal'
        and m.created_at <= ${at} and m.created_at > ${at}::timestamptz - ${MOST_CREDIT_DAYS} * interval '1 day'
        and m.status not in ('failed', 'cancelled')
      left join inbox.broadcasts b on b.org_id = ${ctx.orgId} and b.id = m.broadcast_id
      where m.created_at > ${at}::timestamptz - coalesce(b.credit_days, ${creditDays}) * interval '1 day')
    select id as "conversationId", broadcast_id as "broadcastId", channel_id as "channelId", agent_id as "agentId"
    from touches order by at desc limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}
