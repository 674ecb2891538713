import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import { paymentsTables } from '../tables.ts'

/** A settled payment as another system kept it. Amounts in minor units, instants in ISO. */
export interface ImportedPayment {
  id: string
  subjectId: string
  clientId: string
  amount: number
  refunded: number
  currency: string
  method: 'card' | 'cash' | 'bank_transfer'
  cardBrand: string | null
  cardLast4: string | null
  at: string
}

const ROWS_AT_ONCE = 1_000

/** Writes many settled payments of visits at once; no gateway is asked and nobody is told. */
export async function importPayments(
  ctx: CommandContext,
  payments: readonly ImportedPayment[],
): Promise<void> {
  permit(ctx, 'payment.take')
  for (const chunk of chunksOf(payments, ROWS_AT_ONCE)) {
    await paymentsTables(ctx.tx)
      .insertInto('payments')
      .values(
        chunk.map((payment) => ({
          org_id: ctx.orgId,
          id: payment.id,
          subject_type: 'appointment' as const,
          subject_id: payment.subjectId,
          client_id: payment.clientId,
          amount: payment.amount,
          currency: payment.currency,
          method: payment.method,
          gateway: payment.method === 'card' ? ('sandbox' as const) : ('office' as const),
          gateway_ref: null,
          card_brand: payment.cardBrand,
          card_last4: payment.cardLast4,
          status: 'succeeded' as const,
          refunded_amount: payment.refunded,
          created_at: payment.at,
          settled_at: payment.at,
        })),
      )
      .execute()
  }
}
