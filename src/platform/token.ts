import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '#values/errors.ts'

/**
 * What a link lets its holder do: see one visit (`/track/…`), go on with one unfinished booking (`/book/c/…`), post
 * what came in on one channel (`/api/v1/hooks/…`), rate one conversation (`/rate/…`), load one file of a web chat, tell
 * that one mail was opened.
 */
export type TokenPurpose = 'visit' | 'checkout' | 'channel' | 'rating' | 'file' | 'opened'

const PURPOSES: TokenPurpose[] = ['visit', 'checkout', 'channel', 'rating', 'file', 'opened']
const BODY_BYTES = 33
const MAC_BYTES = 15

/**
 * The secret link of a record: 64 URL-safe characters that carry purpose, organisation and record, signed.
 * Nothing is stored, so a mail sent tomorrow can name the same link, and a forged one never reaches the database.
 */
export function mintToken(secret: string, purpose: TokenPurpose, orgId: string, recordId: string): string {
  const body = Buffer.alloc(BODY_BYTES)
  body[0] = PURPOSES.indexOf(purpose)
  body.write(orgId.replaceAll('-', ''), 1, 'hex')
  body.write(recordId.replaceAll('-', ''), 17, 'hex')
  return Buffer.concat([body, mac(secret, body)]).toString('base64url')
}

/** The purpose, organisation and record of a link, or null when it is not one of ours. */
export function readToken(
  secret: string,
  token: string,
): { purpose: TokenPurpose; orgId: string; recordId: string } | null {
  if (!/^[\w-]{64}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, BODY_BYTES)
  if (!timingSafeEqual(bytes.subarray(BODY_BYTES), mac(secret, body))) return null
  const purpose = PURPOSES[body[0]!]
  if (!purpose) return null
  return { purpose, orgId: uuid(body.subarray(1, 17)), recordId: uuid(body.subarray(17, 33)) }
}

/** The record behind a link of this purpose and organisation; anything else is not found. */
export function recordOfToken(
  ctx: { config: { secret: string }; orgId: string },
  purpose: TokenPurpose,
  token: string,
): string {
  const read = readToken(ctx.config.secret, token)
  if (read?.purpose !== purpose || read.orgId !== ctx.orgId) throw new AppError('http.not_found')
  return read.recordId
}

function mac(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update('link').update(body).digest().subarray(0, MAC_BYTES)
}

function uuid(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
