import type { Message } from './connection.ts'

/** A message as the widget shows it: also one that is on its way or did not get there. */
export interface Shown extends Message {
  state: 'sent' | 'sending' | 'failed'
}

/** What tells two tellings of one message apart: the widget's own mark, else the id. */
export function keyOf({ ref, id }: Pick<Message, 'ref' | 'id'>): string {
  return ref ?? id
}

/** The thread with what is new, each message once, in order; what is on its way stands last. */
export function merge(shown: readonly Shown[], news: readonly Message[]): Shown[] {
  const byKey = new Map(shown.map((message) => [keyOf(message), message]))
  for (const message of news) byKey.set(keyOf(message), { ...message, state: 'sent' })
  const late = (message: Shown) => (message.state === 'sent' ? 0 : 1)
  return [...byKey.values()].sort((a, b) => late(a) - late(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Ids of the office's latest messages, so that the office tells only others. */
export function knownOf(shown: readonly Shown[]): string[] {
  return shown
    .filter(({ from }) => from !== 'me')
    .slice(-20)
    .map(({ id }) => id)
}

/** What the visitor wrote, before the office has it. */
export function outgoing(ref: string, body: string, at: string): Shown {
  return { id: ref, ref, from: 'me', name: '', body, at, choices: [], files: [], state: 'sending' }
}
