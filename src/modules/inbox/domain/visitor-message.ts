import type { VisitorMessage } from '../contract/webchat.ts'
import type { AuthorKind, MessageKind } from '../contract/words.ts'

/** A message of a visitor's thread as it stands in the database. */
export interface ThreadRow {
  id: string
  direction: 'in' | 'out'
  authorKind: AuthorKind
  /** The member's full name; null for others. */
  authorName: string | null
  kind: MessageKind
  body: string
  data: Record<string, unknown>
  createdAt: string
  providerRef: string | null
  files: { id: string; name: string; mediaType: string; bytes: number }[]
}

/** What a visitor sees of a message. `linkOf` gives the address of a file. */
export function toVisitorMessage(row: ThreadRow, linkOf: (fileId: string) => string): VisitorMessage {
  return {
    id: row.id,
    from: row.direction === 'in' ? 'me' : row.authorKind === 'agent' ? 'office' : 'bot',
    name: row.authorName?.split(' ')[0] ?? '',
    body: row.body,
    at: row.createdAt,
    choices: row.direction === 'out' ? choicesOf(row.data) : [],
    files: row.files.map(({ id, ...file }) => ({ ...file, url: linkOf(id) })),
    ref: row.direction === 'in' ? (row.providerRef?.split(':').at(-1) ?? null) : null,
  }
}

const MOST_CHOICES = 10

/** The answers that a message offers, wherever its writer put them: `buttons` or `choices`, as words or as objects. */
function choicesOf(data: Record<string, unknown>): string[] {
  const list = [data.choices, data.buttons].find(Array.isArray) ?? []
  return list
    .map((item: unknown) => (typeof item === 'string' ? item : wordsOf(item)))
    .filter((words): words is string => !!words)
    .slice(0, MOST_CHOICES)
}

function wordsOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const { text, title, label } = item as Record<string, unknown>
  return [text, title, label].find((words): words is string => typeof words === 'string') ?? null
}
