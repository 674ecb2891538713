import type { createTransport, Transporter } from 'nodemailer'
import { type Mail, type Mailer, MailRefused, type Receipt } from './mailer.ts'

const CONNECT_MS = 10_000
const ANSWER_MS = 30_000

/** Sends by SMTP, one connection per mail: the queue sends a few at a time. `from` is MAIL_FROM: `Name <address>` or an address. */
export function createSmtpMailer(options: { url: string; from: string }): Mailer {
  const address = /<([^>]+)>/.exec(options.from)?.[1] ?? options.from
  let transport: Promise<Transporter> | undefined
  const host = address.split('@')[1] ?? 'localhost'
  return {
    delivers: true,
    async send(mail: Mail): Promise<Receipt> {
      transport ??= openTransport(options.url)
      try {
        const sent = await (await transport).sendMail({
          messageId: `<${mail.id}@${host}>`,
          from: { name: mail.fromName, address },
          to: mail.to,
          ...(mail.replyTo && { replyTo: mail.replyTo }),
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { delivered: true, ref: sent.messageId }
      } catch (error) {
        throw refusalOf(error as SmtpError)
      }
    },
  }
}

/** The library is loaded with the first mail: where none is sent, it would only take memory. */
async function openTransport(url: string): Promise<Transporter> {
  const library = await import('nodemailer')
  return library.createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
}

interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

/** A 5xx answer to the receiver's address is final (RFC 5321 §4.2.1); everything else may work later. */
function refusalOf(error: SmtpError): MailRefused {
  const isAboutReceiver = error.command === 'RCPT TO' || error.code === 'EENVELOPE'
  const isFinal = isAboutReceiver && (error.responseCode ?? 0) >= 500
  return new MailRefused(wordsOf(error), isFinal, { cause: error })
}

function wordsOf(error: SmtpError): string {
  if (error.response) return `The mail server answered: ${error.response.slice(0, 300)}`
  if (error.code === 'ECONNREFUSED' || error.code === 'ESOCKET' || error.code === 'ECONNECTION') {
    return 'The mail server cannot be reached.'
  }
  if (error.code === 'ETIMEDOUT') return 'The mail server did not answer in time.'
  if (error.code === 'EDNS' || error.code === 'ENOTFOUND') return 'The mail server’s name is not known.'
  return `The mail could not be sent: ${error.message.slice(0, 300)}`
}
