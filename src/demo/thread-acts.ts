import { deliver } from './deliveries.ts'
import { quickId } from './random.ts'
import type { Agent } from './shifts.ts'
import {
  ACTIVITY_DAYS,
  attach,
  DAY,
  iso,
  kindOf,
  type MessageRow,
  MINUTE,
  messageRow,
  noteAct,
  noteLast,
  type Play,
} from './thread-state.ts'
import type { TeamName } from './threads/topic.ts'

export interface Saying {
  body: string
  kind?: MessageRow['kind']
  data?: object
  file?: 'photo' | 'pdf' | null
}

/** The customer writes. `isQuiet`: it asks for no answer, as a rating does. */
export function hear(play: Play, { body, kind, data, file = null }: Saying, isQuiet = false): MessageRow {
  const { contact, rows } = play
  const conversation = rows.conversation
  const message = messageRow(play, {
    ...{ direction: 'in', author_kind: 'contact', author_id: null, status: 'received' },
    ...{ kind: kind ?? kindOf(contact.kind, file), body, data: data ?? {} },
  })
  if (kind === 'reaction') message.reply_to_ref = play.lastRef
  attach(play, message, file)
  conversation.last_incoming_at = iso(play.at)
  if (contact.kind === 'email') conversation.thread_ref ??= message.provider_ref
  if (kind !== 'reaction') noteLast(play, message)
  else conversation.message_count = (conversation.message_count ?? 0) + 1
  if (!isQuiet && play.waitingSince === null) {
    play.waitingSince = play.at
    play.dueAt = owedAt(play, play.at)
  }
  return message
}

/** When an answer falls due that is owed since an instant: the first one by the first promise, the others by the next. */
export function owedAt(play: Play, since: number): number | null {
  const { policy, world, rows } = play
  if (!policy) return null
  const isFirst = rows.messages.length === 1
  return world.clock.after(since, (isFirst ? policy.first : policy.next) * MINUTE)
}

/** We write: a person, the bot, or a rule. Ends the wait, if it is a person or the bot. */
export function write(
  play: Play,
  author: { kind: 'agent'; agent: Agent } | { kind: 'bot' | 'auto_reply' },
  { body, kind, data, file = null }: Saying,
  isSilent = author.kind === 'auto_reply',
): MessageRow {
  const { world, contact } = play
  const agentId = author.kind === 'agent' ? author.agent.memberId : null
  const message = messageRow(play, {
    ...{ direction: 'out', author_kind: author.kind, author_id: agentId, status: 'sent' },
    ...{ kind: kind ?? kindOf(contact.kind, file), body, data: data ?? {} },
  })
  attach(play, message, file)
  applyDelivery(play, message, deliver(world.chance, contact.kind, play.at, world))
  noteLast(play, message)
  if (!isSilent) noteReply(play, message, agentId)
  if (agentId) noteAct(play, agentId, 'replied')
  return message
}

/** Notes on a message how far it got, and the failure if it did. */
export function applyDelivery(play: Play, message: MessageRow, delivery: ReturnType<typeof deliver>): void {
  message.status = delivery.status
  message.sent_at = isoOrNull(delivery.sentAt)
  message.delivered_at = isoOrNull(delivery.deliveredAt)
  message.read_at = isoOrNull(delivery.readAt)
  message.price_amount = delivery.price
  const { failure } = delivery
  if (!failure) return
  message.failed_at = iso(failure.at)
  message.failure_code = failure.code
  message.failure_title = failure.title
  message.failure_category = failure.category
  if (delivery.sentAt === null) message.provider_ref = null
  play.rows.failures.push({
    message_id: message.id,
    channel_id: message.channel_id,
    conversation_id: message.conversation_id,
    failed_at: iso(failure.at),
    code: failure.code,
    title: failure.title,
    category: failure.category,
    handled_at: null,
    handled_how: null,
  })
}

const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** Somebody answered: the wait ends and is kept as a fact. */
function noteReply(play: Play, message: MessageRow, agentId: string | null): void {
  const { world, rows, waitingSince, dueAt } = play
  const { conversation } = rows
  const by = agentId === null ? 'bot' : 'agent'
  const before = conversation.handled_by
  conversation.handled_by = before === 'nobody' || before === by ? by : 'both'
  if (waitingSince === null) return
  const isFirst = conversation.first_reply_at === null
  const wait = play.at - waitingSince
  const openWait = world.clock.openMs(waitingSince, play.at)
  rows.replies.push({
    id: message.id,
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    agent_id: agentId,
    waited_from: iso(waitingSince),
    replied_at: message.created_at,
    wait_ms: wait,
    wait_open_ms: openWait,
    is_first: isFirst,
    is_within: dueAt === null ? null : play.at <= dueAt,
  })
  play.waitingSince = null
  play.dueAt = null
  if (!isFirst) return
  conversation.first_reply_at = message.created_at
  conversation.first_reply_by = agentId
  conversation.first_reply_ms = wait
  conversation.first_reply_open_ms = openWait
  if (conversation.first_sla === 'pending') {
    conversation.first_sla = message.created_at > conversation.first_due_at! ? 'breached' : 'met'
  }
}

/** A private note of somebody of the office, with the people it names. */
export function noteDown(play: Play, by: Agent, body: string, named: readonly Agent[]): void {
  const message = messageRow(play, {
    ...{ direction: 'internal', author_kind: 'agent', author_id: by.memberId, status: 'internal' },
    ...{
      kind: 'note',
      body,
      data: named.length > 0 ? { mentions: named.map(({ memberId }) => memberId) } : {},
    },
  })
  for (const { memberId } of named) {
    play.rows.mentions.push({
      message_id: message.id,
      member_id: memberId,
      conversation_id: message.conversation_id,
      at: message.created_at,
      seen_at: play.at < play.world.now - 2 * DAY ? iso(play.at + 40 * MINUTE) : null,
    })
  }
  noteAct(play, by.memberId, 'noted')
}

/** Something that happened, as an entry of the thread. */
export function happen(play: Play, event: string, body: string, by: Agent | null, data: object = {}): void {
  messageRow(play, {
    ...{ direction: 'internal', author_kind: 'system', author_id: by?.memberId ?? null, status: 'internal' },
    ...{ kind: 'event', body, data: { event, by: by?.name ?? 'Frontdesk', ...data } },
  })
  if (by) noteAct(play, by.memberId, event)
}

/** The conversation is given to somebody of a team. */
export function assign(play: Play, agent: Agent, team: TeamName, by: Agent | null = null): void {
  const { conversation } = play.rows
  const before = { assigneeId: conversation.assignee_id ?? null, teamId: conversation.team_id ?? null }
  const teamId = play.world.teamIds[team]
  const isTaken = by === agent
  const rule = play.contact.kind === 'webchat' ? 'Web chat to sales' : 'WhatsApp in turn'
  const words = isTaken
    ? `${agent.name} took this conversation.`
    : `${by?.name ?? `The rule “${rule}”`} gave this conversation to ${agent.name} in the team ${team}.`
  happen(play, 'assigned', words, by, { assigneeId: agent.memberId, teamId, before })
  conversation.assignee_id = agent.memberId
  conversation.team_id = teamId
  play.agent = agent
  if (play.at < play.world.now - ACTIVITY_DAYS * DAY) return
  if (play.rows.participants.some(({ member_id }) => member_id === agent.memberId)) return
  play.rows.participants.push({
    conversation_id: conversation.id,
    member_id: agent.memberId,
    since: iso(play.at),
  })
}

/** The conversation is done. Took as long as since it was opened, or opened again. */
export function resolve(play: Play, by: Agent | 'bot'): void {
  const { world, rows } = play
  const { conversation } = rows
  const from = Date.parse(rows.resolutions.at(-1)?.reopened_at ?? conversation.opened_at)
  const agentId = by === 'bot' ? null : by.memberId
  const words =
    by === 'bot' ? 'The bot resolved this conversation.' : `${by.name} resolved this conversation.`
  happen(play, 'resolved', words, by === 'bot' ? null : by)
  rows.resolutions.push({
    id: quickId(world.chance, play.at),
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    agent_id: agentId,
    by_kind: by === 'bot' ? 'bot' : 'agent',
    resolved_at: iso(play.at),
    took_ms: play.at - from,
    took_open_ms: world.clock.openMs(from, play.at),
    reopened_at: null,
  })
  const at = iso(play.at)
  conversation.status = 'resolved'
  conversation.resolved_at = at
  conversation.resolved_by = agentId
  play.waitingSince = null
  play.dueAt = null
  if (conversation.first_sla === 'pending') {
    conversation.first_sla = conversation.first_due_at! < at ? 'breached' : 'none'
  }
  if (conversation.resolution_sla === 'pending') {
    conversation.resolution_sla = conversation.resolution_due_at! < at ? 'breached' : 'met'
  }
}

/** The customer writes after the end: it is open again. */
export function reopen(play: Play, saying: Saying): void {
  const { conversation, resolutions } = play.rows
  resolutions.at(-1)!.reopened_at = iso(play.at)
  conversation.status = 'open'
  conversation.resolved_at = null
  conversation.resolved_by = null
  conversation.reopened_count = (conversation.reopened_count ?? 0) + 1
  hear(play, saying)
}
