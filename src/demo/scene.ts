import { type Chance, spanAround } from './random.ts'
import type { Agent } from './shifts.ts'
import { fillWords, type Line } from './talk.ts'
import { hear } from './thread-acts.ts'
import { MINUTE, type Play } from './thread-state.ts'
import { type Words, wallClock } from './words.ts'

const SECOND = 1_000
const HOUR = 60 * MINUTE
/** Minutes until a customer usually answers, while awake. */
const customerPace = { whatsapp: 3.5, sms: 6, email: 150, webchat: 0.7, phone: 5 } as const
/** How often a longer message ends after its first sentence, and the next one begins. */
const SPLITS = 0.85
const SHORT = 26

/** A thread with its words and pace, for the functions that play it. */
export interface Scene {
  play: Play
  words: Words
  /** Below 1 everything goes faster; for threads that must end before now. */
  hurry: number
}

/** The time that passes before the customer says something. */
export function pauseOfCustomer({ play, hurry }: Scene, last: Line['who']): void {
  const { chance } = play.world
  const minutes = last === 'customer' ? 0.4 : customerPace[play.contact.kind]
  const pause = Math.min(16 * HOUR, spanAround(chance, minutes * MINUTE, last === 'customer' ? 0.5 : 1.15))
  play.at = awake(chance, play.at + pause * hurry)
}

/** Nobody answers in the middle of the night: they do after breakfast. */
export function awake(chance: Chance, at: number): number {
  const hour = wallClock(at).getUTCHours()
  if (hour >= 7 && hour < 23) return at
  const hoursLeft = hour >= 23 ? 8 : 7 - hour
  return at + hoursLeft * HOUR + chance.next() * 1.5 * HOUR
}

/** What a customer says; in chats often in two messages. */
export function sayAsCustomer(scene: Scene, line: Line): void {
  const { play, words } = scene
  const { chance } = play.world
  const text = fillWords(line.text, (name) => wordOf(scene, name))
  const file = play.contact.kind === 'sms' ? null : line.file
  if (text === '' && file === null) return
  const parts = partsOf(chance, play, text)
  parts.forEach((part, i) => {
    if (i > 0) play.at += 2 * SECOND + chance.next() * 14 * SECOND
    const body = play.contact.kind === 'email' ? `${part}\n\n${words.get('name')}` : part
    hear(play, { body, file: i === parts.length - 1 ? file : null })
  })
}

/** A text as people send it in chats: often a sentence at a time. */
export function partsOf(chance: Chance, { contact }: Play, text: string): string[] {
  if (contact.kind === 'email' || contact.kind === 'sms') return [text]
  const parts: string[] = []
  let rest = text
  while (rest.length >= SHORT) {
    const at = rest.search(/[.!?] /u)
    if (at <= 3 || !chance.happens(SPLITS)) break
    parts.push(rest.slice(0, at + 1))
    rest = rest.slice(at + 2)
  }
  return [...parts, rest]
}

/** Somebody else of the team. */
export function colleagueOf(play: Play, by: Agent | null): Agent {
  const { agents, chance } = play.world
  const here = agents.filter((agent) => agent !== by && agent.joinedAt <= play.at)
  const mates = here.filter(({ teams }) => teams.includes(play.topic.team))
  return chance.pick(mates.length > 0 ? mates : here)
}

/** Fills in what the mails of a thread are about. */
export function nameSubject(scene: Scene): void {
  const { conversation } = scene.play.rows
  conversation.subject = fillWords(conversation.subject ?? '', (name) => wordOf(scene, name))
}

/** A word of the thread, the people in it included. */
export function wordOf({ play, words }: Scene, name: string): string {
  if (name === 'agent') return play.agent?.first ?? 'all'
  if (name === 'colleague') return colleagueOf(play, play.agent).first
  return words.get(name) ?? ''
}
