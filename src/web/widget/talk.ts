import type { Connection, Look, Message, Thread } from './connection.ts'
import { Refused } from './connection.ts'
import type { openMemory } from './memory.ts'
import { knownOf, merge, type Shown } from './thread.ts'

/** Everything the widget shows. */
export interface State {
  look: Look
  messages: readonly Shown[]
  isOpen: boolean
  unread: number
  isTyping: boolean
  hasOlder: boolean
  who: Thread['who']
  /** Asked who they are and did not want to say. */
  isAsked: boolean
  /** What went wrong, for people; empty when nothing did. */
  fault: string
}

/** A conversation under way: what is shown, and the line to the office. */
export interface Talk {
  readonly connection: Connection
  readonly memory: ReturnType<typeof openMemory>
  readonly state: State
  set(change: Partial<State>): void
  /** Up to when the office has told everything. */
  asOf?: string
  line?: AbortController
  starting?: Promise<string>
}

const WAIT_SECONDS = 25
/** Without a word for so long, a closed chat only looks now and then. */
const QUIET_MS = 30 * 60_000
const QUIET_PAUSE_MS = 120_000

/** The visitor's key; the first time they write, they get one. */
export function keyOfVisitor(talk: Talk): Promise<string> {
  const { key } = talk.memory.read()
  if (key) return Promise.resolve(key)
  talk.starting ??= talk.connection
    .start()
    .then((fresh) => {
      talk.memory.write({ key: fresh })
      return fresh
    })
    .finally(() => {
      delete talk.starting
    })
  return talk.starting
}

/** Takes what the office told. */
export function take(talk: Talk, thread: Thread, isOlder = false): void {
  const { unread, isTyping, who, hasOlder } = thread
  const isWhole = isOlder || talk.asOf === undefined
  talk.set({
    messages: merge(talk.state.messages, thread.messages),
    ...{ unread, isTyping, who },
    ...(isWhole && { hasOlder }),
  })
  if (!isOlder) talk.asOf = thread.asOf
}

/** Asks again and again for what is new; each answer comes when there is something. Begins anew when called again. */
export async function listen(talk: Talk): Promise<void> {
  talk.line?.abort()
  const own = new AbortController()
  talk.line = own
  const { signal } = own
  for (let failures = 0; !signal.aborted; ) {
    const { key } = talk.memory.read()
    if (!key) return
    try {
      await visible(signal)
      const thread = await talk.connection.thread(key, wish(talk), signal)
      if (signal.aborted) return
      failures = 0
      take(talk, thread)
      if (isQuiet(talk)) await pause(QUIET_PAUSE_MS, signal)
    } catch (error) {
      if (signal.aborted) return
      if (isUnknown(error)) return forget(talk)
      await pause(Math.min(60_000, 2_000 * 2 ** failures++), signal)
    }
  }
}

function wish(talk: Talk) {
  const { isOpen, messages, isTyping } = talk.state
  return {
    isReading: isOpen,
    known: knownOf(messages),
    sawTyping: isTyping,
    ...(talk.asOf && { since: talk.asOf, waitSeconds: isQuiet(talk) ? 0 : WAIT_SECONDS }),
  }
}

/** The office does not know this browser any more: its chat was made anew, or the storage comes from elsewhere. */
function forget(talk: Talk): void {
  talk.memory.write({ key: null })
  delete talk.asOf
  const messages = talk.state.messages.filter(({ state }) => state !== 'sent')
  talk.set({ messages, unread: 0, hasOlder: false })
}

function isQuiet({ state }: Talk): boolean {
  const last = state.messages.at(-1)
  return !state.isOpen && (!last || Date.now() - Date.parse(last.at) > QUIET_MS)
}

/** Shows a message at once and posts it; tells whether it got there. Posting it again is safe: its mark is the same. */
export async function deliver(
  talk: Talk,
  shown: Shown,
  post: (key: string) => Promise<Message>,
): Promise<boolean> {
  const others = talk.state.messages.filter(({ ref }) => ref !== shown.ref)
  talk.set({ messages: merge([...others, shown], []), fault: '' })
  try {
    const sent = await keyOfVisitor(talk)
      .then(post)
      .catch((error) => {
        if (!isUnknown(error)) throw error
        forget(talk)
        return keyOfVisitor(talk).then(post)
      })
    talk.set({ messages: merge(talk.state.messages, [sent]) })
    void listen(talk)
    return true
  } catch (error) {
    const messages = talk.state.messages.map((one) =>
      one.ref === shown.ref ? { ...one, state: 'failed' as const } : one,
    )
    talk.set({ messages, fault: wordsOf(error) })
    return false
  }
}

const isUnknown = (error: unknown) => error instanceof Refused && error.code === 'inbox.visitor_unknown'

/** What went wrong, for people. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Refused)) return 'Something went wrong. Please try again.'
  if (error.status === 0) return 'There is no connection. Please try again.'
  return error.status === 429 ? 'That was a lot at once. Wait a moment and try again.' : error.message
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })
}

/** A page in the background asks nothing until somebody looks at it again. */
function visible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve()
  return new Promise((done) => {
    const look = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return
      document.removeEventListener('visibilitychange', look)
      done()
    }
    document.addEventListener('visibilitychange', look)
    signal.addEventListener('abort', look)
  })
}
