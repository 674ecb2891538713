import { spanAround } from './random.ts'
import { colleagueOf, partsOf, type Scene, wordOf } from './scene.ts'
import type { Agent } from './shifts.ts'
import { fillWords, type Line } from './talk.ts'
import { assign, noteDown, write } from './thread-acts.ts'
import { DAY, MINUTE, type Play } from './thread-state.ts'
import { wallClock } from './words.ts'

const SECOND = 1_000
/** Business minutes until the office usually answers. */
const officePace = { whatsapp: 5, sms: 8, email: 70, webchat: 1.1, phone: 25 } as const

/** Somebody of the office says it, when they get round to it. */
export function sayAsAgent(scene: Scene, line: Line, last: Line['who']): void {
  const { play } = scene
  const { chance } = play.world
  const agent = last === 'agent' && play.agent ? followUp(scene, play.agent) : answerer(scene)
  const text = fillWords(line.text, (name) => wordOf(scene, name))
  const file = play.contact.kind === 'sms' ? null : line.file
  partsOf(chance, play, text).forEach((part, i, parts) => {
    if (i > 0) play.at += 3 * SECOND + chance.next() * 20 * SECOND
    const body = play.contact.kind === 'email' ? `${part}\n\n${agent.first}` : part
    const message = write(
      play,
      { kind: 'agent', agent },
      { body, file: i === parts.length - 1 ? file : null },
    )
    if (message.status === 'failed') sendAgain(scene, agent, body)
  })
}

/** What did not arrive is sent again, if somebody notices. */
function sendAgain({ play, hurry }: Scene, agent: Agent, body: string): void {
  const failure = play.rows.failures.at(-1)!
  const { chance, clock } = play.world
  if (chance.happens(0.35)) return
  play.at = clock.after(play.at, spanAround(chance, 4 * MINUTE * hurry, 0.7) + 5 * SECOND)
  failure.handled_at = new Date(Math.floor(play.at)).toISOString()
  failure.handled_how = 'sent again'
  write(play, { kind: 'agent', agent }, { body })
}

/** The same person goes on writing, within the opening hours. */
function followUp({ play }: Scene, agent: Agent): Agent {
  play.at = play.world.clock.after(play.at, 12 * SECOND + play.world.chance.next() * 70 * SECOND)
  return agent
}

/** Who answers, and when: the person it was given to, or whoever is there once they are gone. */
function answerer(scene: Scene): Agent {
  const { play, hurry } = scene
  const { chance, clock, rota } = play.world
  if (!play.agent) takeUp(scene)
  const agent = play.agent!
  const pace =
    officePace[play.contact.kind] * agent.pace * rush(play.at) * (play.rows.replies.length > 0 ? 0.6 : 1)
  const from = Math.max(play.at, play.waitingSince ?? play.at)
  play.at = clock.after(from, Math.max(7 * SECOND, spanAround(chance, pace * MINUTE, 0.85) * hurry))
  if (rota.isThere(agent, play.at)) return agent
  return chance.happens(0.5) ? (backSoon(play, agent) ?? handOver(play)) : handOver(play)
}

/** A conversation without a person gets one as soon as somebody is there. */
export function takeUp({ play }: Scene): void {
  const { chance, clock, rota } = play.world
  play.at = clock.after(play.at, SECOND + chance.next() * 2 * SECOND)
  const agent = somebody(play, () => rota.anyone(chance, play.at, play.topic.team))
  // Rules give out chats; mails, texts and calls are taken by whoever sees them first.
  const isGiven = play.contact.kind === 'whatsapp' || play.contact.kind === 'webchat'
  assign(play, agent, teamOf(play, agent), isGiven ? null : agent)
}

/** Waits until somebody is at a desk, in steps of some business minutes. */
export function somebody(play: Play, find: () => Agent | null): Agent {
  for (let step = 0; step < 2_000; step++) {
    const agent = find()
    if (agent) return agent
    play.at = play.world.clock.after(play.at, 3 * MINUTE)
  }
  throw new Error('Nobody of the office ever comes back.')
}

/** The person themselves, if they are back from lunch within the hour. */
function backSoon(play: Play, agent: Agent): Agent | null {
  const { clock, rota, chance } = play.world
  for (let minutes = 5; minutes <= 60; minutes += 5) {
    const at = clock.after(play.at, minutes * MINUTE + chance.next() * MINUTE)
    if (!rota.isThere(agent, at)) continue
    play.at = at
    return agent
  }
  return null
}

function handOver(play: Play): Agent {
  const { chance, rota } = play.world
  const agent = somebody(play, () => rota.anyone(chance, play.at, play.topic.team))
  if (agent === play.agent) return agent
  if (chance.happens(0.45)) assign(play, agent, teamOf(play, agent), agent)
  else play.agent = agent
  return agent
}

/** For which team somebody works on a topic. */
export function teamOf(play: Play, agent: Agent) {
  return agent.teams.includes(play.topic.team) ? play.topic.team : agent.teams[0]!
}

/** Mondays, evenings and one week in eleven are harder. */
function rush(at: number): number {
  const wall = wallClock(at)
  const monday = wall.getUTCDay() === 1 ? 1.35 : 1
  const evening = wall.getUTCHours() >= 17 ? 1.2 : 1
  const hardWeek = Math.floor((at / DAY + 3) / 7) % 11 === 0 ? 1.7 : 1
  return monday * evening * hardWeek
}

/** A note for the colleagues. */
export function sayAmongUs(scene: Scene, line: Line): void {
  const { play } = scene
  const { chance, clock, rota } = play.world
  const at = play.at
  play.at = clock.after(at, 15 * SECOND + chance.next() * 100 * SECOND)
  const by = play.agent ?? rota.anyone(chance, play.at, play.topic.team)
  if (!by) return
  const named: Agent[] = []
  const text = fillWords(line.text, (name) => {
    if (name !== 'colleague') return wordOf(scene, name)
    const colleague = colleagueOf(play, by)
    named.push(colleague)
    return colleague.first
  })
  noteDown(play, by, text, text.includes('@') ? named : [])
}
