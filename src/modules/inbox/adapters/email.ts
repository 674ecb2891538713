import type { createTransport, SendMailOptions } from 'nodemailer'
import type { ChannelAccount } from '../contract/incoming.ts'
import type { MailContent, OutgoingMail } from '../contract/mail.ts'
import { type ChannelVendor, type OutgoingFile, VendorRefused } from './channel.ts'
import { mailBodyOf, rawMailOf, verifyMailHook } from './email-hook.ts'
import { readMime } from './email-read.ts'
import { safeFetch } from './safe-fetch.ts'

const MOST_IMAGE_BYTES = 5_000_000
const CONNECT_MS = 10_000
const ANSWER_MS = 60_000
const NOTHING = { messages: [], statuses: [], unknown: 1 }

/** Mail: SMTP out (the channel's server, else the installation's), raw messages posted to the webhook in. */
export interface MailVendor extends ChannelVendor {
  /** Takes a delivery's mail apart; null when there is none in it. */
  readMail(body: string, mediaType: string): Promise<MailContent | null>
}

export function createEmail(options: { smtpUrl?: string | undefined; allowPrivate?: boolean }): MailVendor {
  const serverOf = (account: ChannelAccount) => account.secrets.smtpUrl || options.smtpUrl
  return {
    async send(account, message) {
      if (!message.mail)
        throw new VendorRefused({ code: 'mail', title: 'There is no mail to send', isFinal: true })
      const url = serverOf(account)
      // Without a mail server nothing leaves the house, as with the other messages of the product.
      if (!url || account.settings.sandbox === true)
        return { providerRef: message.mail.messageId, status: 'sent' }
      await sendBySmtp(url, message.mail, message.files)
      return { providerRef: message.mail.messageId }
    },
    verify: verifyMailHook,
    bodyOf: mailBodyOf,
    accepts: (body, mediaType) => rawMailOf(body, mediaType) !== null,
    // Reading MIME takes its time: see `readMail`.
    parse: () => NOTHING,
    async readMail(body, mediaType) {
      const raw = rawMailOf(body, mediaType)
      return raw && readMime(raw)
    },
    /** A picture that a mail names, at its sender's server. */
    fetchMedia: (_account, url) =>
      safeFetch(url, { mostBytes: MOST_IMAGE_BYTES, allowPrivate: options.allowPrivate }),
    async check(account) {
      const url = serverOf(account)
      if (!url)
        return { ok: true, words: 'No mail server is set up: mails are kept here and sent to nobody.' }
      try {
        await (await transportOf(url)).verify()
        return { ok: true, words: `The mail server ${new URL(url).host} answers and lets us in.` }
      } catch (error) {
        return { ok: false, words: refusalOf(error as SmtpError).title }
      }
    },
  }
}

async function sendBySmtp(url: string, mail: OutgoingMail, files: readonly OutgoingFile[]): Promise<void> {
  try {
    await (await transportOf(url)).sendMail(messageOf(mail, files))
  } catch (error) {
    throw refusalOf(error as SmtpError)
  }
}

function messageOf(mail: OutgoingMail, files: readonly OutgoingFile[]): SendMailOptions {
  return {
    messageId: mail.messageId,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.replyTo && { replyTo: { name: mail.from.name, address: mail.replyTo } }),
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo }),
    ...(mail.references.length > 0 && { references: [...mail.references] }),
    ...(mail.isAutomatic && {
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    }),
    attachments: files.map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })),
  }
}

/** The library is loaded with the first mail: where none is sent, it would only take memory. */
async function transportOf(url: string) {
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

const UNREACHABLE = new Set(['ECONNREFUSED', 'ESOCKET', 'ECONNECTION', 'EDNS', 'ENOTFOUND', 'ECONNRESET'])

/** A 5xx answer about the receiver or the content is final (RFC 5321 §4.2.1); wrong passwords can be mended, so they are not. */
function refusalOf(error: SmtpError): VendorRefused {
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(error.response ?? '')?.[0]
  const code = error.responseCode
  const refusal = (code: string, title: string, isFinal: boolean) =>
    new VendorRefused({ code, title: title.slice(0, 300), isFinal }, { cause: error })
  if (error.code === 'EAUTH')
    return new VendorRefused(
      {
        code: '5.7.8',
        title: 'The mail server does not accept the name or password',
        isFinal: false,
        category: 'auth',
      },
      { cause: error },
    )
  if (code) return refusal(status ?? String(code), `The mail server answered: ${error.response}`, code >= 500)
  if (error.code === 'EENVELOPE') return refusal('5.1.3', 'The address cannot be used', true)
  if (error.code === 'ETIMEDOUT')
    return refusal('net.timeout', 'The mail server did not answer in time', false)
  if (UNREACHABLE.has(error.code ?? ''))
    return refusal('net.unreachable', 'The mail server cannot be reached', false)
  return refusal('net.smtp', `The mail could not be sent: ${error.message}`, false)
}
