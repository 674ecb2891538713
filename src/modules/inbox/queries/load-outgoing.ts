import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { AuthorKind, ChannelKind, MessageKind } from '../contract/words.ts'
import { addressOf } from '../domain/address.ts'

/** A message as its sender needs it. */
export interface QueuedMessage {
  id: string
  conversationId: string
  conversationNumber: number
  authorKind: AuthorKind
  kind: MessageKind
  body: string
  data: Record<string, unknown>
  replyToRef: string | null
  subject: string
  threadRef: string | null
  attempts: number
  to: { platformUserId: string; name: string; phone: string | null; email: string | null }
  files: { id: string; name: string; mediaType: string; storageKey: string }[]
  /** They asked for no more messages after it was queued. */
  isOptedOut: boolean
}

/** The messages with their receivers and files, in the order of the queue. Two statements. Asks no permission. */
export async function loadOutgoing(
  ctx: QueryContext,
  messageIds: readonly string[],
): Promise<QueuedMessage[]> {
  const { rows } = await sql<Omit<QueuedMessage, 'isOptedOut'> & { channelKind: ChannelKind }>`
    select m.id, m.conversation_id as "conversationId", c.number as "conversationNumber",
      m.author_kind as "authorKind", m.kind, m.body, m.data, m.reply_to_ref as "replyToRef",
      c.subject, c.thread_ref as "threadRef", o.attempts, ch.kind as "channelKind",
      json_build_object('platformUserId', k.platform_user_id, 'name', k.name, 'phone', k.phone, 'email', k.email) as "to",
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type,
          'storageKey', a.storage_key) order by a.id)
        from inbox.attachments a where a.org_id = m.org_id and a.message_id = m.id and a.storage_key is not null), '[]')
        as files
    from inbox.messages m
    join inbox.outgoing o on o.org_id = m.org_id and o.message_id = m.id
    join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id
    join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
    join inbox.channels ch on ch.org_id = m.org_id and ch.id = m.channel_id
    where m.org_id = ${ctx.orgId} and m.id = any(${[...messageIds]}::uuid[])
    order by o.is_bulk, o.seq`.execute(ctx.tx)
  const addresses = rows.map(({ channelKind, to }) => addressOf(channelKind, to))
  const { rows: outs } = await sql<{ address: string }>`
    select address from inbox.opt_outs where org_id = ${ctx.orgId} and channel_kind = ${rows[0]?.channelKind ?? ''}
      and address = any(${addresses}::text[])`.execute(ctx.tx)
  const optedOut = new Set(outs.map(({ address }) => address))
  return rows.map(({ channelKind, ...row }) => ({
    ...row,
    isOptedOut: optedOut.has(addressOf(channelKind, row.to)),
  }))
}
