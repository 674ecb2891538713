import type { MessageKind } from '../contract/words.ts'

/** A message as any channel brings it, before it belongs to a conversation. Instants in ISO, UTC. */
export interface Incoming {
  /** The vendor's id of the message: the same one twice is one message. */
  providerRef: string
  from: {
    /** Who they are on this channel: wa_id, E.164 number, lower-case mail address, visitor key. */
    platformUserId: string
    name: string
    phone?: string
    email?: string
  }
  at: string
  kind: MessageKind
  body: string
  data?: Record<string, unknown>
  replyToRef?: string
  /** Mail: the subject, and the vendor ids of messages of the same thread. */
  subject?: string
  threadRefs?: readonly string[]
  attachments?: readonly IncomingFile[]
}

/** A file that came with a message: to be fetched from the vendor, or already stored. */
export interface IncomingFile {
  name: string
  mediaType: string
  bytes?: number
  providerRef?: string
  storageKey?: string
}

/** What became of a message of ours, as the vendor told it. */
export interface StatusReport {
  providerRef: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  at: string
  code?: string
  title?: string
  /** Minor units. */
  price?: number
}
