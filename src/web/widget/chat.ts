import type { Connection, Look } from './connection.ts'
import type { openMemory } from './memory.ts'
import { deliver, keyOfVisitor, listen, type State, type Talk, take, wordsOf } from './talk.ts'
import { outgoing, type Shown } from './thread.ts'

/** What a visitor can do. */
export interface Chat {
  readonly state: State
  onChange(listener: () => void): void
  setOpen(isOpen: boolean): void
  /** Takes up the thread of an earlier visit. */
  resume(): void
  send(body: string): Promise<unknown>
  sendFile(file: File): Promise<unknown>
  retry(message: Shown): Promise<unknown>
  leave(input: { name: string; contact: string; body: string }): Promise<boolean>
  details(input: { name: string; email: string }): Promise<boolean>
  skipDetails(): void
  older(): Promise<void>
  typing(): void
  /** What is being written; kept over pages. */
  draft(text?: string): string
}

const TYPING_EVERY_MS = 3_000
const MOST_FILE_BYTES = 1_000_000

/** The conversation without its looks. */
export function createChat(connection: Connection, memory: ReturnType<typeof openMemory>, look: Look): Chat {
  const listeners: (() => void)[] = []
  const state: State = {
    ...{ look, messages: [], isOpen: false, unread: 0, isTyping: false, hasOlder: false },
    ...{ who: { name: '', email: '', phone: '' }, isAsked: memory.read().isAsked, fault: '' },
  }
  const set = (change: Partial<State>) => {
    Object.assign(state, change)
    for (const tell of listeners) tell()
  }
  const talk: Talk = { connection, memory, state, set }
  const resume = () => {
    if (memory.read().key) void listen(talk)
  }
  const say = (ref: string, body: string) =>
    deliver(talk, outgoing(ref, body, now()), (key) => connection.send(key, { ref, body }))
  return {
    state,
    resume,
    onChange: (listener) => void listeners.push(listener),
    setOpen(isOpen) {
      if (isOpen === state.isOpen) return
      set({ isOpen, fault: '' })
      resume()
    },
    send(body) {
      memory.write({ draft: '' })
      return say(newRef(), body)
    },
    retry: (message) => say(message.ref ?? newRef(), message.body),
    sendFile: (file) => sendFile(talk, file),
    leave: (input) => leave(talk, input),
    details: (input) => saveDetails(talk, input),
    skipDetails() {
      memory.write({ isAsked: true })
      set({ isAsked: true })
    },
    older: () => readOlder(talk),
    typing: typingOf(talk),
    draft(text) {
      if (text !== undefined) memory.write({ draft: text })
      return memory.read().draft
    },
  }
}

const now = () => new Date().toISOString()

async function sendFile(talk: Talk, file: File): Promise<unknown> {
  if (file.size > MOST_FILE_BYTES) return talk.set({ fault: 'This file is too large: 1 MB is the most.' })
  const ref = newRef()
  const name = file.name.slice(-200) || 'file'
  const base64 = await base64Of(file)
  return deliver(talk, outgoing(ref, name, now()), (key) =>
    talk.connection.sendFile(key, { ref, name, base64 }),
  )
}

/** The form keeps what was written until it got there; the thread shows only what did. */
async function leave(talk: Talk, input: { name: string; contact: string; body: string }): Promise<boolean> {
  const ref = newRef()
  const isSent = await deliver(talk, outgoing(ref, input.body, now()), (key) =>
    talk.connection.leave(key, { ref, ...input }),
  )
  const { name, contact } = input
  const address = contact.includes('@') ? { email: contact, phone: '' } : { email: '', phone: contact }
  if (isSent) talk.set({ who: { name, ...address } })
  else talk.set({ messages: talk.state.messages.filter((message) => message.ref !== ref) })
  return isSent
}

async function saveDetails(talk: Talk, input: { name: string; email: string }): Promise<boolean> {
  try {
    await talk.connection.details(await keyOfVisitor(talk), input)
    talk.set({ who: { ...talk.state.who, ...input }, fault: '' })
    return true
  } catch (error) {
    talk.set({ fault: wordsOf(error) })
    return false
  }
}

async function readOlder(talk: Talk): Promise<void> {
  const { key } = talk.memory.read()
  const before = talk.state.messages[0]?.at
  if (!key || !before) return
  try {
    take(talk, await talk.connection.thread(key, { before, isReading: talk.state.isOpen }), true)
  } catch (error) {
    talk.set({ fault: wordsOf(error) })
  }
}

function typingOf({ memory, connection }: Talk): () => void {
  let typedAt = 0
  return () => {
    const { key } = memory.read()
    if (!key || Date.now() - typedAt < TYPING_EVERY_MS) return
    typedAt = Date.now()
    connection.typing(key).catch(() => {})
  }
}

/** A mark of our own for a message, so that posting it again makes no second one. */
function newRef(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64Of(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}
