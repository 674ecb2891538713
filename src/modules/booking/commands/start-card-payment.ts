import { getOrganization } from '#modules/identity/public.ts'
import { settlePayment, startPayment } from '#modules/payments/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { localDay } from '#values/zone.ts'
import { type CheckoutPayment, type CheckoutRow, lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked } from '../queries/checkout-visit.ts'
import { keepHold, requireComplete } from './book-checkout.ts'
import { writeCheckout } from './write-checkout.ts'

/** What is to be charged, or that nothing is: booked already, or free of charge. */
export type CardPayment =
  | { kind: 'nothing_due' | 'booked' }
  | {
      kind: 'charge'
      paymentId: string
      amount: number
      currency: string
      today: string
      description: string
    }

/**
 * Notes a card payment for a checkout and keeps the time held meanwhile. A repeat while the answer is still out
 * gets the same payment, so that a double click charges once.
 */
export async function startCardPayment(ctx: CommandContext, input: { token: string }): Promise<CardPayment> {
  const row = await lockCheckout(ctx, input.token)
  const seen = await findCheckoutVisit(ctx, row.appointmentId)
  if (isBooked(seen)) return { kind: 'booked' }
  const { visit } = requireComplete(row, seen)
  const holdId = await keepHold(ctx, row, visit)
  const held = (await findCheckoutVisit(ctx, holdId))!
  const amount = held.due_now_amount || held.price_amount
  if (amount === 0) return { kind: 'nothing_due' }
  const payment = await paymentOf(ctx, row, { holdId, amount, currency: held.currency })
  await writeCheckout(ctx, row, { appointmentId: holdId, data: { ...row.data, payment } })
  const { zone } = await getOrganization(ctx)
  return {
    kind: 'charge',
    paymentId: payment.id,
    amount,
    currency: held.currency,
    today: localDay(zone, ctx.now.toString()),
    description: `${held.service_name}, ${held.number}`,
  }
}

async function paymentOf(
  ctx: CommandContext,
  { data }: CheckoutRow,
  { holdId, amount, currency }: { holdId: string; amount: number; currency: string },
): Promise<CheckoutPayment> {
  const earlier = data.payment
  if (earlier?.status === 'pending') return earlier
  if (earlier?.status === 'needs_action') {
    // Another card instead of an answer to the bank.
    const answer = { status: 'failed', reason: 'not_confirmed', ref: earlier.ref, brand: null } as const
    await settlePayment(ctx, { paymentId: earlier.id, clientId: null, answer: { ...answer, last4: null } })
  }
  const id = await startPayment(ctx, { subjectType: 'appointment', subjectId: holdId, amount, currency })
  return { id, status: 'pending', ref: null, message: null, last4: null }
}
