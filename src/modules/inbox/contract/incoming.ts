import type { MessageKind } from './words.ts'

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
  /** A machine answered (out of office): it asks for no answer and opens nothing again. */
  isAutomatic?: boolean
  attachments?: readonly IncomingFile[]
}

/** A file that came with a message: to be fetched from the vendor, or already stored. */
export interface IncomingFile {
  /** Its id, when something names it already; a new one when missing. */
  id?: string
  name: string
  mediaType: string
  bytes?: number
  providerRef?: string
  storageKey?: string
  /** Why it is not kept, in words for people. */
  error?: string
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
  /** For which kind of message the vendor charges, when it tells that and no price. */
  charge?: Charge
}

/** What vendors charge by; the organisation's price list says how much. */
export type Charge = 'sms' | 'marketing' | 'utility' | 'authentication'

/** What a vendor decided about a template of ours. */
export interface TemplateReport {
  providerRef: string
  name: string
  language: string
  status: 'submitted' | 'approved' | 'rejected' | 'paused'
  /** Why, in the vendor's words; empty when it gave none. */
  reason: string
}

/** What a vendor says of the channel itself: a number that loses quality, an account that is restricted. */
export interface ChannelReport {
  isFault: boolean
  words: string
}

/** Something that happened to a telephone call, as the vendor told it. */
export interface CallReport {
  /** The vendor's id of the call: the same in all its reports. */
  callRef: string
  event: 'ringing' | 'answered' | 'completed' | 'missed' | 'voicemail' | 'recording'
  /** Who called, E.164 where it is a number; empty when withheld. */
  from: string
  name: string
  at: string
  /** How long they talked. */
  durationSeconds?: number
  /** The mail address of the member who talked, where the provider tells. */
  answeredBy?: string
  recording?: { url: string; durationSeconds?: number }
}

/** Everything that one delivery of a vendor holds. */
export interface Parsed {
  messages: readonly Incoming[]
  statuses: readonly StatusReport[]
  templates?: readonly TemplateReport[]
  channel?: readonly ChannelReport[]
  calls?: readonly CallReport[]
  /** Why a delivery shows nothing, for its record. */
  note?: string
  /** Entries that we do not understand; they are kept in the delivery. */
  unknown: number
}

/** A channel as its vendor needs it: settings and opened secrets by the names in `channelFields`. */
export interface ChannelAccount {
  id: string
  orgId: string
  kind: 'whatsapp' | 'sms' | 'email' | 'webchat' | 'phone'
  name: string
  /** The number in E.164, the mail address, or empty. */
  address: string
  settings: Readonly<Record<string, unknown>>
  secrets: Readonly<Record<string, string>>
  /** Where its vendor posts to. */
  webhookUrl: string
}
