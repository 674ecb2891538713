import type { ChannelAccount, Parsed } from '../contract/incoming.ts'
import type { MailContent, OutgoingMail } from '../contract/mail.ts'
import type { ChannelKind, FailureCategory, MessageKind } from '../contract/words.ts'

/** A message on its way out, with everything its vendor may need. */
export interface OutgoingMessage {
  /** Our id: the idempotency key where the vendor knows one. */
  id: string
  to: {
    /** Who they are on this channel: wa_id, E.164 number, mail address, visitor key. */
    platformUserId: string
    name: string
    phone: string | null
    email: string | null
  }
  kind: MessageKind
  body: string
  data: Readonly<Record<string, unknown>>
  /** The conversation's subject; mail only. */
  subject: string
  /** Vendor ids of the conversation's earlier messages, oldest first; mail only. */
  threadRefs: readonly string[]
  /** The vendor id of the message it answers. */
  replyToRef: string | null
  template: OutgoingTemplate | null
  files: readonly OutgoingFile[]
  /** Mail only: the message as a mail of its thread. */
  mail?: OutgoingMail
}

/** A template as approved, with the values of its variables in order. */
export interface OutgoingTemplate {
  name: string
  language: string
  variables: readonly string[]
  buttons: readonly TemplateButton[]
}

export interface TemplateButton {
  kind: 'reply' | 'link' | 'call'
  text: string
  /** The address or number; empty for a reply. */
  target: string
}

export interface OutgoingFile {
  name: string
  mediaType: string
  bytes: Uint8Array
  /** Where vendors that fetch files themselves find it, for a day. */
  url: string
}

/** The vendor took a message. */
export interface Receipt {
  providerRef: string
  /** Set by vendors without callbacks (web chat): how far it got already. */
  status?: 'sent' | 'delivered'
  /** Minor units. */
  price?: number
  /** SMS only: in how many parts it goes, each of which is charged. */
  parts?: number
  /** The sandbox's own reports: deliveries in the vendor's form that arrive so much later. */
  reports?: readonly { afterMs: number; body: string }[]
}

/** What a vendor posted, as it came. */
export interface RawDelivery {
  body: string
  headers: Headers
  /** The address it was posted to, query included: part of some signatures. */
  url: string
}

/** A text to be approved. `body` has `{{1}}`, `{{2}}` …; examples stand for them in order. */
export interface TemplateDraft {
  name: string
  language: string
  category: 'utility' | 'marketing' | 'authentication'
  body: string
  footer: string
  examples: readonly string[]
  buttons: readonly TemplateButton[]
}

/** Whether a channel works, in words for people. */
export interface ChannelCheck {
  ok: boolean
  words: string
}

/**
 * One vendor behind one kind of channel. Everything takes the channel's account, so one vendor serves every
 * organisation. `send`, `fetchMedia`, `submitTemplate`, `check` reach the outside world and reject with
 * `VendorRefused`; the others are pure and never throw.
 */
export interface ChannelVendor {
  send(account: ChannelAccount, message: OutgoingMessage): Promise<Receipt>
  /** Whether the delivery comes from the vendor: the signature over the raw body. */
  verify(account: ChannelAccount, delivery: RawDelivery): boolean
  /** Whether the body is of the form that this vendor posts; other bodies are refused and not kept. */
  accepts(body: string, mediaType: string): boolean
  /** What a delivery holds. What it does not understand it counts as unknown, or keeps as a message of kind `unknown`. */
  parse(account: ChannelAccount, body: string, mediaType: string): Parsed
  /** Of bodies that need not be text, such as mail: the text they are kept as, or null when they are nothing of theirs. */
  bodyOf?(bytes: Uint8Array, mediaType: string): string | null
  /** Mail only, instead of `parse`: takes a mail apart; null when there is none. See `errands/read-mail`. */
  readMail?(body: string, mediaType: string): Promise<MailContent | null>
  /** The vendor's greeting by GET when the address is set up: the text to answer, or null to refuse. */
  greet?(account: ChannelAccount, query: URLSearchParams): string | null
  /** What the vendor wants as the answer to a delivery; an empty text when missing. */
  readonly answer?: { mediaType: string; body: string }
  fetchMedia?(
    account: ChannelAccount,
    providerRef: string,
  ): Promise<{ bytes: Uint8Array; mediaType: string; name?: string }>
  submitTemplate?(
    account: ChannelAccount,
    draft: TemplateDraft,
  ): Promise<{ providerRef: string; status: 'submitted' | 'approved' | 'rejected'; reason?: string }>
  removeTemplate?(account: ChannelAccount, template: { name: string; providerRef: string }): Promise<void>
  /** Asks the vendor whether number and tokens are right. */
  check?(account: ChannelAccount): Promise<ChannelCheck>
}

/** The vendor did not do what was asked. `isFinal`: it never will, as for a number that does not exist. */
export class VendorRefused extends Error {
  readonly code: string
  readonly title: string
  readonly isFinal: boolean
  /** Seconds the vendor asks to wait. */
  readonly retryAfter: number | undefined
  /** Ours, when the vendor's code does not tell it (see `domain/failure-category`). */
  readonly category: FailureCategory | undefined

  constructor(
    refusal: {
      code: string
      title: string
      isFinal: boolean
      retryAfter?: number
      category?: FailureCategory
    },
    options?: ErrorOptions,
  ) {
    super(`${refusal.code}: ${refusal.title}`, options)
    this.name = 'VendorRefused'
    this.code = refusal.code
    this.title = refusal.title
    this.isFinal = refusal.isFinal
    this.retryAfter = refusal.retryAfter
    this.category = refusal.category
  }
}

/** One vendor per kind of channel, and the sandbox that stands in for channels with `settings.sandbox`. */
export interface ChannelVendors extends Record<ChannelKind, ChannelVendor> {
  sandbox(kind: ChannelKind, vendor: ChannelVendor): ChannelVendor
}

/** Who carries the channel's messages: the sandbox if it is one, else the kind's vendor. */
export function vendorOf(adapters: { channels: ChannelVendors }, account: ChannelAccount): ChannelVendor {
  const vendor = adapters.channels[account.kind]
  return account.settings.sandbox === true ? adapters.channels.sandbox(account.kind, vendor) : vendor
}

declare module '#platform/context.ts' {
  interface Adapters {
    channels: ChannelVendors
  }
}
