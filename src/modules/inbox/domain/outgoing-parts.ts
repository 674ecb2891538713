import type { ChannelKind, MessageKind } from '../contract/words.ts'
import { kindOfFile, type SendableFile } from './media-rules.ts'

/** One message as the vendor will get it. */
export interface OutgoingPart {
  kind: MessageKind
  body: string
  fileIds: string[]
}

/** WhatsApp shows no words under these. */
const WORDLESS: ReadonlySet<MessageKind> = new Set(['audio', 'sticker'])

/**
 * A reply with files as messages: WhatsApp carries one file in each, the words under the first that can have some, or
 * before them all. Other channels carry everything at once.
 */
export function partsOf(
  channel: ChannelKind,
  message: { kind: MessageKind; body: string; files: readonly (SendableFile & { id: string })[] },
): OutgoingPart[] {
  const { kind, body, files } = message
  if (kind === 'template' || kind === 'interactive')
    return [{ kind, body, fileIds: files.map(({ id }) => id) }]
  if (channel === 'email') return [{ kind: 'email', body, fileIds: files.map(({ id }) => id) }]
  if (files.length === 0) return [{ kind, body, fileIds: [] }]
  if (channel !== 'whatsapp') {
    return [{ kind: kindOfFile(channel, files[0]!.mediaType), body, fileIds: files.map(({ id }) => id) }]
  }
  const parts = files.map(
    (file): OutgoingPart => ({ kind: kindOfFile(channel, file.mediaType), body: '', fileIds: [file.id] }),
  )
  if (body === '') return parts
  const first = parts[0]!
  if (WORDLESS.has(first.kind)) return [{ kind: 'text', body, fileIds: [] }, ...parts]
  first.body = body
  return parts
}
