import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { Incoming } from '../contract/incoming.ts'
import type { InboxSettings } from '../contract/settings.ts'
import { cleanText } from '../domain/clean-text.ts'
import { type KnownConversation, type PlacedMessage, planIntake } from '../domain/intake-plan.ts'
import { notAfter } from '../domain/message-time.ts'
import { wishOf } from '../domain/opt-out-words.ts'
import { scoreIn } from '../domain/rating-answer.ts'
import { messagesReceived } from '../events.ts'
import { type ChannelRow, findChannel } from '../queries/channel.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'
import { loadOpenQuestions } from '../queries/open-questions.ts'
import { loadSlaRules } from '../queries/sla-rules.ts'
import { noteScores } from './note-rating.ts'
import { noteWishes } from './note-wishes.ts'
import { openConversations } from './open-conversations.ts'
import { type ContactRow, upsertContacts } from './upsert-contacts.ts'
import { writeIncoming } from './write-incoming.ts'

/** A message that was new, and where it went. */
export interface ReceivedMessage {
  providerRef: string
  messageId: string
  conversationId: string
  contactId: string
}

/**
 * Takes what people wrote on one channel, oldest first: contacts, conversations, messages, due times, wishes to get no
 * more. A message that was taken before changes nothing. The number of statements does not grow with the messages.
 * Asks no permission: it is called for vendors and visitors.
 */
export async function receiveMessages(
  ctx: CommandContext,
  { channelId, messages: given }: { channelId: string; messages: readonly Incoming[] },
): Promise<ReceivedMessage[]> {
  if (given.length === 0) return []
  const now = ctx.now.toString()
  const messages = given.map((one) => ({ ...one, at: notAfter(one.at, now), body: cleanText(one.body) }))
  const channel = await findChannel(ctx, channelId)
  const [settings, rules] = await Promise.all([loadInboxSettings(ctx), loadSlaRules(ctx)])
  const contacts = await upsertContacts(ctx, channelId, peopleOf(messages))
  const { fresh, refs } = await leaveOutKnown(ctx, channelId, messages)
  if (fresh.length === 0) return []
  const { byContact, byRef } = await findConversations(ctx, channelId, [...contacts.values()], refs)
  const questions = await loadOpenQuestions(ctx, fresh.some(isScore) ? [...byContact.values()] : [])
  const placed = fresh.map((incoming): PlacedMessage & { contact: ContactRow } => {
    const contact = contacts.get(incoming.from.platformUserId)!
    const question = isScore(incoming) && questions.has(byContact.get(contact.id)?.id ?? '')
    const asksNothing = incoming.kind === 'reaction' || incoming.isAutomatic === true
    const isQuiet = asksNothing || question || wish(channel, settings, incoming) !== null
    return { incoming, contactId: contact.id, contact, isQuiet }
  })
  const plans = planIntake({
    channelKind: channel.kind,
    now,
    reopenDays: settings.reopenDays,
    messages: placed,
    byContact,
    byRef,
  })
  const opened = await openConversations(ctx, { channel, rules, plans, contacts: [...contacts.values()] })
  const written = await writeIncoming(ctx, { channel, rules, opened })
  await noteWishes(
    ctx,
    channel.kind,
    placed.map(({ incoming, contact }) => ({
      contact,
      wish: wish(channel, settings, incoming),
      words: incoming.body,
    })),
  )
  await noteScores(ctx, scoresOf(written, questions))
  await noteReceived(ctx, channelId)
  await publish(ctx, messagesReceived({ messages: written.map(({ fact }) => fact) }))
  return written.map(({ incoming, fact }) => ({
    providerRef: incoming.providerRef,
    messageId: fact.messageId,
    conversationId: fact.conversationId,
    contactId: fact.contactId,
  }))
}

/** Everybody who wrote, once, with their latest message's time. */
function peopleOf(messages: readonly Incoming[]) {
  const people = new Map<string, Incoming['from'] & { at: string }>()
  for (const { from, at } of messages) {
    const known = people.get(from.platformUserId)
    people.set(from.platformUserId, { ...known, ...from, at: known && known.at > at ? known.at : at })
  }
  return [...people.values()]
}

/** The messages that were not taken before, and the conversations of all vendor ids that they name. */
async function leaveOutKnown(ctx: CommandContext, channelId: string, messages: readonly Incoming[]) {
  const named = new Set<string>()
  for (const { providerRef, replyToRef, threadRefs = [] } of messages) {
    for (const ref of [providerRef, replyToRef, ...threadRefs]) if (ref) named.add(ref)
  }
  const { rows } = await sql<{ ref: string; conversationId: string }>`
    select provider_ref as ref, conversation_id as "conversationId" from inbox.messages
    where org_id = ${ctx.orgId} and channel_id = ${channelId} and provider_ref = any(${[...named]}::text[])`.execute(
    ctx.tx,
  )
  const refs = new Map(rows.map(({ ref, conversationId }) => [ref, conversationId]))
  const seen = new Set<string>()
  const fresh = messages.filter(({ providerRef }) => {
    if (refs.has(providerRef) || seen.has(providerRef)) return false
    seen.add(providerRef)
    return true
  })
  return { fresh, refs }
}

/** The conversations that may go on, locked until the end: an agent who resolves one now waits, or is waited for. */
async function findConversations(
  ctx: CommandContext,
  channelId: string,
  contacts: readonly ContactRow[],
  refs: ReadonlyMap<string, string>,
) {
  const known = contacts.filter(({ isNew }) => !isNew).map(({ id }) => id)
  const named = [...new Set(refs.values())]
  const { rows } =
    known.length + named.length === 0
      ? { rows: [] }
      : await sql<KnownConversation>`
    with wanted as (
      (select distinct on (contact_id) id from inbox.conversations
       where org_id = ${ctx.orgId} and contact_id = any(${known}::uuid[]) and channel_id = ${channelId}
       order by contact_id, (status <> 'resolved') desc, opened_at desc)
      union select unnest(${named}::uuid[]))
    select c.id, c.contact_id as "contactId", c.status, c.resolved_at as "resolvedAt",
           c.waiting_since as "waitingSince", c.sla_policy_id as "policyId", c.priority,
           c.assignee_id as "assigneeId", c.number, c.last_incoming_at is not null as "hasIncoming"
    from wanted w join inbox.conversations c on c.org_id = ${ctx.orgId} and c.id = w.id
    order by c.id for update of c`.execute(ctx.tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byContact = new Map<string, KnownConversation>()
  for (const row of rows) {
    const other = byContact.get(row.contactId)
    if (!other || (other.status === 'resolved' && row.status !== 'resolved'))
      byContact.set(row.contactId, row)
  }
  const byRef = new Map<string, KnownConversation>()
  for (const [ref, id] of refs) if (byId.has(id)) byRef.set(ref, byId.get(id)!)
  return { byContact, byRef }
}

const isScore = ({ body }: Incoming) => scoreIn(body) !== null

function wish({ kind }: ChannelRow, settings: InboxSettings, { kind: messageKind, body }: Incoming) {
  if (kind === 'webchat' || kind === 'phone') return null
  const isSaid = messageKind === 'text' || messageKind === 'interactive' || messageKind === 'email'
  return isSaid ? wishOf(body, settings) : null
}

function scoresOf(
  written: Awaited<ReturnType<typeof writeIncoming>>,
  questions: ReadonlyMap<string, string>,
) {
  return written.flatMap(({ incoming, fact }) => {
    const ratingId = questions.get(fact.conversationId)
    const score = scoreIn(incoming.body)
    return ratingId && score ? [{ ratingId, score }] : []
  })
}

/** For the channel's health; not for every batch, so that the row stays quiet. */
async function noteReceived(ctx: CommandContext, channelId: string): Promise<void> {
  await sql`update inbox.channels set last_received_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${channelId}
      and (last_received_at is null or last_received_at < ${ctx.now.subtract({ seconds: 10 }).toString()})`.execute(
    ctx.tx,
  )
}
