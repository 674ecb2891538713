import type { InboxRow } from '#modules/inbox/public.ts'
import { instantOfWall, localDay } from '#values/zone.ts'
import type { AddressBook } from './contacts.ts'
import type { Kind } from './deliveries.ts'
import { teamOf } from './desk.ts'
import { firm } from './firm.ts'
import type { PlannedVisit } from './plan.ts'
import { spanAround } from './random.ts'
import { colleagueOf, nameSubject, type Scene, wordOf } from './scene.ts'
import type { Agent } from './shifts.ts'
import { fillWords, type Line, linesOf } from './talk.ts'
import { assign, happen, hear, noteDown, write } from './thread-acts.ts'
import { beginWaitingForPerson, beginWithBot } from './thread-bot.ts'
import {
  beginPlay,
  type Contact,
  DAY,
  finishPlay,
  type InboxWorld,
  iso,
  MINUTE,
  type ThreadRows,
} from './thread-state.ts'
import { topics } from './threads/all.ts'
import { type Words, wordsFor } from './words.ts'

const HOUR = 60 * MINUTE

/** How a conversation stands just now. Minutes of business hours; negative ones are overdue. */
interface OpenPlan {
  kind: Kind
  topic: string
  state: 'waiting' | 'answered' | 'bot' | 'escalated' | 'snoozed'
  /** Who has it; null: nobody yet, undefined: whoever is there. */
  who?: string | null
  /** Waiting: until the answer falls due. */
  due?: number
  /** Answered, bot and snoozed: since the last message; snoozed: until it comes back, in hours. */
  ago?: number
  hours?: number
  /** A note among colleagues for this person. */
  mentions?: string
}

const waiting = (
  kind: Kind,
  topic: string,
  due: number,
  who?: string | null,
  mentions?: string,
): OpenPlan => ({
  ...{ kind, topic, state: 'waiting', due },
  ...(who !== undefined && { who }),
  ...(mentions !== undefined && { mentions }),
})
const answered = (kind: Kind, topic: string, ago: number, who?: string): OpenPlan => ({
  ...{ kind, topic, state: 'answered', ago },
  ...(who !== undefined && { who }),
})
const snoozed = (kind: Kind, topic: string, ago: number, hours: number, who?: string): OpenPlan => ({
  ...{ kind, topic, state: 'snoozed', ago, hours },
  ...(who !== undefined && { who }),
})

const [ewa, ruth, nadia] = ['Ewa Lis', 'Ruth Adler', 'Nadia Rahman']

/** The work at hand, from the most to the least pressing. */
export const openPlans: readonly OpenPlan[] = [
  waiting('whatsapp', 'complaint', -38, ewa, ruth),
  waiting('whatsapp', 'move', -16),
  waiting('webchat', 'price', -6),
  waiting('sms', 'today', -9),
  waiting('email', 'invoice', -70, ruth),
  waiting('whatsapp', 'damage', -4, 'Siobhan Kelly', nadia),
  waiting('whatsapp', 'today', 2, ewa),
  waiting('webchat', 'book', 1, 'Femi Adeyemi'),
  waiting('whatsapp', 'book', 4),
  waiting('whatsapp', 'access', 6, ewa),
  waiting('sms', 'move', 8),
  waiting('whatsapp', 'price', 9, 'Hannah Sutcliffe'),
  waiting('whatsapp', 'cancel', 11),
  waiting('whatsapp', 'complaint', 12, nadia),
  waiting('sms', 'access', 19, ewa),
  waiting('whatsapp', 'invoice', 21, 'Callum Fraser'),
  waiting('email', 'business', 55, 'Femi Adeyemi', ewa),
  waiting('email', 'complaint', 95, ruth),
  waiting('email', 'job', 140),
  waiting('email', 'invoice', 180, 'Zainab Yusuf'),
  waiting('email', 'price', 205),
  waiting('email', 'move', 230, ewa),
  waiting('whatsapp', 'move', 14, null),
  waiting('sms', 'access', 26, null),
  waiting('sms', 'today', 17, null),
  waiting('email', 'business', 236, null),
  waiting('email', 'job', 150, null),
  answered('whatsapp', 'book', 3, ewa),
  answered('whatsapp', 'damage', 12, ruth),
  answered('webchat', 'price', 5, 'Femi Adeyemi'),
  answered('whatsapp', 'complaint', 26, nadia),
  answered('sms', 'move', 34),
  answered('whatsapp', 'access', 41, ewa),
  answered('email', 'business', 190, 'Hannah Sutcliffe'),
  answered('whatsapp', 'book', 75),
  answered('email', 'invoice', 260, ruth),
  answered('whatsapp', 'language', 18, ewa),
  { kind: 'webchat', topic: 'book', state: 'bot', ago: 1 },
  { kind: 'whatsapp', topic: 'price', state: 'bot', ago: 4 },
  { kind: 'whatsapp', topic: 'move', state: 'bot', ago: 9 },
  { kind: 'whatsapp', topic: 'cancel', state: 'escalated', due: 22 },
  { kind: 'webchat', topic: 'complaint', state: 'escalated', due: 3 },
  snoozed('email', 'business', 420, 20, 'Femi Adeyemi'),
  snoozed('whatsapp', 'book', 300, 3, ewa),
  snoozed('whatsapp', 'lost', 520, 44, 'Siobhan Kelly'),
  snoozed('email', 'price', 600, 68, 'Hannah Sutcliffe'),
  snoozed('whatsapp', 'invoice', 380, 26, ruth),
]

/** A conversation of the present: when it began, and how to play it. */
export interface OpenNow {
  at: number
  contact: Contact
  play(): OpenRows
}

export interface OpenRows {
  rows: ThreadRows
  reads: InboxRow<'reads'>[]
  drafts: InboxRow<'drafts'>[]
}

/** The conversations that are open now. Their contacts have nothing else to say in these days. */
export function planOpenNow(
  world: InboxWorld,
  {
    book,
    visits,
    people,
  }: { book: AddressBook; visits: readonly PlannedVisit[]; people: ReadonlyMap<string, Agent> },
): OpenNow[] {
  const { chance, now } = world
  const near = visits.filter(({ startsAt }) => Math.abs(Date.parse(startsAt) - now) < 4 * DAY)
  const taken = new Set<string>()
  return openPlans.map((plan) => {
    const free = near.filter(({ client }) => !taken.has(client.id))
    const today = free.filter(({ startsAt }) => Math.abs(Date.parse(startsAt) - now) < 3 * HOUR)
    const visit = chance.pick(plan.topic === 'today' && today.length > 0 ? today : free)
    taken.add(visit.client.id)
    const isStranger =
      plan.topic === 'job' || plan.topic === 'language' || (plan.topic === 'price' && plan.kind !== 'sms')
    const contact = isStranger
      ? book.stranger(plan.kind, now - 2 * DAY)
      : book.ofClient(visit.client, plan.kind)
    contact.reserved = true
    const facts = { contact, visit: isStranger ? null : visit, at: now }
    return script(world, plan, { ...facts, words: wordsFor(chance, facts), people })
  })
}

interface Cast {
  contact: Contact
  words: Words
  people: ReadonlyMap<string, Agent>
}

/** Reckons backwards from now when everything was said. */
function script(world: InboxWorld, plan: OpenPlan, { contact, words, people }: Cast): OpenNow {
  const { chance, clock, now } = world
  const topic = topics.get(plan.topic)!
  const priority = topic.priority === 'high' && plan.topic === 'today' ? 'normal' : topic.priority
  const lines = linesUntil(world, plan)
  const policy = world.promises.find(
    (one) =>
      (one.kind === null || one.kind === plan.kind) && (one.priority === null || one.priority === priority),
  )!
  const limit = plan.state === 'escalated' || lines.length > 1 ? policy.next : policy.first
  const due = Math.min(plan.due ?? 0, limit - 0.3)
  const lastMinutes = plan.due === undefined ? (plan.ago ?? 5) : limit - due
  const times: number[] = [
    plan.state === 'bot'
      ? now - Math.min(lastMinutes * MINUTE, 0.8 * sinceMidnight(now)) - 10_000
      : clock.before(now - 20_000, Math.max(0.2, lastMinutes) * MINUTE),
  ]
  while (times.length < lines.length) {
    const gap = spanAround(chance, plan.kind === 'email' ? 50 : 3, 0.6) + 0.4
    times.unshift(clock.before(times[0]!, gap * MINUTE))
  }
  return {
    at: times[0]!,
    contact,
    play() {
      const play = beginPlay(world, contact, topic, times[0]!, priority)
      return perform({ play, words, hurry: 1 }, plan, { lines, times, people })
    },
  }
}

/** The bot is there at any hour, so today has begun even when nobody else is up. */
function sinceMidnight(now: number): number {
  return Math.max(0, now - Date.parse(instantOfWall(firm.zone, localDay(firm.zone, now), '00:00')) - 20_000)
}

/** The lines of a thread up to where it stands: the customer's turn was the last, or ours. */
function linesUntil({ chance }: InboxWorld, plan: OpenPlan): Line[] {
  const lines = linesOf(chance, topics.get(plan.topic)!, plan.kind === 'email').filter(
    ({ who }) => who !== 'note',
  )
  if (plan.state === 'bot' || plan.state === 'escalated' || plan.who === null) return lines.slice(0, 1)
  const wanted = plan.state === 'waiting' ? 'customer' : 'agent'
  const isFirst =
    plan.state === 'waiting' && (plan.due! < 0 || plan.due! > 11) && plan.kind !== 'email' && !plan.mentions
  const ends = lines.flatMap((line, i) => {
    const isTurn = line.who === wanted && lines[i + 1]?.who !== wanted
    const waitsAlready = wanted === 'customer' && lines[i - 1]?.who === 'customer'
    return isTurn && !waitsAlready ? [i + 1] : []
  })
  return lines.slice(0, isFirst ? 1 : (ends[Math.min(ends.length - 1, chance.whole(0, 2))] ?? 1))
}

interface Script {
  lines: readonly Line[]
  times: readonly number[]
  people: ReadonlyMap<string, Agent>
}

function perform(scene: Scene, plan: OpenPlan, { lines, times, people }: Script): OpenRows {
  nameSubject(scene)
  const { play } = scene
  const { chance, rota, agents, now } = play.world
  const agent =
    plan.who === null || plan.state === 'bot' || plan.state === 'escalated'
      ? null
      : plan.who
        ? people.get(plan.who)!
        : (rota.anyone(chance, times.at(-1)!, play.topic.team) ?? chance.pick(agents))
  lines.forEach((line, i) => {
    play.at = times[i]!
    const body = fillWords(line.text, (name) => wordOf(scene, name)) || '🙂'
    if (line.who === 'customer') {
      hear(play, { body, file: plan.kind === 'sms' ? null : line.file })
      if (agent && i === 0) giveTo(scene, agent)
    } else if (agent) {
      write(play, { kind: 'agent', agent }, { body, file: plan.kind === 'sms' ? null : line.file })
    }
  })
  if (plan.state === 'bot') beginWithBot(scene)
  if (plan.state === 'escalated') beginWaitingForPerson(scene)
  if (plan.mentions && agent) mention(scene, agent, people.get(plan.mentions)!)
  if (plan.state === 'snoozed' && agent) putAside(scene, agent, plan.hours!)
  const rows = finishPlay(play)
  const seenAt = rows.messages.findLast(({ direction }) => direction === 'out')?.created_at
  const own = { conversation_id: rows.conversation.id }
  const isDraft = agent && plan.state === 'waiting' && plan.kind === 'email' && chance.happens(0.5)
  return {
    rows,
    reads: agent && seenAt ? [{ ...own, member_id: agent.memberId, read_until: seenAt }] : [],
    drafts: isDraft
      ? [
          {
            ...own,
            member_id: agent.memberId,
            mode: 'reply',
            body: `Hi ${scene.words.get('first')}, thank you for`,
            updated_at: iso(now - 3 * MINUTE),
          },
        ]
      : [],
  }
}

function giveTo({ play }: Scene, agent: Agent): void {
  const at = play.at
  play.at += 1_000
  // Rules give out chats; mails and texts are taken.
  const isGiven = play.contact.kind === 'whatsapp' || play.contact.kind === 'webchat'
  assign(play, agent, teamOf(play, agent), isGiven ? null : agent)
  play.at = at
}

function mention(scene: Scene, by: Agent, named: Agent): void {
  const { play } = scene
  play.at = Math.min(play.world.now - 8_000, play.at + 90_000)
  noteDown(
    play,
    by,
    `@${named.name} could you have a look? ${colleagueOf(play, by).first} had them last time.`,
    [named],
  )
}

/** Aside until a time at which somebody is there. */
function putAside({ play }: Scene, by: Agent, hours: number): void {
  const { now, clock } = play.world
  play.at = Math.min(now - 5_000, play.at + 60_000)
  const wished = now + hours * HOUR
  const until = iso(clock.isOpen(wished) ? wished : clock.after(wished, 1_000))
  happen(play, 'snoozed', `${by.name} put this conversation aside.`, by, { until })
  play.rows.conversation.status = 'snoozed'
  play.rows.conversation.snoozed_until = until
}
