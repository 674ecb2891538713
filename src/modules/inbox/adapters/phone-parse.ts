import type { CallReport, Parsed } from '../contract/incoming.ts'
import { list, parseJson, ref, type Shape, shape, words } from './json-shape.ts'

const MOST = 500
const LONGEST_URL = 2_000

/** Reports of calls: signed JSON (`docs/guides/phone.md`), one or a list, or Twilio's form. */
export function parseCalls(body: string): Parsed {
  const entries = entriesOf(body)
  const calls = entries.flatMap((entry) => ('CallSid' in entry ? twilioCalls(entry) : jsonCall(entry)))
  const unknown = entries.filter((entry) => !('CallSid' in entry) && jsonCall(entry).length === 0).length
  return { messages: [], statuses: [], calls, unknown }
}

/** Whether a body holds reports of calls in either form. */
export function looksLikeCalls(body: string, mediaType: string): boolean {
  if (mediaType !== 'application/json' && mediaType !== 'application/x-www-form-urlencoded') return false
  return entriesOf(body).some((entry) => words(entry.callId) !== '' || words(entry.CallSid) !== '')
}

function entriesOf(body: string): Shape[] {
  const json = parseJson(body)
  if (json !== undefined) return (Array.isArray(json) ? list(json) : [json]).slice(0, MOST).map(shape)
  return [Object.fromEntries(new URLSearchParams(body))]
}

const EVENTS: Readonly<Record<string, CallReport['event']>> = {
  received: 'ringing',
  ringing: 'ringing',
  answered: 'answered',
  completed: 'completed',
  missed: 'missed',
  voicemail: 'voicemail',
  recording: 'recording',
}

function jsonCall(entry: Shape): CallReport[] {
  const callRef = ref(entry.callId)
  const event = EVENTS[words(entry.event)]
  if (callRef === '' || !event || words(entry.direction) === 'outbound') return []
  const url = ref(entry.recordingUrl, LONGEST_URL)
  const answeredBy = words(entry.answeredBy).trim().toLowerCase().slice(0, 254)
  return [
    {
      callRef,
      event,
      from: numberOf(words(entry.from)),
      name: words(entry.callerName),
      at: words(entry.at),
      ...seconds('durationSeconds', entry.durationSeconds),
      ...(answeredBy && { answeredBy }),
      ...(url && { recording: { url, ...seconds('durationSeconds', entry.recordingSeconds) } }),
    },
  ]
}

// https://www.twilio.com/docs/voice/api/call-resource#statuscallback
const TWILIO: Readonly<Record<string, CallReport['event']>> = {
  queued: 'ringing',
  initiated: 'ringing',
  ringing: 'ringing',
  'in-progress': 'answered',
  completed: 'completed',
  busy: 'missed',
  'no-answer': 'missed',
  canceled: 'missed',
  failed: 'missed',
}
/** The caller spoke to a machine: the recording of the verb <Record>. */
const VOICEMAIL = 'RecordVerb'

function twilioCalls(entry: Shape): CallReport[] {
  const callRef = ref(entry.CallSid)
  if (callRef === '' || words(entry.Direction).startsWith('outbound')) return []
  const url = ref(entry.RecordingUrl, LONGEST_URL)
  const dialled = TWILIO[words(entry.DialCallStatus)]
  const told = dialled === 'missed' ? 'missed' : TWILIO[words(entry.CallStatus)]
  const call = {
    callRef,
    from: numberOf(words(entry.From)),
    name: words(entry.CallerName),
    at: isoOf(words(entry.Timestamp)),
    ...seconds('durationSeconds', entry.CallDuration ?? entry.DialCallDuration),
  }
  const recording = url && { url, ...seconds('durationSeconds', entry.RecordingDuration) }
  if (recording && words(entry.RecordingSource) === VOICEMAIL)
    return [{ ...call, event: 'voicemail', recording }]
  const reports: CallReport[] = told ? [{ ...call, event: told }] : []
  return recording ? [...reports, { ...call, event: 'recording', recording }] : reports
}

/** `+447700900142`, or empty: withheld numbers come as `anonymous`, `+266696687` (its letters) and the like. */
function numberOf(text: string): string {
  const number = text.replace(/[\s().-]/g, '')
  return /^\+\d{6,15}$/.test(number) && number !== '+266696687' ? number : ''
}

function seconds<K extends string>(name: K, value: unknown): Partial<Record<K, number>> {
  const number = Number(words(value) || Number.NaN)
  if (!Number.isFinite(number) || number < 0 || number > 86_400) return {}
  return { [name]: Math.round(number) } as Partial<Record<K, number>>
}

function isoOf(text: string): string {
  const at = Date.parse(text)
  return Number.isNaN(at) ? '' : new Date(at).toISOString()
}
