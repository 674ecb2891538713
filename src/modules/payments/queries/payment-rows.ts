import type { QueryContext } from '#platform/context.ts'
import type { Payment } from '../contract.ts'
import { paymentsTables } from '../tables.ts'

/** Payments of the organisation; every list starts from here. */
export function selectPayments(ctx: QueryContext) {
  return paymentsTables(ctx.tx).selectFrom('payments as p').where('p.org_id', '=', ctx.orgId).selectAll('p')
}

export type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['execute']>>[number]

/** The contract's shape of payments, with their refunds in one statement. */
export async function toPayments(ctx: QueryContext, rows: readonly PaymentRow[]): Promise<Payment[]> {
  if (rows.length === 0) return []
  const refunds = await paymentsTables(ctx.tx)
    .selectFrom('refunds')
    .where('org_id', '=', ctx.orgId)
    .where(
      'payment_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('created_at')
    .selectAll()
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    clientId: row.client_id,
    amount: row.amount,
    refunded: row.refunded_amount,
    currency: row.currency,
    method: row.method,
    cardBrand: row.card_brand,
    cardLast4: row.card_last4,
    status: row.status,
    failureReason: row.failure_reason,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    refunds: refunds
      .filter((refund) => refund.payment_id === row.id)
      .map((refund) => ({
        id: refund.id,
        paymentId: refund.payment_id,
        amount: refund.amount,
        reason: refund.reason,
        status: refund.status,
        createdAt: refund.created_at,
        settledAt: refund.settled_at,
      })),
  }))
}
