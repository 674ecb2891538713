/** A mail ready to leave. */
export interface Mail {
  /** Our own id of the message; becomes the Message-ID, so that a repeat is recognised as the same mail. */
  id: string
  fromName: string
  to: { name: string; address: string }
  /** Where answers go; the sender's own address when missing. */
  replyTo?: { name: string; address: string }
  subject: string
  html: string
  text: string
}

/** What became of it: taken by a mail server (with its reference), or kept here for reading. */
export type Receipt = { delivered: true; ref: string } | { delivered: false }

/** Sends mail. Rejects with `MailRefused` when it did not work. */
export interface Mailer {
  /** False when mails are only kept for reading. */
  readonly delivers: boolean
  send(mail: Mail): Promise<Receipt>
}

/** The mail server did not take a mail. `isFinal`: it never will, as when the address does not exist. */
export class MailRefused extends Error {
  readonly isFinal: boolean

  constructor(message: string, isFinal: boolean, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MailRefused'
    this.isFinal = isFinal
  }
}

/** Without a mail server every mail stays in the Outbox. */
export function createOutboxMailer(): Mailer {
  return { delivers: false, send: async () => ({ delivered: false }) }
}

declare module '#platform/context.ts' {
  interface Adapters {
    mailer: Mailer
  }
}
