import { type ChargeAnswer, failureWords, settlePayment, sumPaymentsOf } from '#modules/payments/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { paidTimeLost } from '../events.ts'
import { type CheckoutPayment, type CheckoutRow, lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked } from '../queries/checkout-visit.ts'
import type { VisitRow } from '../queries/visit-row.ts'
import { confirmHold, ensureCustomer, keepHold, requireComplete } from './book-checkout.ts'
import { writeCheckout } from './write-checkout.ts'

/** What a card payment came to. `lost` carries the refusal, with the nearest free times. */
export type Settlement =
  | { kind: 'booked' | 'needs_action' | 'failed' }
  | { kind: 'lost'; code: string; details: Record<string, unknown> }

const LOST = 'The time had gone before the payment came through. Your money is on its way back to your card.'

/**
 * Notes the answer of the payment service and books, in one transaction. Repeating it changes nothing. Should the
 * time have gone meanwhile, the payment is given back.
 */
export async function settleCheckout(
  ctx: CommandContext,
  input: { token: string; paymentId: string; answer: ChargeAnswer },
): Promise<Settlement> {
  const row = await lockCheckout(ctx, input.token)
  const seen = await findCheckoutVisit(ctx, row.appointmentId)
  if (isBooked(seen)) return { kind: 'booked' }
  const { paymentId, answer } = input
  if (answer.status === 'succeeded') return book(ctx, row, seen, { paymentId, answer })
  const isNews = await settlePayment(ctx, { paymentId, answer, clientId: null })
  const isLatest = row.data.payment?.id === paymentId
  if (isNews && isLatest) await notePayment(ctx, row, paymentOf(row, paymentId, answer))
  return { kind: answer.status }
}

async function book(
  ctx: CommandContext,
  row: CheckoutRow,
  seen: VisitRow | undefined,
  { paymentId, answer }: { paymentId: string; answer: ChargeAnswer },
): Promise<Settlement> {
  const { details, visit } = requireComplete(row, seen)
  const kept = await keepHoldOrRefusal(ctx, row, visit)
  const clientId = await ensureCustomer(ctx, details, row.data.postcode)
  const isNews = await settlePayment(ctx, { paymentId, answer, clientId })
  if (!isNews) return { kind: 'failed' }
  const payment = paymentOf(row, paymentId, answer)
  if (kept instanceof AppError) {
    const { id: appointmentId, number, currency, due_now_amount, price_amount } = visit
    const amount = due_now_amount || price_amount
    await publish(ctx, paidTimeLost({ appointmentId, paymentId, number, amount, currency }))
    await notePayment(ctx, row, { ...payment, status: 'failed', message: LOST })
    return { kind: 'lost', code: kept.code, details: { ...kept.details, message: LOST } }
  }
  const { price_amount: price } = (await findCheckoutVisit(ctx, kept))!
  const { paid } = await sumPaymentsOf(ctx, kept)
  await confirmHold(ctx, { holdId: kept, details, clientId, paid, price })
  await notePayment(ctx, { ...row, appointmentId: kept }, payment)
  return { kind: 'booked' }
}

/** Any refusal here (time gone, service withdrawn) means that the customer paid for nothing: it is kept as a fact. */
async function keepHoldOrRefusal(
  ctx: CommandContext,
  row: CheckoutRow,
  visit: VisitRow,
): Promise<string | AppError> {
  try {
    return await keepHold(ctx, row, visit)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

async function notePayment(ctx: CommandContext, row: CheckoutRow, payment: CheckoutPayment): Promise<void> {
  await writeCheckout(ctx, row, { data: { ...row.data, payment } })
}

function paymentOf({ data }: CheckoutRow, id: string, answer: ChargeAnswer): CheckoutPayment {
  const { status, ref } = answer
  // The second step of a card does not repeat its number.
  const last4 = answer.last4 ?? data.payment?.last4 ?? null
  return { id, status, ref, last4, message: status === 'failed' ? failureWords(answer.reason) : null }
}
