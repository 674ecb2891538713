import { somebody, takeUp, teamOf } from './desk.ts'
import { quickId, spanAround } from './random.ts'
import { type Scene, wordOf } from './scene.ts'
import type { Agent } from './shifts.ts'
import { fillWords, type Line } from './talk.ts'
import { assign, hear, noteDown, resolve } from './thread-acts.ts'
import { iso, type MessageRow, MINUTE, type Play } from './thread-state.ts'

const SECOND = 1_000

/** A telephone call: answered by whoever is there, missed, or told to the machine. What it was about stands in a note. */
export function playCall(scene: Scene, about: Line): void {
  const { play } = scene
  const { chance, rota, clock } = play.world
  const agent = clock.isOpen(play.at) ? rota.anyone(chance, play.at, play.topic.team) : null
  const by = agent && chance.happens(0.86) ? talk(scene, agent) : missCall(scene)
  const words = fillWords(about.text, (name) => wordOf(scene, name))
  play.at += 20 * SECOND + chance.next() * 2 * MINUTE
  if (chance.happens(0.7)) noteDown(play, by, words ? `On the phone: ${words}` : 'On the phone.', [])
  play.at = clock.after(play.at, spanAround(chance, 4 * MINUTE, 0.9) * scene.hurry + SECOND)
  resolve(play, by)
}

function talk({ play }: Scene, agent: Agent): Agent {
  const { chance } = play.world
  const { conversation } = play.rows
  const startedAt = play.at
  const seconds = Math.round(Math.min(1_500, spanAround(chance, 140, 0.8)))
  const message = ring(play, 'completed', seconds, chance.happens(0.3) ? seconds : null)
  play.waitingSince = null
  play.dueAt = null
  conversation.first_reply_at = message.created_at
  conversation.handled_by = 'agent'
  play.at = startedAt + 12 * SECOND
  assign(play, agent, teamOf(play, agent), agent)
  play.at = startedAt + (15 + seconds) * SECOND
  return agent
}

/** Nobody took it; somebody rings back as soon as they can. */
function missCall(scene: Scene): Agent {
  const { play } = scene
  const { chance, clock, rota } = play.world
  const isVoicemail = chance.happens(0.55)
  ring(play, isVoicemail ? 'voicemail' : 'missed', null, isVoicemail ? chance.whole(6, 70) : null)
  takeUp(scene)
  play.at = clock.after(play.at, spanAround(chance, 14 * MINUTE, 0.8) * scene.hurry + MINUTE)
  return somebody(play, () =>
    play.agent && rota.isThere(play.agent, play.at)
      ? play.agent
      : rota.anyone(chance, play.at, play.topic.team),
  )
}

/** The call's message and its facts; one says what the other says. */
function ring(
  play: Play,
  state: 'completed' | 'missed' | 'voicemail',
  durationSeconds: number | null,
  recordingSeconds: number | null,
): MessageRow {
  const { rows, world, contact } = play
  const startedAt = iso(play.at)
  const endedAt = iso(play.at + ((durationSeconds ?? recordingSeconds ?? 10) + 15) * SECOND)
  const facts = { startedAt, endedAt, durationSeconds, recordingSeconds }
  const message = hear(play, { body: '', kind: 'call', data: { status: state, ...facts } })
  rows.conversation.last_preview = callWords(state, durationSeconds, recordingSeconds)
  rows.calls.push({
    id: message.id,
    channel_id: message.channel_id,
    conversation_id: message.conversation_id,
    provider_ref: message.provider_ref!,
    state,
    number: contact.phone ?? '',
    started_at: startedAt,
    ended_at: endedAt,
    duration_seconds: durationSeconds,
    recording_seconds: recordingSeconds,
  })
  if (recordingSeconds === null) return message
  const kept = world.files.recordings[0]!
  rows.attachments.push({
    ...{
      id: quickId(world.chance, play.at),
      message_id: message.id,
      conversation_id: message.conversation_id,
    },
    ...{
      name: state === 'voicemail' ? 'Voicemail' : 'Recording',
      media_type: kept.mediaType,
      bytes: kept.bytes,
    },
    ...{ storage_key: kept.key, status: 'stored', created_at: message.created_at },
  })
  return message
}

function callWords(state: string, duration: number | null, recording: number | null): string {
  const length = (seconds: number) =>
    seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  if (state === 'missed') return 'Missed call'
  return state === 'voicemail' ? `Voicemail, ${length(recording!)}` : `Call, ${length(duration!)}`
}
