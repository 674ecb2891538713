import type { InboxRow } from '#modules/inbox/public.ts'
import type { OfficeClock } from './clock.ts'
import type { Kind, Outage } from './deliveries.ts'
import type { FileShelf } from './files.ts'
import { type Chance, quickId } from './random.ts'
import type { Agent, Rota } from './shifts.ts'
import type { TeamName, Topic } from './threads/topic.ts'

/** A promise of the demonstration firm, in minutes of business hours. */
export interface Promised {
  id: string
  kind: Kind | null
  priority: string | null
  first: number
  next: number
  resolution: number
}

/** Everything the history of the inbox is played with. */
export interface InboxWorld {
  chance: Chance
  now: number
  clock: OfficeClock
  rota: Rota
  agents: readonly Agent[]
  promises: readonly Promised[]
  channelIds: Readonly<Record<Kind, string>>
  teamIds: Readonly<Record<TeamName, string>>
  flowIds: ReadonlyMap<string, string>
  files: FileShelf
  outage: Outage
  botSince: number
}

/** Somebody as one channel knows them. */
export interface Contact {
  id: string
  kind: Kind
  address: string
  name: string
  phone: string | null
  email: string | null
  clientId: string | null
  /** When the first conversation began; null while they have not written. */
  firstSeenAt: number | null
  lastConversationId: string | null
  /** Until then they have nothing new to say. */
  quietUntil: number
  /** When they were last asked how it went. */
  lastAskedAt: number
  /** Their present matter is told apart from the history. */
  reserved: boolean
}

export type MessageRow = InboxRow<'messages'>
export type ConversationRow = InboxRow<'conversations'>

/** The rows that one thread leaves. */
export interface ThreadRows {
  conversation: ConversationRow
  messages: MessageRow[]
  replies: InboxRow<'replies'>[]
  resolutions: InboxRow<'resolutions'>[]
  failures: InboxRow<'failures'>[]
  attachments: InboxRow<'attachments'>[]
  mentions: InboxRow<'mentions'>[]
  participants: InboxRow<'participants'>[]
  activity: InboxRow<'agent_activity'>[]
  ratings: InboxRow<'ratings'>[]
  bot_sessions: InboxRow<'bot_sessions'>[]
  calls: InboxRow<'calls'>[]
}

/** A thread while it is being played: the rows so far, and where it stands. */
export interface Play {
  world: InboxWorld
  contact: Contact
  topic: Topic
  rows: ThreadRows
  policy: Promised | null
  /** The instant of what comes next, epoch milliseconds. */
  at: number
  waitingSince: number | null
  dueAt: number | null
  /** Who answers now. */
  agent: Agent | null
  lastRef: string | null
}

export const MINUTE = 60_000
export const DAY = 86_400_000
/** Who did what is kept for so long before now; it would be a row for every act. */
export const ACTIVITY_DAYS = 45
const PREVIEW = 140

const dates = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

/** As `Date` writes it, several times faster: a history has two million instants. */
export function iso(at: number): string {
  const day = Math.floor(at / DAY)
  const ms = Math.floor(at - day * DAY)
  let date = dates.get(day)
  if (!date) {
    date = new Date(day * DAY).toISOString().slice(0, 11)
    dates.set(day, date)
  }
  const minutes = Math.floor(ms / MINUTE)
  const seconds = Math.floor((ms % MINUTE) / 1_000)
  const clock = `${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds]}`
  return `${date}${clock}.${String(ms % 1_000).padStart(3, '0')}Z`
}

/** Begins the thread of a contact; the conversation stands before its first message. */
export function beginPlay(
  world: InboxWorld,
  contact: Contact,
  topic: Topic,
  at: number,
  priority = topic.priority,
): Play {
  const policy =
    world.promises.find(
      (one) =>
        (one.kind === null || one.kind === contact.kind) &&
        (one.priority === null || one.priority === priority),
    ) ?? null
  const opened = Math.floor(at)
  const id = quickId(world.chance, opened)
  const firstDue = policy && world.clock.after(opened, policy.first * MINUTE)
  const subject = contact.kind === 'email' ? world.chance.pick(topic.subjects) : ''
  const conversation: ConversationRow = {
    id,
    number: 0,
    channel_id: world.channelIds[contact.kind],
    contact_id: contact.id,
    client_id: contact.clientId,
    subject,
    status: 'open',
    assignee_id: null,
    team_id: null,
    priority,
    labels: topic.label ? [topic.label] : [],
    snoozed_until: null,
    opened_at: iso(opened),
    is_first: contact.firstSeenAt === null,
    last_message_at: iso(opened),
    last_incoming_at: null,
    last_preview: '',
    last_author: 'contact',
    message_count: 0,
    waiting_since: null,
    sla_policy_id: policy?.id ?? null,
    due_at: null,
    due_told_at: null,
    first_due_at: firstDue === null ? null : iso(firstDue),
    first_reply_at: null,
    first_reply_by: null,
    first_reply_ms: null,
    first_reply_open_ms: null,
    first_sla: policy ? 'pending' : 'none',
    resolution_due_at: policy ? iso(world.clock.after(opened, policy.resolution * MINUTE)) : null,
    resolution_sla: policy ? 'pending' : 'none',
    resolved_at: null,
    resolved_by: null,
    reopened_count: 0,
    handled_by: 'nobody',
    bot_state: 'none',
    thread_ref: null,
  }
  const rows: ThreadRows = {
    conversation,
    messages: [],
    replies: [],
    resolutions: [],
    failures: [],
    attachments: [],
    mentions: [],
    participants: [],
    activity: [],
    ratings: [],
    bot_sessions: [],
    calls: [],
  }
  const state = { at: opened, waitingSince: null, dueAt: null, agent: null, lastRef: null }
  return { world, contact, topic, rows, policy, ...state }
}

/** The conversation as it stands is kept: what is owed, and what was said last. */
export function finishPlay(play: Play): ThreadRows {
  const { conversation } = play.rows
  conversation.waiting_since = play.waitingSince === null ? null : iso(play.waitingSince)
  conversation.due_at = play.dueAt === null ? null : iso(play.dueAt)
  if (play.dueAt !== null && play.dueAt < play.world.now) conversation.due_told_at = conversation.due_at
  return play.rows
}

export type Said = Pick<
  MessageRow,
  'direction' | 'author_kind' | 'author_id' | 'status' | 'kind' | 'body' | 'data'
>

/** Writes one entry of the thread at the present instant. */
export function messageRow(play: Play, said: Said): MessageRow {
  const { contact, world, rows } = play
  play.at = Math.floor(play.at)
  const id = quickId(world.chance, play.at)
  const ref = said.direction === 'internal' ? null : refOf(contact.kind, id)
  const row: MessageRow = {
    id,
    conversation_id: rows.conversation.id,
    channel_id: rows.conversation.channel_id,
    ...said,
    provider_ref: ref,
    reply_to_ref: null,
    template_id: null,
    broadcast_id: null,
    price_amount: null,
    created_at: iso(play.at),
    sent_at: null,
    delivered_at: null,
    read_at: null,
    failed_at: null,
    failure_code: null,
    failure_title: null,
    failure_category: null,
  }
  rows.messages.push(row)
  if (said.direction === 'out') play.lastRef = ref
  return row
}

/** As each vendor names its messages; in the order of time, which the index of a year's worth likes. */
function refOf(kind: Kind, id: string): string {
  const key = id.replaceAll('-', '')
  if (kind === 'whatsapp') return `wamid.${key}`
  if (kind === 'sms') return `SM${key}`
  if (kind === 'email') return `<${key}@mail.example>`
  return kind === 'phone' ? `CA${key}` : key
}

/** The kind of a message with such a file, or none. */
export function kindOf(channel: Kind, file: 'photo' | 'pdf' | null): MessageRow['kind'] {
  if (channel === 'email') return 'email'
  return file === 'photo' ? 'image' : file === 'pdf' ? 'document' : 'text'
}

/** Hangs a file of the shelf on a message. */
export function attach(play: Play, message: MessageRow, file: 'photo' | 'pdf' | null): void {
  if (!file) return
  const shelf = play.world.files
  const kept = play.world.chance.pick(file === 'photo' ? shelf.photos : shelf.documents)
  play.rows.attachments.push({
    id: quickId(play.world.chance, play.at),
    message_id: message.id,
    conversation_id: message.conversation_id,
    name: kept.name,
    media_type: kept.mediaType,
    bytes: kept.bytes,
    storage_key: kept.key,
    status: 'stored',
    created_at: message.created_at,
  })
}

/** The conversation's line in a list. */
export function noteLast(play: Play, message: MessageRow): void {
  const { conversation } = play.rows
  const line = (message.body ?? '').replace(/\s+/g, ' ')
  const name = message.kind === 'image' ? 'Photo' : message.kind === 'document' ? 'Document' : null
  conversation.last_message_at = message.created_at
  conversation.last_preview = (name ? (line ? `${name}: ${line}` : name) : line).slice(0, PREVIEW)
  conversation.last_author = message.author_kind
  conversation.message_count = (conversation.message_count ?? 0) + 1
}

/** What somebody did, in their log. */
export function noteAct(play: Play, memberId: string, action: string): void {
  if (play.at < play.world.now - ACTIVITY_DAYS * DAY) return
  play.rows.activity.push({
    id: quickId(play.world.chance, play.at),
    member_id: memberId,
    at: iso(play.at),
    action,
    conversation_id: play.rows.conversation.id,
  })
}
