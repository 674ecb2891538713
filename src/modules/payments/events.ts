import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A payment as it was when the event happened. Amounts in minor units. */
export const PaymentFacts = z.object({
  paymentId: Id,
  subjectType: z.string(),
  subjectId: Id,
  clientId: Id.nullable(),
  amount: z.number(),
  currency: z.string(),
  method: z.string(),
  cardLast4: z.string().nullable(),
})
export type PaymentFacts = z.infer<typeof PaymentFacts>

const topics = ['payments', 'figures', 'feed'] as const

export const paymentSucceeded = defineEvent({
  name: 'payments.payment_succeeded',
  summary: 'Money was received, by card or at the office.',
  payload: PaymentFacts,
  topics,
})
export const paymentFailed = defineEvent({
  name: 'payments.payment_failed',
  summary: 'A card was refused; nothing was charged.',
  payload: PaymentFacts.extend({ reason: z.string() }),
  topics,
})
export const refundSucceeded = defineEvent({
  name: 'payments.refund_succeeded',
  summary: 'Money was given back.',
  payload: PaymentFacts.extend({ refundId: Id, refund: z.number(), reason: z.string() }),
  topics,
})
export const refundFailed = defineEvent({
  name: 'payments.refund_failed',
  summary: 'The payment service refused to give money back; the office must look.',
  payload: PaymentFacts.extend({ refundId: Id, refund: z.number(), reason: z.string() }),
  topics,
})
