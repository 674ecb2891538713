import type { InboxRow } from '#modules/inbox/public.ts'
import { instantOfWall, localDay } from '#values/zone.ts'
import type { AddressBook } from './contacts.ts'
import { deliver } from './deliveries.ts'
import { firm } from './firm.ts'
import { texts } from './inbox-texts.ts'
import type { PlannedClient } from './plan.ts'
import { type Chance, quickId } from './random.ts'
import type { Scene } from './scene.ts'
import { converse, settle } from './thread.ts'
import { applyDelivery, hear } from './thread-acts.ts'
import {
  beginPlay,
  type Contact,
  DAY,
  finishPlay,
  type InboxWorld,
  iso,
  MINUTE,
  messageRow,
  type ThreadRows,
} from './thread-state.ts'
import { topics } from './threads/all.ts'
import { wallClock, wordsFor } from './words.ts'

const HOUR = 60 * MINUTE
const PER_MINUTE = 60
const CREDIT_DAYS = 7

/** A message to many, as it was sent. */
export interface PlannedBroadcast {
  row: InboxRow<'broadcasts'>
  /** Those left out, with the reason. */
  skipped: InboxRow<'broadcast_recipients'>[]
  recipients: { at: number; client: PlannedClient; contact: Contact; postcode: string }[]
}

const plans = [
  { name: 'Back to a clean home', template: 'we_miss_you', daysAgo: 61, people: 640, by: 'Ruth Adler' },
  {
    name: 'Windows in your street',
    template: 'windows_together',
    daysAgo: 26,
    people: 360,
    by: 'Femi Adeyemi',
  },
  { name: 'Deep clean, 15 % off', template: 'deep_clean_offer', daysAgo: 7, people: 560, by: 'Ruth Adler' },
] as const

export interface BroadcastFacts {
  chance: Chance
  now: number
  clients: readonly PlannedClient[]
  book: AddressBook
  channelId: string
  templateIds: ReadonlyMap<string, string>
  optedOut: ReadonlySet<string>
}

/** Three broadcasts on weekday mornings, to some of those who were clients by then. */
export function planBroadcasts(facts: BroadcastFacts): PlannedBroadcast[] {
  return plans.map((plan) => planBroadcast(facts, plan))
}

function planBroadcast(facts: BroadcastFacts, plan: (typeof plans)[number]): PlannedBroadcast {
  const { chance, now, clients, book, templateIds, channelId, optedOut } = facts
  const at = morningOf(now - plan.daysAgo * DAY)
  const known = clients.filter(({ createdAt }) => Date.parse(createdAt) < at)
  const share = plan.people / known.length
  const chosen = known.filter(() => chance.happens(share))
  const id = quickId(chance, at - HOUR)
  const isWindows = plan.template === 'windows_together'
  const wanted = chosen.filter(({ phone }) => !optedOut.has(phone))
  const sentFor = Math.ceil(wanted.length / PER_MINUTE) * MINUTE
  return {
    row: {
      ...{ id, name: plan.name, channel_id: channelId, template_id: templateIds.get(plan.template)! },
      audience: { tags: [], postcodes: isWindows ? ['N'] : [], onlyAddresses: false, addresses: pasted },
      variables: {
        1: '{{client.first_name | there}}',
        ...(isWindows && { 2: '{{client.postcode | your street}}' }),
      },
      ...{
        status: 'done',
        scheduled_at: null,
        per_minute: PER_MINUTE,
        credit_days: CREDIT_DAYS,
        created_by: plan.by,
      },
      created_at: iso(at - HOUR),
      started_at: iso(at),
      finished_at: iso(at + sentFor + 10_000),
    },
    skipped: [
      ...chosen
        .filter(({ phone }) => optedOut.has(phone))
        .map((client) =>
          recipientRow(chance, { at, id, client, address: client.phone }, 'Asked to get no messages.'),
        ),
      ...pasted.map(({ address, name }) => ({
        ...{ id: quickId(chance, at), broadcast_id: id, client_id: null, address, name, variables: {} },
        ...{ state: 'skipped' as const, reason: 'This is no telephone number.', message_id: null },
      })),
    ],
    recipients: wanted.map((client, i) => ({
      at: at + Math.floor((i * MINUTE) / PER_MINUTE) + 1,
      client,
      contact: book.ofClient(client, 'whatsapp'),
      postcode: client.postcode,
    })),
  }
}

const pasted = [
  { address: '07700 9oo142', name: 'Typing error' },
  { address: 'n/a', name: '' },
]

/** Eleven o'clock on that day, or on the next weekday. */
function morningOf(about: number): number {
  const weekday = wallClock(about).getUTCDay()
  const day = weekday === 0 ? about + DAY : weekday === 6 ? about + 2 * DAY : about
  return Date.parse(instantOfWall(firm.zone, localDay(firm.zone, day), '11:00'))
}

function recipientRow(
  chance: Chance,
  { at, id, client, address }: { at: number; id: string; client: PlannedClient; address: string },
  reason = '',
): InboxRow<'broadcast_recipients'> {
  return {
    ...{ id: quickId(chance, at), broadcast_id: id, client_id: client.id, address, name: client.name },
    variables: { postcode: client.postcode },
    ...{ state: reason ? 'skipped' : 'queued', reason, message_id: null },
  }
}

/** Somebody who asked for no messages between two broadcasts gets none. */
export function leaveOut(
  chance: Chance,
  { row }: PlannedBroadcast,
  { at, client }: PlannedBroadcast['recipients'][number],
): InboxRow<'broadcast_recipients'> {
  return recipientRow(chance, { at, id: row.id!, client, address: client.phone }, 'Asked to get no messages.')
}

/** What one recipient's copy leaves behind. */
export interface Sent {
  recipient: InboxRow<'broadcast_recipients'>
  rows: ThreadRows
  /** The conversation was made for it: nobody had to look at it, unless they answered. */
  isNew: boolean
  deliveredAt: number | null
  optOut: InboxRow<'opt_outs'> | null
}

/** Sends one copy: into the latest conversation with the person, else into a new one that is resolved from the start. */
export function sendCopy(
  world: InboxWorld,
  broadcast: PlannedBroadcast,
  { at, client, contact, postcode }: PlannedBroadcast['recipients'][number],
): Sent {
  const { chance } = world
  const isNew = contact.lastConversationId === null
  const play = beginPlay(world, contact, topics.get('book')!, at, 'normal')
  const { conversation } = play.rows
  if (!isNew) conversation.id = contact.lastConversationId!
  quieten(conversation, at)
  play.policy = null
  const text = texts.find(({ name }) => name === templateNameOf(broadcast))!
  const variables = [client.name.split(' ')[0]!, postcode]
  const message = messageRow(play, {
    ...{ direction: 'out', author_kind: 'broadcast', author_id: null, status: 'sent', kind: 'template' },
    body: text.body.replace('{{1}}', variables[0]!).replace('{{2}}', variables[1]!),
    data: {
      template: {
        name: text.name,
        language: 'en_GB',
        footer: text.footer ?? '',
        buttons: text.buttons ?? [],
        variables,
      },
    },
  })
  message.template_id = broadcast.row.template_id
  message.broadcast_id = broadcast.row.id!
  applyDelivery(play, message, deliver(chance, 'whatsapp', at, { ...world, isMarketing: true }))
  const recipient = recipientRow(chance, { at, id: broadcast.row.id!, client, address: client.phone })
  recipient.message_id = message.id
  const optOut = message.read_at && chance.happens(0.025) ? stop(world, play, client.phone) : null
  const isAnswered = isNew && !optOut && message.read_at && chance.happens(0.16)
  if (isAnswered)
    answer({ play, words: wordsFor(chance, { contact, visit: null, at }), hurry: 0.5 }, message.read_at!)
  return {
    recipient,
    rows: finishPlay(play),
    isNew,
    deliveredAt: message.delivered_at ? Date.parse(message.delivered_at) : null,
    optOut,
  }
}

function templateNameOf({ row }: PlannedBroadcast): string {
  return plans.find(({ name }) => name === row.name)!.template
}

function quieten(conversation: ThreadRows['conversation'], at: number): void {
  Object.assign(conversation, {
    ...{
      status: 'resolved',
      resolved_at: iso(at),
      last_author: 'broadcast',
      labels: [],
      sla_policy_id: null,
    },
    ...{ first_due_at: null, first_sla: 'none', resolution_due_at: null, resolution_sla: 'none' },
  })
}

function stop(world: InboxWorld, play: Scene['play'], address: string): Sent['optOut'] {
  play.at = Date.parse(play.rows.messages[0]!.read_at!) + 20_000
  if (play.at > world.now) return null
  hear(play, { body: 'STOP' }, true)
  return { channel_kind: 'whatsapp', address, reason: 'Wrote “STOP”', at: iso(play.at) }
}

const answers = [
  'Yes please, when are you free?',
  'Interested! How do I book?',
  'Sounds good, is it still on?',
  'Hi, yes please 😊',
]

/** They answer, so the conversation is open, and somebody sees to it. */
function answer(scene: Scene, readAt: string): void {
  const { play } = scene
  const { chance, now } = play.world
  const at = Date.parse(readAt) + (0.05 + chance.next()) * HOUR
  if (at > now - 6 * DAY) return
  play.at = at
  Object.assign(play.rows.conversation, { status: 'open', resolved_at: null, reopened_count: 1 })
  hear(play, { body: chance.pick(answers) })
  converse(scene, [
    { who: 'agent', text: 'Lovely, {first}! I have {day} at {time} or {day2} at {time2}.', file: null },
    { who: 'customer', text: '{day} please', file: null },
    { who: 'agent', text: 'Booked. See you on {day}!', file: null },
  ])
  settle(scene, false)
}
