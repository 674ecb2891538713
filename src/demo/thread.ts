import { sayAmongUs, sayAsAgent, somebody, teamOf } from './desk.ts'
import type { PlannedVisit } from './plan.ts'
import { spanAround } from './random.ts'
import { awake, nameSubject, pauseOfCustomer, type Scene, sayAsCustomer, wordOf } from './scene.ts'
import { fillWords, type Line, linesOf } from './talk.ts'
import { assign, reopen, resolve, write } from './thread-acts.ts'
import { talkToBot } from './thread-bot.ts'
import { playCall } from './thread-call.ts'
import { askForRating } from './thread-rating.ts'
import {
  beginPlay,
  type Contact,
  DAY,
  finishPlay,
  type InboxWorld,
  MINUTE,
  type ThreadRows,
} from './thread-state.ts'
import { again } from './threads/again.ts'
import type { Topic } from './threads/topic.ts'
import { wordsFor } from './words.ts'

const SECOND = 1_000
const HOUR = 60 * MINUTE

/** Somebody has a reason to write. */
export interface Occasion {
  /** Epoch milliseconds. */
  at: number
  contact: Contact
  topic: Topic
  visit: PlannedVisit | null
}

const REOPENS = 0.05

/** Plays a thread from its first message to its end; null when it would not have ended by now. */
export function playThread(world: InboxWorld, occasion: Occasion): ThreadRows | null {
  const { contact } = occasion
  const { lastAskedAt } = contact
  for (const hurry of [1, 0.3, 0.06]) {
    const rows = playOnce(world, occasion, hurry)
    if (rows) return rows
    contact.lastAskedAt = lastAskedAt
    if (occasion.at < world.now - 4 * DAY) return null
  }
  return null
}

function playOnce(
  world: InboxWorld,
  { at, contact, topic, visit }: Occasion,
  hurry: number,
): ThreadRows | null {
  const { chance } = world
  const isMild = topic.priority === 'high' && chance.happens(0.5)
  const priority = isMild
    ? 'normal'
    : contact.kind === 'phone' && topic.priority === 'urgent'
      ? 'high'
      : topic.priority
  const play = beginPlay(world, contact, topic, at, priority)
  const scene = { play, words: wordsFor(chance, { contact, visit, at }), hurry }
  nameSubject(scene)
  const [opener, ...lines] = linesOf(chance, topic, contact.kind === 'email')
  if (contact.kind === 'phone') playCall(scene, opener!)
  else exchange(scene, opener!, lines)
  if (play.at > world.now || play.at < at) return null
  return finishPlay(play)
}

/** A thread in writing: the bot may answer first, then people do, and at times the customer comes back. */
function exchange(scene: Scene, opener: Line, lines: readonly Line[]): void {
  const { play } = scene
  const { chance, clock } = play.world
  sayAsCustomer(scene, opener)
  const bot = talkToBot(scene)
  if (bot === 'solved') {
    askForRating(scene)
    return
  }
  if (bot === 'none' && !clock.isOpen(play.at)) sayClosed(scene)
  if (bot !== 'dropped') converse(scene, lines)
  settle(scene, bot === 'dropped')
  if (play.agent && play.topic.label !== 'Spam' && chance.happens(REOPENS)) comeBack(scene)
}

/** The lines of a script in turn, each after the pause that people take. */
export function converse(scene: Scene, lines: readonly Line[]): void {
  let last: Line['who'] = 'customer'
  for (const line of lines) {
    if (line.who === 'customer') {
      pauseOfCustomer(scene, last)
      sayAsCustomer(scene, line)
    } else if (line.who === 'note') {
      sayAmongUs(scene, line)
    } else {
      sayAsAgent(scene, line, last)
    }
    if (line.who !== 'note') last = line.who
  }
}

const closed = 'We are closed just now and answer when we open.'

/** The rule that answers when nobody is there. */
function sayClosed({ play }: Scene): void {
  play.at += 2 * SECOND
  write(play, { kind: 'auto_reply' }, { body: closed, data: { occasion: 'out_of_hours' } })
}

/** Somebody of the office ends it; what nobody answered is spam, or was left by the customer. */
export function settle(scene: Scene, wasDropped: boolean): void {
  const { play, hurry } = scene
  const { chance, clock, rota } = play.world
  const minutes = wasDropped ? 300 : play.contact.kind === 'email' ? 35 : 9
  const pause = spanAround(chance, minutes * MINUTE * hurry, 0.9)
  play.at = clock.after(play.at, Math.max(20 * SECOND, pause))
  const here = play.agent && rota.isThere(play.agent, play.at) ? play.agent : null
  const by = here ?? somebody(play, () => rota.anyone(chance, play.at, play.topic.team))
  if (!play.rows.conversation.assignee_id) assign(play, by, teamOf(play, by), by)
  play.at += SECOND
  resolve(play, by)
  if (!wasDropped) askForRating(scene)
}

/** A day or so later they have one more question. */
function comeBack(scene: Scene): void {
  const { play } = scene
  const { chance } = play.world
  const [opener, ...lines] = linesOf(chance, again, play.contact.kind === 'email')
  play.at = awake(chance, play.at + (0.4 + chance.next() * 26) * HOUR * scene.hurry)
  reopen(play, { body: fillWords(opener!.text, (name) => wordOf(scene, name)) })
  converse(scene, lines)
  settle(scene, false)
}
