import { timingSafeEqual } from 'node:crypto'
import type { ChannelAccount } from '../contract/incoming.ts'
import { parseJson, shape, words } from './json-shape.ts'

/** `X-Frontdesk-Secret` with the channel's secret, or the same as the password of HTTP Basic for services without own headers. */
export function verifyMailHook(account: ChannelAccount, { headers }: { headers: Headers }): boolean {
  const secret = account.secrets.inboundSecret
  if (!secret) return false
  const basic = /^Basic ([\w+/=-]{1,400})$/i.exec(headers.get('authorization') ?? '')?.[1]
  const password = basic && Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':')
  return [headers.get('x-frontdesk-secret'), password].some((told) => told != null && isSame(told, secret))
}

function isSame(told: string, secret: string): boolean {
  const [a, b] = [Buffer.from(told), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * What is posted is kept with each byte as one character: MIME is bytes in many character sets. NUL has no place in a
 * mail (RFC 5322 §4). Of a form with parts only the part with the mail is kept. JSON is text, and null here.
 */
export function mailBodyOf(bytes: Uint8Array, contentType: string): string | null {
  const type = typeOf(contentType)
  if (bytes.length === 0 || type === 'application/json') return null
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const mail = type === MULTIPART ? fieldOfMultipart(text, contentType) : text
  return (mail ?? '').replaceAll('\u0000', '')
}

const typeOf = (mediaType: string) => mediaType.split(';')[0]!.trim().toLowerCase()
const MULTIPART = 'multipart/form-data'
const MIME = new Set(['message/rfc822', 'text/plain', 'application/octet-stream'])
/** The fields in which Mailgun and SendGrid post a whole mail. */
const FIELDS = ['body-mime', 'email']

/**
 * The mail in what was posted: MIME as it is, JSON `{ raw }` with base64, or a form with the whole mail in one field, as
 * the forwarding services post it.
 */
export function rawMailOf(body: string, mediaType: string): Uint8Array | null {
  const type = typeOf(mediaType)
  if (type === 'application/json') return rawOfJson(body)
  if (type === 'application/x-www-form-urlencoded') return mailIn(fieldOfForm(body))
  return type === MULTIPART || MIME.has(type) ? mailIn(body) : null
}

/** Whether the text begins like a mail; its characters are bytes. */
function mailIn(text: string | null): Uint8Array | null {
  const isMail = text !== null && /^[\x21-\x39\x3b-\x7e]{1,100}:/m.test(text.slice(0, 2_000))
  return isMail ? Buffer.from(text, 'latin1') : null
}

function rawOfJson(body: string): Uint8Array | null {
  const base64 = words(shape(parseJson(body)).raw)
  return /^[\w+/=\s-]+$/.test(base64) ? mailIn(Buffer.from(base64, 'base64').toString('latin1')) : null
}

function fieldOfForm(body: string): string | null {
  const form = new URLSearchParams(body)
  const field = FIELDS.map((name) => form.get(name)).find((value) => value)
  // Decoded as UTF-8; back to bytes.
  return field ? Buffer.from(field, 'utf8').toString('latin1') : null
}

function fieldOfMultipart(body: string, mediaType: string): string | null {
  const boundary = /boundary="?([^";]{1,100})"?/i.exec(mediaType)?.[1]
  if (!boundary) return null
  for (const part of body.split(`--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n')
    const name = /name="([^"]*)"/i.exec(part.slice(0, Math.min(end, 1_000)))?.[1]
    if (end !== -1 && name && FIELDS.includes(name)) return part.slice(end + 4).replace(/\r\n$/, '')
  }
  return null
}
