import { createHash } from 'node:crypto'
import type { Card, ChargeAnswer, RefundAnswer } from '../contract.ts'
import { brandOf, isExpired, isLuhnValid } from './card.ts'
import type { PaymentGateway } from './gateway.ts'

/** Numbers with a fate, as other test modes have them; every other valid number succeeds. */
const fates: Readonly<Record<string, 'declined' | 'insufficient_funds' | 'needs_action'>> = {
  '4000000000000002': 'declined',
  '4000000000009995': 'insufficient_funds',
  '4000002760003184': 'needs_action',
}
const REMEMBERED = 10_000

/**
 * A payment service for trying the product out: no money moves, nothing leaves the process, no number is kept.
 * References derive from the key, so a repeat after a restart gets the same answer.
 */
export function createSandboxGateway(): PaymentGateway {
  const charges = new Map<string, ChargeAnswer>()
  const confirmations = new Map<string, ChargeAnswer>()
  const refunds = new Map<string, RefundAnswer>()
  return {
    name: 'sandbox',
    charge: async ({ idempotencyKey, card, today }) =>
      once(charges, idempotencyKey, () => answerTo(idempotencyKey, card, today)),
    confirm: async ({ idempotencyKey, ref, approve }) =>
      once(confirmations, idempotencyKey, () =>
        approve
          ? { status: 'succeeded', ref, brand: null, last4: null }
          : { status: 'failed', reason: 'not_confirmed', ref, brand: null, last4: null },
      ),
    refund: async ({ idempotencyKey }) =>
      once(refunds, idempotencyKey, () => ({ status: 'succeeded', ref: refOf('re', idempotencyKey) })),
  }
}

function answerTo(key: string, card: Card, today: string): ChargeAnswer {
  const number = card.number.replace(/\s/g, '')
  const shown = { brand: brandOf(number), last4: number.slice(-4) }
  if (!isLuhnValid(number)) return { status: 'failed', reason: 'invalid_number', ref: null, ...shown }
  if (isExpired(card.expiry, today)) return { status: 'failed', reason: 'expired_card', ref: null, ...shown }
  const ref = refOf('ch', key)
  const fate = fates[number]
  if (fate === 'needs_action') return { status: 'needs_action', ref, ...shown }
  if (fate) return { status: 'failed', reason: fate, ref, ...shown }
  return { status: 'succeeded', ref, ...shown }
}

function refOf(kind: string, key: string): string {
  return `${kind}_${createHash('sha256').update(`${kind}:${key}`).digest('base64url').slice(0, 24)}`
}

function once<T>(answers: Map<string, T>, key: string, answer: () => T): T {
  const earlier = answers.get(key)
  if (earlier) return earlier
  if (answers.size >= REMEMBERED) answers.delete(answers.keys().next().value!)
  const now = answer()
  answers.set(key, now)
  return now
}
