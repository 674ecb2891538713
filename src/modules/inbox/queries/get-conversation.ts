import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { ChannelKind } from '../contract/words.ts'
import { addressOf as optOutAddress } from '../domain/address.ts'
import { windowClosesAt } from '../domain/window.ts'
import { askingMember } from './conversation-filter.ts'
import { type ConversationRow, selectConversation, toConversations } from './conversation-row.ts'
import { readMessagePage } from './list-messages-of.ts'
import { loadPeople, nameOf } from './people.ts'

type Shown = Output<typeof contract.getConversation>

const MESSAGES = 50

interface ContactFacts {
  /** The person: the contact it was merged into, if any. */
  id: string
  name: string
  phone: string | null
  email: string | null
  firstSeenAt: string
  /** The contact on this channel. */
  ownPhone: string | null
  ownEmail: string | null
  platformUserId: string
  lastIncomingAt: string | null
  isActive: boolean
}

/** A conversation as its page shows it. Seven statements, sent together. */
export async function getConversation(
  ctx: QueryContext,
  { conversationId }: Input<typeof contract.getConversation>,
): Promise<Shown> {
  permit(ctx, 'message.view')
  const [row, { items, olderCursor }, merges, optOuts, tickets, aside, people] = await Promise.all([
    readRow(ctx, conversationId),
    readMessagePage(ctx, conversationId, MESSAGES),
    readMerges(ctx, conversationId),
    readOptOuts(ctx, conversationId),
    readTickets(ctx, conversationId),
    readAside(ctx, conversationId),
    loadPeople(ctx),
  ])
  if (!row) throw new AppError('inbox.conversation_not_found')
  const { contact, ...conversationRow } = row
  const [conversation] = await toConversations(ctx, [conversationRow])
  const kind = row.channelKind
  const own = { platformUserId: contact.platformUserId, phone: contact.ownPhone, email: contact.ownEmail }
  const isOptedOut = optOuts.includes(optOutAddress(kind, own))
  const cannotReplyBecause = whyNot(kind, contact.isActive, isOptedOut)
  const { id, name, phone, email, firstSeenAt } = contact
  return {
    conversation: conversation!,
    messages: items,
    ...(olderCursor && { olderCursor }),
    contact: { id, name, phone, email, firstSeenAt, isOptedOut, merges },
    windowClosesAt: kind === 'whatsapp' ? (windowClosesAt(contact.lastIncomingAt) ?? row.openedAt) : null,
    canReply: cannotReplyBecause === null,
    cannotReplyBecause,
    participants: aside.participants.map((memberId) => ({ memberId, name: nameOf(people, memberId)! })),
    tickets,
    draft: aside.draft,
    rating: aside.rating,
  }
}

function whyNot(kind: ChannelKind, isActive: boolean, isOptedOut: boolean): string | null {
  if (kind === 'phone') return 'Calls are answered by phone. Write on another channel.'
  if (!isActive) return 'This channel is switched off. Switch it on in the settings.'
  if (isOptedOut) return 'This person asked not to get messages on this channel. Use another channel.'
  return null
}

async function readRow(
  ctx: QueryContext,
  conversationId: string,
): Promise<(ConversationRow & { contact: ContactFacts }) | undefined> {
  const { columns, joins } = selectConversation(ctx)
  const { rows } = await sql<ConversationRow & { contact: ContactFacts }>`
    select ${columns}, json_build_object('id', coalesce(k.id, p.id), 'name', coalesce(k.name, p.name),
      'phone', coalesce(k.phone, p.phone), 'email', coalesce(k.email, p.email),
      'firstSeenAt', to_char(least(k.first_seen_at, p.first_seen_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'ownPhone', p.phone, 'ownEmail', p.email, 'platformUserId', p.platform_user_id,
      'lastIncomingAt', to_char(p.last_incoming_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'isActive', ch.is_active and ch.deleted_at is null) as contact
    from inbox.conversations c ${joins}
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId}`.execute(ctx.tx)
  return rows[0]
}

const personOf = (ctx: QueryContext, conversationId: string) => sql`
  (select coalesce(p.merged_into, p.id) from inbox.conversations c
   join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
   where c.org_id = ${ctx.orgId} and c.id = ${conversationId})`

async function readMerges(ctx: QueryContext, conversationId: string): Promise<Shown['contact']['merges']> {
  const { rows } = await sql<Shown['contact']['merges'][number]>`
    select g.id, p.name, g.merged_at as "mergedAt" from inbox.contact_merges g
    join inbox.contacts p on p.org_id = g.org_id and p.id = g.merged_id
    where g.org_id = ${ctx.orgId} and g.kept_id = ${personOf(ctx, conversationId)} and g.undone_at is null
    order by g.merged_at desc`.execute(ctx.tx)
  return rows
}

/** Addresses of the conversation's contact that want no messages on this kind of channel. */
async function readOptOuts(ctx: QueryContext, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select x.address from inbox.conversations c
    join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
    join inbox.contacts p on p.org_id = c.org_id and p.id = c.contact_id
    join inbox.opt_outs x on x.org_id = c.org_id and x.channel_kind = ch.kind
      and x.address in (p.phone, lower(p.email), p.platform_user_id, lower(p.platform_user_id))
    where c.org_id = ${ctx.orgId} and c.id = ${conversationId}`.execute(ctx.tx)
  return rows.map(({ address }) => address)
}

async function readTickets(ctx: QueryContext, conversationId: string): Promise<Shown['tickets']> {
  const { rows } = await sql<Shown['tickets'][number]>`
    select id, number, title, status, priority from inbox.tickets
    where org_id = ${ctx.orgId} and conversation_id = ${conversationId} order by number desc`.execute(ctx.tx)
  return rows
}

/** What stands beside the thread: who takes part, the reader's draft, the latest rating. */
async function readAside(
  ctx: QueryContext,
  conversationId: string,
): Promise<{ participants: string[]; draft: Shown['draft']; rating: Shown['rating'] }> {
  const { rows } = await sql<{ participants: string[]; draft: Shown['draft']; rating: Shown['rating'] }>`
    select
      coalesce((select json_agg(a.member_id order by a.since, a.member_id) from inbox.participants a
        where a.org_id = ${ctx.orgId} and a.conversation_id = ${conversationId}), '[]') as participants,
      (select json_build_object('mode', d.mode, 'body', d.body) from inbox.drafts d
        where d.org_id = ${ctx.orgId} and d.conversation_id = ${conversationId} and d.member_id = ${askingMember(ctx)}) as draft,
      (select json_build_object('score', r.score, 'comment', r.comment,
          'askedAt', to_char(r.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from inbox.ratings r where r.org_id = ${ctx.orgId} and r.conversation_id = ${conversationId}
        order by r.asked_at desc limit 1) as rating`.execute(ctx.tx)
  return rows[0]!
}
