import { quickId } from './random.ts'
import { type Scene, sayAsCustomer, wordOf } from './scene.ts'
import { fillWords, spoken } from './talk.ts'
import { happen, hear, owedAt, resolve, write } from './thread-acts.ts'
import { iso, MINUTE, type Play } from './thread-state.ts'
import { type BotTalk, botTalks, passingOn, passingOnClosed } from './threads/bot-talks.ts'

const SECOND = 1_000
const HOUR = 60 * MINUTE
const DROP_HOURS = 4
const talks = new Map(botTalks.map((talk) => [talk.intent, talk]))

export type BotOutcome = 'none' | 'solved' | 'escalated' | 'dropped'

/** What becomes of a first message before a person sees it: the bot takes most when the office is closed, some when not. */
export function talkToBot(scene: Scene): BotOutcome {
  const { play } = scene
  const { chance, clock, botSince } = play.world
  const { kind } = play.contact
  if (play.at < botSince || (kind !== 'whatsapp' && kind !== 'webchat' && kind !== 'sms')) return 'none'
  const share = clock.isOpen(play.at) ? (kind === 'webchat' ? 0.45 : 0.24) : 0.86
  if (!chance.happens(share)) return 'none'
  const talk = talks.get(play.topic.intent)
  if (!talk || chance.happens(0.07)) return misunderstand(scene, talk)
  const luck = chance.next()
  if (luck < talk.solves) return solve(scene, talk)
  if (luck < talk.solves + talk.drops) return loseCustomer(scene, talk)
  return passOn(scene, talk)
}

/** The bot has asked and waits for the answer. */
export function beginWithBot(scene: Scene): void {
  const talk = talks.get(scene.play.topic.intent)!
  const session = beginSession(scene, talk)
  sayAsBot(scene, talk.asked)
  session.message_count = 1
  scene.play.rows.conversation.bot_state = 'running'
}

/** The bot did not know what to do; somebody has to. */
export function beginWaitingForPerson(scene: Scene): void {
  misunderstand(scene, talks.get(scene.play.topic.intent))
}

function solve(scene: Scene, talk: BotTalk): BotOutcome {
  const { play } = scene
  const { chance } = play.world
  const session = beginSession(scene, talk)
  for (const line of spoken(chance, chance.pick(talk.solved), false)) {
    if (line.who === 'customer') {
      play.at += (15 + chance.next() * 100) * SECOND * scene.hurry
      sayAsCustomer(scene, line)
    } else {
      sayAsBot(scene, line.text)
      session.message_count = (session.message_count ?? 0) + 1
    }
  }
  if (play.waitingSince !== null) {
    sayAsBot(scene, 'You’re welcome! Have a lovely day.')
    session.message_count = (session.message_count ?? 0) + 1
  }
  endSession(play, session, 'solved', '')
  resolve(play, 'bot')
  return 'solved'
}

function loseCustomer(scene: Scene, talk: BotTalk): BotOutcome {
  const { play } = scene
  const session = beginSession(scene, talk)
  sayAsBot(scene, talk.asked)
  session.message_count = 1
  play.at += (DROP_HOURS * HOUR + play.world.chance.next() * 5 * MINUTE) * scene.hurry
  endSession(play, session, 'dropped', `No answer at “${talk.node}”.`)
  return 'dropped'
}

function passOn(scene: Scene, talk: BotTalk): BotOutcome {
  const { play } = scene
  const { chance } = play.world
  const session = beginSession(scene, talk)
  sayAsBot(scene, talk.asked)
  session.message_count = 1
  const reason = chance.pick(talk.reasons)
  const says = reason.startsWith('The customer')
    ? ['Can I talk to a person please', 'Human please']
    : answersTo(talk)
  play.at += (10 + chance.next() * 80) * SECOND * scene.hurry
  hear(play, { body: fillWords(chance.pick(says), (name) => wordOf(scene, name)) })
  sayPassingOn(scene)
  session.message_count = 2
  endSession(play, session, 'escalated', reason)
  return wait(scene, session.intent ?? '', reason)
}

/** Words that the bot has never seen go to a person at once. */
function misunderstand(scene: Scene, talk: BotTalk | undefined): BotOutcome {
  const { play } = scene
  const reason = talk ? 'Not certain enough what is wanted.' : 'Nothing like it was seen before.'
  const session = beginSession(scene, talk, play.world.chance.next() * 0.3 + 0.25)
  if (!talk) session.intent = ''
  endSession(play, session, 'escalated', reason)
  return wait(scene, session.intent ?? '', reason)
}

function answersTo({ node }: BotTalk): readonly string[] {
  if (node === 'postcode')
    return ['{postcode}, but it has to be {day}', 'Same address as last time', 'It’s for an office']
  if (node === 'what') return ['It’s as I said above', 'Please just ring me', 'The bathroom, mostly']
  if (node === 'times')
    return ['It’s a bit more complicated', 'For four bedrooms and a garden room?', 'Not really']
  return ['No', 'Not really', 'No, I need somebody to do it for me']
}

/** From here the customer waits for a person. */
function wait({ play }: Scene, intent: string, reason: string): BotOutcome {
  const read = intent ? `took this for “${intent}” and ` : ''
  play.waitingSince ??= play.at
  play.dueAt ??= owedAt(play, play.at)
  happen(play, 'escalated', `The bot ${read}passed this to a person. ${reason}`, null, { intent, reason })
  return 'escalated'
}

function sayPassingOn(scene: Scene): void {
  const isOpen = scene.play.world.clock.isOpen(scene.play.at)
  sayAsBot(scene, isOpen ? passingOn : passingOnClosed)
}

function sayAsBot(scene: Scene, text: string): void {
  const { play } = scene
  play.at += 900 + play.world.chance.next() * 1_600
  write(play, { kind: 'bot' }, { body: fillWords(text, (name) => wordOf(scene, name)) })
}

type Session = Play['rows']['bot_sessions'][number]

function beginSession({ play }: Scene, talk: BotTalk | undefined, confidence?: number): Session {
  const { chance, flowIds } = play.world
  const { conversation } = play.rows
  const session: Session = {
    id: quickId(chance, play.at),
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    flow_id: confidence === undefined && talk ? (flowIds.get(talk.flow) ?? null) : null,
    intent: talk?.intent ?? '',
    confidence: Math.round((confidence ?? 0.66 + chance.next() * 0.33) * 1_000) / 1_000,
    started_at: iso(Math.floor(play.at)),
    ended_at: null,
    outcome: 'running',
    reason: '',
    node: confidence === undefined ? (talk?.node ?? '') : '',
    answers: {},
    message_count: 0,
  }
  play.rows.bot_sessions.push(session)
  return session
}

function endSession(
  play: Play,
  session: Session,
  outcome: 'solved' | 'escalated' | 'dropped',
  reason: string,
): void {
  play.at = Math.floor(play.at)
  session.ended_at = iso(play.at)
  session.outcome = outcome
  session.reason = reason
  play.rows.conversation.bot_state = outcome
}
