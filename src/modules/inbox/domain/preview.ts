import type { MessageKind } from '../contract/words.ts'

const LENGTH = 140

const names: Partial<Record<MessageKind, string>> = {
  image: 'Photo',
  document: 'Document',
  audio: 'Voice message',
  video: 'Video',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact card',
  call: 'Call',
  reaction: 'Reaction',
  interactive: 'Choice',
  unknown: 'A message of a kind we do not know',
}

/** A message in one line, for lists: its words, or what it is. */
export function previewOf(kind: MessageKind, body: string): string {
  const line = body.replace(/\s+/g, ' ').trim()
  const name = names[kind]
  if (kind === 'reaction') return line ? `Reacted ${line}` : 'Took a reaction back'
  if (line === '') return name ?? ''
  const words = line.length > LENGTH ? `${cut(line)}…` : line
  return kind === 'image' || kind === 'document' || kind === 'video' ? `${name}: ${words}` : words
}

/** Not through the middle of an emoji: JSON in the database takes no half of a character. */
function cut(line: string): string {
  return line
    .slice(0, LENGTH - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
}
