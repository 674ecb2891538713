import type { Change } from '../live.ts'

/** Someone who looks at a place. */
export interface Person {
  memberId: string
  name: string
}

/** What processes tell each other about open screens. */
export type RelayMessage =
  | { kind: 'changes'; orgId: string; changes: Change[] }
  /** Who looks at a place through the sending process; `ask` wants the same from the others. */
  | { kind: 'presence'; orgId: string; place: string; people: Person[]; ask: boolean }
  /** The sender could not be heard for a while: whatever it knew may have been missed. */
  | { kind: 'gap' }

/** The way to the other processes. Sending never waits and never throws: local screens come first (PLAT-072). */
export interface Relay {
  send(message: RelayMessage): void
  onMessage(listener: (message: RelayMessage, from: string) => void): void
  /** Called when messages of others may have been missed, because the connection was down. */
  onGap(listener: () => void): void
  /** Resolves once messages of others arrive here. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** One envelope on the wire: who sent it, and what. */
export interface Envelope {
  from: string
  messages: RelayMessage[]
}

/** Reads an envelope; foreign or broken ones are ignored. */
export function readEnvelope(text: string): Envelope | null {
  try {
    const envelope = JSON.parse(text) as Envelope | null
    return typeof envelope?.from === 'string' && Array.isArray(envelope.messages) ? envelope : null
  } catch {
    return null
  }
}

/** Many small messages of one organisation as few: changes are joined, of a place only the last word counts. */
export function compact(messages: readonly RelayMessage[]): RelayMessage[] {
  const changes = new Map<string, Change[]>()
  const presence = new Map<string, RelayMessage>()
  let gap: RelayMessage | undefined
  for (const message of messages) {
    if (message.kind === 'gap') gap = message
    else if (message.kind === 'changes') {
      const list = changes.get(message.orgId)
      if (list) list.push(...message.changes)
      else changes.set(message.orgId, [...message.changes])
    } else {
      const key = `${message.orgId} ${message.place}`
      const before = presence.get(key)
      const asked = before?.kind === 'presence' && before.ask
      presence.set(key, { ...message, ask: message.ask || asked })
    }
  }
  return [
    ...(gap ? [gap] : []),
    ...[...changes].map(([orgId, list]) => ({ kind: 'changes' as const, orgId, changes: list })),
    ...presence.values(),
  ]
}

/**
 * Cuts messages into envelopes of at most `limit` bytes. A list of changes is halved until it fits; a single
 * change with too many ids loses them, which only makes screens ask for more than they need.
 */
export function envelopes(from: string, messages: readonly RelayMessage[], limit: number): string[] {
  const texts: string[] = []
  let open: RelayMessage[] = []
  const size = (list: RelayMessage[]) => Buffer.byteLength(JSON.stringify({ from, messages: list }))
  const shut = () => {
    if (open.length > 0) texts.push(JSON.stringify({ from, messages: open }))
    open = []
  }
  const queue = [...messages]
  for (let message = queue.shift(); message; message = queue.shift()) {
    if (size([...open, message]) <= limit) {
      open.push(message)
      continue
    }
    shut()
    if (size([message]) <= limit) open.push(message)
    else queue.unshift(...smaller(message))
  }
  shut()
  return texts
}

function smaller(message: RelayMessage): RelayMessage[] {
  if (message.kind === 'changes' && message.changes.length > 1) {
    const middle = Math.ceil(message.changes.length / 2)
    return [
      { ...message, changes: message.changes.slice(0, middle) },
      { ...message, changes: message.changes.slice(middle) },
    ]
  }
  if (message.kind === 'changes' && message.changes[0]?.ids.length) {
    return [{ ...message, changes: [{ ...message.changes[0], ids: [] }] }]
  }
  if (message.kind === 'presence' && message.people.length > 1) {
    return [{ ...message, people: message.people.slice(0, Math.floor(message.people.length / 2)) }]
  }
  return []
}
