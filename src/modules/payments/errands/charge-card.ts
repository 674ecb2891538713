import type { ErrandContext } from '#platform/context.ts'
import type { Card, ChargeAnswer } from '../contract.ts'

/** Charges a card for a started payment. The payment's id is the key: a repeat is the same charge. */
export function chargeCard(
  ctx: ErrandContext,
  input: {
    paymentId: string
    amount: number
    currency: string
    card: Card
    today: string
    description: string
  },
): Promise<ChargeAnswer> {
  const { paymentId, ...charge } = input
  return ctx.adapters.paymentGateway.charge({ idempotencyKey: paymentId, ...charge })
}

/** Passes on what the card holder answered to the bank's question. */
export function confirmCharge(
  ctx: ErrandContext,
  input: { paymentId: string; ref: string; approve: boolean },
): Promise<ChargeAnswer> {
  const { paymentId, ref, approve } = input
  return ctx.adapters.paymentGateway.confirm({ idempotencyKey: paymentId, ref, approve })
}
