/** Somebody in a mail's headers. */
export interface MailPerson {
  name: string
  /** Lower-case. */
  address: string
}

/** A file that a mail encloses. The type is the sender's word: nobody may believe it. */
export interface MailFile {
  name: string
  declaredType: string
  bytes: Uint8Array
  /** By which the HTML names it; null when it does not. */
  contentId: string | null
}

/** A mail as it came, taken apart but not understood: what it means is for `domain/incoming-mail`. */
export interface MailContent {
  /** The first of each, by lower-case name. */
  headers: Readonly<Record<string, string>>
  /** With angle brackets. */
  messageId: string | null
  inReplyTo: string
  references: string
  from: MailPerson | null
  replyTo: MailPerson | null
  to: readonly MailPerson[]
  cc: readonly MailPerson[]
  /** Every address it was sent or delivered to. */
  recipients: readonly string[]
  subject: string
  /** ISO; null when the header is missing or no date. */
  sentAt: string | null
  text: string | null
  /** Sanitised. Remote pictures are `<img data-remote="0">`, enclosed ones `<img data-cid="…">`. */
  html: string | null
  /** Addresses of the remote pictures, by their number. */
  remoteImages: readonly string[]
  files: readonly MailFile[]
  /** Of a bounce: the report, and what it returns of our mail. */
  report: { status: string; returned: string } | null
}

/** A mail of ours, ready to leave. */
export interface OutgoingMail {
  /** With angle brackets. */
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
  from: MailPerson
  to: MailPerson
  /** Null: answers go to the sender. */
  replyTo: string | null
  subject: string
  text: string
  html: string
  /** Nobody wrote it by hand; says so, so that other machines do not answer (RFC 3834). */
  isAutomatic: boolean
}
