import type { Message } from '../contract/conversations.ts'
import { reactionOf } from './thread-data.ts'

/** A sign on a message, and whose it is. */
export interface Reaction {
  emoji: string
  by: string
}

/** An entry of the thread as it is drawn: a message, or the heading over a day. */
export type Entry =
  | { kind: 'day'; key: string; at: string }
  | {
      kind: 'message'
      key: string
      message: Message
      reactions: readonly Reaction[]
      /** The message of the same thread that it answers by name; mails answer the whole thread. */
      answers: Message | null
    }

const noReactions: readonly Reaction[] = []

/**
 * Messages with headings where a day begins. Reactions stand on the message they are about; one whose message is not
 * known keeps its own line. `dayOf` tells the day of an instant in the organisation's zone.
 */
export function entriesOf(messages: readonly Message[], dayOf: (at: string) => string): Entry[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const { lines, reactions } = placeReactions(messages, byId)
  const entries: Entry[] = []
  let day = ''
  for (const message of lines) {
    const its = dayOf(message.createdAt)
    if (its !== day) entries.push({ kind: 'day', key: `day ${its}`, at: message.createdAt })
    day = its
    const on = [...(reactions.get(message.id)?.values() ?? [])].filter(({ emoji }) => emoji !== '')
    entries.push({
      kind: 'message',
      key: message.id,
      message,
      reactions: on.length > 0 ? on : noReactions,
      answers: (message.kind !== 'email' && message.replyToId && byId.get(message.replyToId)) || null,
    })
  }
  return entries
}

/** What has a line of its own, and the reactions by message and person. */
function placeReactions(messages: readonly Message[], byId: ReadonlyMap<string, Message>) {
  const reactions = new Map<string, Map<string, Reaction>>()
  const lines = messages.filter((message) => {
    const { kind, replyToId, authorKind, authorId, authorName } = message
    if (kind === 'event' && message.body === '') return false
    if (kind !== 'reaction' || !replyToId || !byId.has(replyToId)) return true
    const byPerson = reactions.get(replyToId) ?? new Map<string, Reaction>()
    // The same person's later sign takes the place of the earlier one; an empty one takes it back.
    byPerson.set(`${authorKind} ${authorId ?? ''}`, { emoji: reactionOf(message), by: authorName })
    reactions.set(replyToId, byPerson)
    return false
  })
  return { lines, reactions }
}
