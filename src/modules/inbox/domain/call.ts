import type { CallReport } from '../contract/incoming.ts'

/** How far a call got. */
export type CallState = 'ringing' | 'answered' | 'completed' | 'missed' | 'voicemail'

/** A call as its reports told it so far. Instants in ISO. */
export interface Call {
  state: CallState
  startedAt: string
  /** When somebody of the office began to talk with them; null while nobody has. */
  answeredAt: string | null
  /** The mail address of the member who did, where the provider knows it. */
  answeredBy: string | null
  endedAt: string | null
  durationSeconds: number | null
  recordingSeconds: number | null
}

/** A state never goes back: reports come in any order. A voicemail is a missed call with more to it. */
const RANK: Readonly<Record<CallState, number>> = {
  ringing: 0,
  answered: 1,
  completed: 2,
  missed: 2,
  voicemail: 3,
}

/** The call after one more report. `at`: when the report says it happened. */
export function nextCall(call: Call | null, report: CallReport & { at: string }): Call {
  const known = call ?? { ...NEW, startedAt: report.at }
  const told = report.event === 'recording' ? known.state : report.event
  const state = RANK[told] > RANK[known.state] ? told : known.state
  const isEnd = RANK[told] >= RANK.completed && report.event !== 'recording'
  const answeredAt = earlierOf(known.answeredAt, answerOf(report))
  return {
    state: isTalkedAway(known, report) ? known.state : state,
    startedAt: [report.at, known.startedAt, answeredAt ?? report.at].toSorted()[0]!,
    answeredAt,
    answeredBy: report.answeredBy ?? known.answeredBy,
    endedAt: isEnd ? laterOf(known.endedAt, report.at) : known.endedAt,
    durationSeconds: report.durationSeconds ?? known.durationSeconds,
    recordingSeconds: report.recording?.durationSeconds ?? known.recordingSeconds,
  }
}

const NEW: Omit<Call, 'startedAt'> = {
  state: 'ringing',
  answeredAt: null,
  answeredBy: null,
  endedAt: null,
  durationSeconds: null,
  recordingSeconds: null,
}

/** When talking began, as far as one report tells: a call that ended began its length before. */
function answerOf({ event, at, durationSeconds = 0 }: CallReport): string | null {
  if (event === 'answered') return at
  if (event !== 'completed') return null
  const began = Temporal.Instant.from(at).subtract({ seconds: durationSeconds })
  return began.toString({ smallestUnit: 'millisecond' })
}

function earlierOf(known: string | null, told: string | null): string | null {
  return known !== null && (told === null || known < told) ? known : told
}

/** Somebody talked: a line that rings out elsewhere does not make the call a missed one. */
function isTalkedAway(known: Call, { event }: CallReport): boolean {
  return event === 'missed' && (known.state === 'completed' || known.state === 'answered')
}

function laterOf(known: string | null, at: string): string {
  return known !== null && known > at ? known : at
}

/** Whether somebody of the office talked with the caller, so that nobody waits any more. */
export function isTalked({ state }: Call): boolean {
  return state === 'answered' || state === 'completed'
}

/** A call in one line. */
export function callWords({ state, durationSeconds, recordingSeconds }: Call): string {
  switch (state) {
    case 'ringing':
      return 'Incoming call'
    case 'answered':
      return 'Call in progress'
    case 'completed':
      return durationSeconds ? `Call, ${lengthOf(durationSeconds)}` : 'Call'
    case 'missed':
      return 'Missed call'
    case 'voicemail':
      return recordingSeconds ? `Voicemail, ${lengthOf(recordingSeconds)}` : 'Voicemail'
  }
}

/** `3 min 12 s` */
export function lengthOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
}
