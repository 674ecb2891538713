import type { InboxRow, InboxRows } from '#modules/inbox/public.ts'
import {
  type BroadcastFacts,
  leaveOut,
  type PlannedBroadcast,
  planBroadcasts,
  sendCopy,
} from './broadcasts.ts'
import { openAddressBook } from './contacts.ts'
import { conversionsOf, type Touches } from './conversions.ts'
import { REOPEN_DAYS } from './inbox-set-up.ts'
import { planOccasions } from './occasions.ts'
import { planOpenNow } from './open-now.ts'
import type { PlannedClient, PlannedVisit } from './plan.ts'
import type { Agent } from './shifts.ts'
import { playThread } from './thread.ts'
import { type Contact, DAY, type InboxWorld, iso, type ThreadRows } from './thread-state.ts'
import { numberTickets, ticketOf } from './tickets.ts'

/** Conversations that are written at once: enough for few statements, few enough to be forgotten soon. */
const AT_ONCE = 700
/** Played between two turns of the event loop, so that what was written is on its way meanwhile. */
const WITHOUT_PAUSE = 60

export interface HistoryFacts {
  world: InboxWorld
  from: number
  visits: readonly PlannedVisit[]
  clients: readonly PlannedClient[]
  /** People who may have a conversation, by name. */
  people: ReadonlyMap<string, Agent>
  templateIds: ReadonlyMap<string, string>
  write(rows: InboxRows): Promise<void>
}

/** One thing to be played, at its time. */
interface Act {
  at: number
  play(): void
}

/**
 * Plays fourteen months of conversations in the order of time and hands them out in portions; what was handed out is
 * not kept. Returns how many conversations and messages there are.
 */
export async function playHistory(facts: HistoryFacts): Promise<{ conversations: number; messages: number }> {
  const { world, from, visits, clients, people, templateIds, write } = facts
  const { chance, now } = world
  const book = openAddressBook(chance)
  const touches: Touches = new Map()
  const tickets: InboxRow<'tickets'>[] = []
  const count = { conversations: 0, messages: 0 }
  let portion = newPortion()

  const keep = (contact: Contact, rows: ThreadRows, isNew = true) => {
    count.messages += rows.messages.length
    if (isNew) {
      count.conversations++
      rows.conversation.number = count.conversations
      addContact(portion, contact, rows)
      portion.conversations.push(rows.conversation)
    }
    addRows(portion, rows)
  }

  const openNow = planOpenNow(world, { book, visits, people })
  const optOuts = planOptOuts(facts)
  const occasions = planOccasions({ chance, now, from, visits, book })
  const optedOut = new Set(optOuts.map(({ address }) => address))
  const broadcastFacts: BroadcastFacts = {
    ...{ chance, now, clients, book, templateIds, optedOut, channelId: world.channelIds.whatsapp },
  }
  const broadcasts = planBroadcasts(broadcastFacts)
  const acts: Act[] = [
    ...occasions.map((occasion) => ({
      at: occasion.at,
      play() {
        const { contact, topic, at } = occasion
        if (at < contact.quietUntil || (contact.reserved && at > now - 6 * DAY)) return
        const rows = playThread(world, occasion)
        if (!rows) return
        contact.quietUntil = lastOf(rows) + REOPEN_DAYS * DAY
        noteTouch(touches, contact, rows)
        keep(contact, rows)
        const ticket = ticketOf(world, topic, rows)
        if (ticket) tickets.push(ticket)
      },
    })),
    ...openNow.map(({ at, contact, play }) => ({
      at,
      play() {
        const { rows, reads, drafts } = play()
        keep(contact, rows)
        portion.reads.push(...reads)
        portion.drafts.push(...drafts)
      },
    })),
    ...broadcasts.flatMap((broadcast) => broadcastActs(broadcast)),
  ].sort((a, b) => a.at - b.at)

  function broadcastActs(broadcast: PlannedBroadcast): Act[] {
    const startedAt = Date.parse(broadcast.row.started_at!)
    const begin = {
      at: startedAt,
      play() {
        portion.broadcasts.push(broadcast.row)
        portion.broadcast_recipients.push(...broadcast.skipped)
      },
    }
    const copies = broadcast.recipients.map((recipient) => ({
      at: recipient.at,
      play() {
        if (optedOut.has(recipient.client.phone)) {
          portion.broadcast_recipients.push(leaveOut(chance, broadcast, recipient))
          return
        }
        const sent = sendCopy(world, broadcast, recipient)
        keep(recipient.contact, sent.rows, sent.isNew)
        portion.broadcast_recipients.push(sent.recipient)
        if (sent.optOut) {
          portion.opt_outs.push(sent.optOut)
          optedOut.add(sent.optOut.address)
        }
        if (sent.isNew) recipient.contact.quietUntil = lastOf(sent.rows) + REOPEN_DAYS * DAY
        if (sent.deliveredAt === null) return
        addTouch(touches, recipient.client.id, {
          ...{ from: sent.deliveredAt, to: sent.deliveredAt, agentId: null, broadcastId: broadcast.row.id! },
          conversationId: sent.rows.conversation.id!,
          channelId: world.channelIds.whatsapp,
        })
      },
    }))
    return [begin, ...copies]
  }

  portion.opt_outs.push(...optOuts)
  const out = writer(write)
  for (let i = 0; i < acts.length; i++) {
    acts[i]!.play()
    if (portion.conversations.length >= AT_ONCE) {
      await out.write(portion)
      portion = newPortion()
    }
    if (i % WITHOUT_PAUSE === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  portion.tickets.push(...numberTickets(tickets))
  portion.conversions.push(...conversionsOf(chance, visits, sorted(touches), now))
  await out.write(portion)
  await out.finish()
  return count
}

/** Writes portions in order; one is on its way and one waits behind it while the next is being played. */
function writer(write: HistoryFacts['write']) {
  let before: Promise<void> = Promise.resolve()
  let last: Promise<void> = Promise.resolve()
  return {
    async write(portion: Portion): Promise<void> {
      await before
      before = last
      last = write(portion)
      // Whoever waits for it hears of a failure; nobody else has to.
      last.catch(() => {})
    },
    finish: async () => void (await Promise.all([before, last])),
  }
}

/** Some asked for no messages long ago. */
function planOptOuts({ world, clients, from }: HistoryFacts): InboxRow<'opt_outs'>[] {
  const { chance, now } = world
  return clients
    .filter(() => chance.happens(0.012))
    .map(({ phone }) => ({
      ...{ channel_kind: 'whatsapp', address: phone, reason: 'Wrote “STOP”' },
      at: iso(from + chance.next() * (now - 70 * DAY - from)),
    }))
}

type Portion = ReturnType<typeof newPortion>
type Lists = { [N in keyof InboxRows]-?: NonNullable<InboxRows[N]>[number][] }

function newPortion() {
  const names = [
    ...([
      'contacts',
      'conversations',
      'messages',
      'replies',
      'resolutions',
      'failures',
      'attachments',
    ] as const),
    ...(['mentions', 'participants', 'agent_activity', 'ratings', 'bot_sessions', 'calls', 'reads'] as const),
    ...(['drafts', 'broadcasts', 'broadcast_recipients', 'opt_outs', 'tickets', 'conversions'] as const),
  ]
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Pick<Lists, (typeof names)[number]>
}

function addRows(portion: Portion, rows: ThreadRows): void {
  portion.messages.push(...rows.messages)
  portion.replies.push(...rows.replies)
  portion.resolutions.push(...rows.resolutions)
  portion.failures.push(...rows.failures)
  portion.attachments.push(...rows.attachments)
  portion.mentions.push(...rows.mentions)
  portion.participants.push(...rows.participants)
  portion.agent_activity.push(...rows.activity)
  portion.ratings.push(...rows.ratings)
  portion.bot_sessions.push(...rows.bot_sessions)
  portion.calls.push(...rows.calls)
}

/** The contact's row, with their first conversation. */
function addContact(portion: Portion, contact: Contact, { conversation }: ThreadRows): void {
  contact.lastConversationId = conversation.id!
  if (contact.firstSeenAt !== null) return
  contact.firstSeenAt = Date.parse(conversation.opened_at)
  portion.contacts.push({
    ...{
      id: contact.id,
      channel_id: conversation.channel_id,
      platform_user_id: contact.address,
      name: contact.name,
    },
    ...{ phone: contact.phone, email: contact.email, client_id: contact.clientId, merged_into: null },
    first_seen_at: conversation.opened_at,
    last_incoming_at: conversation.last_incoming_at,
  })
}

function lastOf({ conversation }: ThreadRows): number {
  return Math.max(
    Date.parse(conversation.last_message_at),
    Date.parse(conversation.resolved_at ?? conversation.opened_at),
  )
}

function noteTouch(touches: Touches, { clientId }: Contact, { conversation }: ThreadRows): void {
  if (clientId === null) return
  addTouch(touches, clientId, {
    from: Date.parse(conversation.opened_at),
    to: Date.parse(conversation.last_message_at),
    conversationId: conversation.id!,
    channelId: conversation.channel_id,
    agentId: conversation.assignee_id ?? null,
    broadcastId: null,
  })
}

function addTouch(
  touches: Touches,
  clientId: string,
  touch: Touches extends Map<string, (infer T)[]> ? T : never,
): void {
  const known = touches.get(clientId)
  if (known) known.push(touch)
  else touches.set(clientId, [touch])
}

function sorted(touches: Touches): Touches {
  for (const list of touches.values()) list.sort((a, b) => a.from - b.from)
  return touches
}
