import type { PaymentFacts } from '../events.ts'
import type { PaymentRow } from '../queries/payment-rows.ts'

/** What events say of a payment. */
export function paymentFacts(row: PaymentRow): PaymentFacts {
  return {
    paymentId: row.id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    clientId: row.client_id,
    amount: row.amount,
    currency: row.currency,
    method: row.method,
    cardLast4: row.card_last4,
  }
}
