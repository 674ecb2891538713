import { sql } from 'kysely'
import { getClient } from '#modules/crm/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { AuthorKind, ChannelKind } from '../contract/words.ts'

/** A message that failed and that nobody has dealt with. */
export interface FailedMessage {
  messageId: string
  conversationId: string
  channelKind: ChannelKind
  authorKind: Exclude<AuthorKind, 'contact'>
  authorId: string | null
  broadcastId: string | null
  body: string
  subject: string
  contactName: string
  clientId: string | null
  phone: string | null
  email: string | null
}

/** Another channel, and the person's address there. */
export interface Way {
  channelId: string
  kind: ChannelKind
  address: string
}

/**
 * The failed message if it has words to send another way, locked so that it is dealt with once. What a rule wrote by
 * itself is not worth a second way. Asks no permission.
 */
export async function findFallback(ctx: QueryContext, messageId: string): Promise<FailedMessage | null> {
  const { rows } = await sql<FailedMessage>`
    select m.id as "messageId", m.conversation_id as "conversationId", ch.kind as "channelKind",
      m.author_kind as "authorKind", m.author_id as "authorId", m.broadcast_id as "broadcastId", m.body, c.subject,
      k.name as "contactName", c.client_id as "clientId", k.phone, k.email
    from inbox.failures f
    join inbox.messages m on m.org_id = f.org_id and m.id = f.message_id
    join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id
    join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
    join inbox.channels ch on ch.org_id = m.org_id and ch.id = m.channel_id
    where f.org_id = ${ctx.orgId} and f.message_id = ${messageId} and f.handled_at is null and m.status = 'failed'
      and m.direction = 'out' and m.body <> '' and m.author_kind <> 'auto_reply' for update of f`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** Active channels of these kinds with an address of the person, in the order of the kinds. */
export async function listWaysTo(
  ctx: QueryContext,
  { clientId, phone, email }: FailedMessage,
  kinds: readonly ChannelKind[],
): Promise<Way[]> {
  if (kinds.length === 0) return []
  const { rows } = await sql<{ id: string; kind: ChannelKind }>`
    select distinct on (kind) id, kind from inbox.channels
    where org_id = ${ctx.orgId} and kind = any(${[...kinds]}::text[]) and is_active and deleted_at is null
    order by kind, created_at`.execute(ctx.tx)
  const client = clientId ? await getClient(ctx, { clientId }).catch(() => null) : null
  return kinds.flatMap((kind) => {
    const channel = rows.find((row) => row.kind === kind)
    const address = kind === 'email' ? (email ?? client?.email) : (phone ?? client?.phone)
    return channel && address ? [{ channelId: channel.id, kind, address }] : []
  })
}
