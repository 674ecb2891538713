import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { defineErrors } from '#values/errors.ts'
import { Id, Instant, optionalText, PageInput, pageOf, text } from '#values/ids.ts'

/** What payments can refuse, with the words people read. */
export const paymentErrors = defineErrors({
  'payments.payment_not_found': { kind: 'not_found', message: 'This payment does not exist.' },
  'payments.refund_not_found': {
    kind: 'not_found',
    message: 'This refund does not exist or is done already.',
  },
  'payments.not_refundable': {
    kind: 'conflict',
    message: 'This payment did not succeed, so there is nothing to give back.',
  },
  'payments.refund_too_large': {
    kind: 'conflict',
    message: 'That is more than is left of this payment. Refund at most what is left.',
  },
  'payments.refund_failed': {
    kind: 'unavailable',
    message: 'The payment service refused this refund. Nothing was given back.',
  },
})

export const PaymentMethod = z.enum(['card', 'cash', 'bank_transfer'])
export type PaymentMethod = z.infer<typeof PaymentMethod>

export const PaymentStatus = z.enum(['pending', 'needs_action', 'succeeded', 'failed'])
export type PaymentStatus = z.infer<typeof PaymentStatus>

/** Money given back. `pending`: on its way, or to be handed over by somebody of the office. */
export const Refund = z.object({
  id: Id,
  paymentId: Id,
  amount: z.number(),
  reason: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
})
export type Refund = z.infer<typeof Refund>

/** A payment as the office sees it. Amounts in minor units; never card numbers, only their last four digits. */
export const Payment = z.object({
  id: Id,
  subjectType: z.enum(['appointment']),
  subjectId: Id,
  clientId: Id.nullable(),
  amount: z.number(),
  refunded: z.number(),
  currency: z.string(),
  method: PaymentMethod,
  cardBrand: z.string().nullable(),
  cardLast4: z.string().nullable(),
  status: PaymentStatus,
  failureReason: z.string().nullable(),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
  refunds: z.array(Refund),
})
export type Payment = z.infer<typeof Payment>

export const listPayments = endpoint({
  method: 'GET',
  path: '/api/v1/payments',
  summary: 'List payments, newest first',
  access: 'payment.view',
  input: PageInput.extend({
    subjectId: Id.optional(),
    clientId: Id.optional(),
    method: PaymentMethod.optional(),
    status: PaymentStatus.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
  }),
  output: pageOf(Payment),
})

export const getPayment = endpoint({
  method: 'GET',
  path: '/api/v1/payments/:paymentId',
  summary: 'One payment with its refunds',
  access: 'payment.view',
  input: z.object({ paymentId: Id }),
  output: Payment,
  errors: ['payments.payment_not_found'],
})

/** Card payments go back to the card; for cash and transfers it notes that somebody gave the money back. */
export const refundPayment = endpoint({
  method: 'POST',
  path: '/api/v1/payments/:paymentId/refund',
  summary: 'Refund a payment, whole or in part',
  access: 'payment.refund',
  input: z.object({
    paymentId: Id,
    /** Minor units; everything that is left when missing. */
    amount: z.coerce.number().int().min(1).max(100_000_000).optional(),
    reason: text(500),
  }),
  output: Payment,
  errors: [
    'payments.payment_not_found',
    'payments.not_refundable',
    'payments.refund_too_large',
    'payments.refund_failed',
  ],
})

/** Cash and transfers cannot flow back by themselves: after a cancellation somebody hands them back, and says so. */
export const confirmRefund = endpoint({
  method: 'POST',
  path: '/api/v1/refunds/:refundId/confirm',
  summary: 'Note that the money of a pending refund was handed back',
  access: 'payment.refund',
  input: z.object({ refundId: Id, note: optionalText(200) }),
  output: Payment,
  errors: ['payments.refund_not_found'],
})

/** What a payment service answered to a charge. `ref` is its own name for the charge. */
export type ChargeAnswer =
  | { status: 'succeeded'; ref: string; brand: string | null; last4: string | null }
  /** The card holder's bank asks a question first. */
  | { status: 'needs_action'; ref: string; brand: string | null; last4: string | null }
  | {
      status: 'failed'
      reason: ChargeFailure
      ref: string | null
      brand: string | null
      last4: string | null
    }

export type ChargeFailure =
  | 'invalid_number'
  | 'expired_card'
  | 'declined'
  | 'insufficient_funds'
  | 'not_confirmed'

/** What a payment service answered to a refund; no `ref` when somebody handed the money back. */
export type RefundAnswer = { status: 'succeeded'; ref: string | null } | { status: 'failed'; reason: string }

/** A card as typed. It is passed on to the payment service and never stored. */
export interface Card {
  number: string
  /** `MM/YY` */
  expiry: string
  cvc: string
}
