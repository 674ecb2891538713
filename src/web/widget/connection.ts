import type {
  getWebchat,
  leaveMessage,
  readVisitorThread,
  saveVisitorDetails,
  sendVisitorFile,
  sendVisitorMessage,
  VisitorMessage,
} from '#modules/inbox/contract/webchat.ts'
import type { InputOf, Output } from '#values/endpoint.ts'

export type Message = VisitorMessage
export type Look = Output<typeof getWebchat>
export type Thread = Output<typeof readVisitorThread>

/** The input without what the connection adds by itself. */
type Own<I> = Omit<I, 'token' | 'key' | 'page'>

/** The way to the office: the real one, or the one of the preview in the settings. */
export interface Connection {
  look(): Promise<Look>
  /** Becomes a visitor; the answer is their key. */
  start(): Promise<string>
  send(key: string, input: Own<InputOf<typeof sendVisitorMessage>>): Promise<Message>
  sendFile(key: string, input: Own<InputOf<typeof sendVisitorFile>>): Promise<Message>
  leave(key: string, input: Own<InputOf<typeof leaveMessage>>): Promise<Message>
  thread(key: string, input: Own<InputOf<typeof readVisitorThread>>, signal?: AbortSignal): Promise<Thread>
  typing(key: string): Promise<unknown>
  details(key: string, input: Own<InputOf<typeof saveVisitorDetails>>): Promise<unknown>
  /** The full address of a file of the thread. */
  fileUrl(path: string): string
}

/** A refusal, or no connection (`status` 0). The message is fit for people. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, words: string) {
    super(words)
    this.status = status
    this.code = code
  }
}

/** Talks to the installation that the script came from. No cookies; the visitor's key travels in the body. */
export function connectTo(origin: string, token: string): Connection {
  const base = `${origin}/api/v1/webchat/${encodeURIComponent(token)}`
  const page = () => location.href.slice(0, 1000)
  const post = <T>(path: string, body: object, signal?: AbortSignal) =>
    ask<T>(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
  const message = (answer: { message: Message }) => answer.message
  return {
    look: () => ask<Look>(base, {}),
    start: () => post<{ key: string }>('/visitors', { page: page() }).then(({ key }) => key),
    send: (key, input) =>
      post<{ message: Message }>('/messages', { key, page: page(), ...input }).then(message),
    sendFile: (key, input) => post<{ message: Message }>('/files', { key, ...input }).then(message),
    leave: (key, input) =>
      post<{ message: Message }>('/offline', { key, page: page(), ...input }).then(message),
    thread: (key, input, signal) => post<Thread>('/thread', { key, ...input }, signal),
    typing: (key) => post('/typing', { key }),
    details: (key, input) => post('/details', { key, ...input }),
    fileUrl: (path) => origin + path,
  }
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store' })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Refused(0, '', 'No connection.')
  }
  const body = await response.json().catch(() => ({}))
  if (response.ok) return body as T
  throw new Refused(
    response.status,
    String(body.code ?? ''),
    String(body.faults?.[0]?.message ?? body.detail ?? 'Something went wrong.'),
  )
}
