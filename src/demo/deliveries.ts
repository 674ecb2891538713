import type { InboxRow } from '#modules/inbox/public.ts'
import { bell, type Chance, spanAround } from './random.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Kind = 'whatsapp' | 'sms' | 'email' | 'webchat' | 'phone'

/** How a message of ours travelled; epoch milliseconds, null where it never got so far. */
export interface Delivery {
  status: 'sent' | 'delivered' | 'read' | 'failed'
  sentAt: number | null
  deliveredAt: number | null
  readAt: number | null
  failure: (Failure & { at: number }) | null
  /** Minor units. */
  price: number | null
}

interface Failure {
  code: string
  title: string
  category: InboxRow<'failures'>['category']
  weight: number
}

const failure = (code: string, title: string, category: Failure['category'], weight: number): Failure => ({
  code,
  title,
  category,
  weight,
})

// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
const whatsappFailures = [
  failure('131026', 'Message undeliverable', 'bad_number', 34),
  failure('131047', 'Re-engagement message', 'window_closed', 20),
  failure('131000', 'Something went wrong', 'network', 12),
  failure('131056', '(Business Account, Consumer Account) pair rate limit hit', 'rate_limited', 6),
  failure('131053', 'Media upload error', 'media', 5),
  failure('131016', 'Service unavailable', 'network', 4),
]
const marketingFailures = [
  failure('131049', 'Message was not delivered to maintain healthy ecosystem engagement', 'spam', 46),
  failure('131026', 'Message undeliverable', 'bad_number', 30),
  failure('130472', 'User’s number is part of an experiment', 'blocked', 12),
  failure('131050', 'Recipient has chosen to stop receiving marketing messages', 'opted_out', 12),
]
const tokenExpired = failure('190', 'Access token has expired', 'auth', 1)
// https://www.twilio.com/docs/api/errors
const smsFailures = [
  failure('30003', 'Unreachable destination handset', 'bad_number', 40),
  failure('30006', 'Landline or unreachable carrier', 'bad_number', 22),
  failure('30007', 'Carrier violation', 'spam', 12),
  failure('30008', 'Unknown error', 'unknown', 14),
  failure('21610', 'Attempt to send to unsubscribed recipient', 'opted_out', 8),
]
// RFC 3463
const mailFailures = [
  failure('5.1.1', 'Mailbox does not exist', 'bad_number', 50),
  failure('5.2.2', 'Mailbox full', 'blocked', 30),
  failure('5.7.1', 'Message refused by policy', 'spam', 15),
]

/** When the WhatsApp token had expired and nobody noticed for two hours: the alert's hour in the history. */
export interface Outage {
  from: number
  to: number
}

/** What becomes of a message that leaves at an instant. Nothing of it lies in the time to come. */
export function deliver(
  chance: Chance,
  kind: Kind,
  at: number,
  { now, outage, isMarketing = false }: { now: number; outage: Outage; isMarketing?: boolean },
): Delivery {
  const isOut = kind === 'whatsapp' && at >= outage.from && at < outage.to
  const list = failuresOf(kind, isMarketing)
  const fails = isOut ? chance.happens(0.85) : chance.happens(shareFailed(kind, isMarketing))
  if (fails && list.length > 0) {
    const reason = isOut ? tokenExpired : chance.weighted(list, ({ weight }) => weight)
    return failed(chance, kind, at, now, reason)
  }
  const sentAt = at + 300 + chance.next() * 1_400
  const deliveredAt = sentAt + arrival(chance, kind)
  const readAt = reads(chance, kind, isMarketing)
    ? deliveredAt + reading(chance, kind, isMarketing)
    : Infinity
  const price = priceOf(kind, isMarketing)
  if (sentAt > now) return { ...nothing, sentAt: Math.min(sentAt, now), price }
  if (deliveredAt > now) return { ...nothing, sentAt, price }
  if (readAt > now) return { ...nothing, status: 'delivered', sentAt, deliveredAt, price }
  return { ...nothing, status: 'read', sentAt, deliveredAt, readAt, price }
}

const nothing: Delivery = {
  status: 'sent',
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failure: null,
  price: null,
}

function failed(chance: Chance, kind: Kind, at: number, now: number, reason: Failure): Delivery {
  // Vendors refuse some at once; others they take, and fail afterwards.
  const isRefused = reason.category === 'auth' || reason.category === 'window_closed'
  const sentAt = isRefused ? null : Math.min(at + 300 + chance.next() * 1_400, now)
  const failedAt = Math.min(
    (sentAt ?? at + 250) + spanAround(chance, kind === 'email' ? 20_000 : 2_500, 0.8),
    now,
  )
  return { ...nothing, status: 'failed', sentAt, failure: { ...reason, at: failedAt } }
}

function failuresOf(kind: Kind, isMarketing: boolean): readonly Failure[] {
  if (kind === 'whatsapp') return isMarketing ? marketingFailures : whatsappFailures
  return kind === 'sms' ? smsFailures : kind === 'email' ? mailFailures : []
}

function shareFailed(kind: Kind, isMarketing: boolean): number {
  if (kind === 'whatsapp') return isMarketing ? 0.075 : 0.009
  return kind === 'sms' ? 0.018 : kind === 'email' ? 0.007 : 0
}

/** Most telephones are on and near; some are off for hours. */
function arrival(chance: Chance, kind: Kind): number {
  if (kind === 'webchat') return 40
  if (kind === 'email') return spanAround(chance, 6 * SECOND, 0.9)
  return chance.happens(0.035) ? spanAround(chance, 3 * HOUR, 1.1) : spanAround(chance, 1_600, 0.7)
}

function reads(chance: Chance, kind: Kind, isMarketing: boolean): boolean {
  if (kind === 'whatsapp') return chance.happens(isMarketing ? 0.64 : 0.89)
  return kind === 'webchat' && chance.happens(0.93)
}

function reading(chance: Chance, kind: Kind, isMarketing: boolean): number {
  if (kind === 'webchat') return 1_500 + Math.abs(bell(chance)) * 9_000
  return Math.min(4 * DAY, spanAround(chance, (isMarketing ? 95 : 1.4) * MINUTE, 1.3))
}

/** Answers within the window cost nothing on WhatsApp; templates and texts do. */
function priceOf(kind: Kind, isMarketing: boolean): number | null {
  if (kind === 'sms') return 4
  return kind === 'whatsapp' && isMarketing ? 4 : null
}
