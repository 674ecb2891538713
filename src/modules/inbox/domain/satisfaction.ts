import type { ChannelKind, ConversationStatus, HandledBy } from '../contract/words.ts'

/** Nobody is asked more often than once in so many days. */
export const QUESTION_DAYS = 7
/** Minutes after resolving before the question leaves: long enough to take a slip of the hand back. */
export const QUESTION_AFTER_MINUTES = 2
/** Words that come within so many minutes after a score belong to it. */
export const COMMENT_MINUTES = 30

/** What decides whether to ask "How did we do?". */
export interface QuestionFacts {
  isEnabled: boolean
  channelKind: ChannelKind
  status: ConversationStatus
  handledBy: HandledBy
  /** When this person, on whatever channel, was asked last; null: never. */
  lastAskedAt: string | null
  now: string
}

/** Whether to ask: the matter is closed, somebody answered, the channel carries text, and they were not asked lately. */
export function mayAsk(facts: QuestionFacts): boolean {
  const { isEnabled, channelKind, status, handledBy, lastAskedAt, now } = facts
  if (!isEnabled || channelKind === 'phone' || status !== 'resolved' || handledBy === 'nobody') return false
  return lastAskedAt === null || Date.parse(now) - Date.parse(lastAskedAt) >= QUESTION_DAYS * 86_400_000
}

/** The question as it is sent; a mail also carries the link, since its answers bring signatures along. */
export function questionText(question: string, channelKind: ChannelKind, link: string): string {
  return channelKind === 'email' ? `${question}\n\nOr answer with one click: ${link}` : question
}
