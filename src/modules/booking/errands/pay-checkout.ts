import { type Card, chargeCard, failureWords } from '#modules/payments/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { completeCheckout } from '../commands/complete-checkout.ts'
import { settleCheckout } from '../commands/settle-checkout.ts'
import { startCardPayment } from '../commands/start-card-payment.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { getCheckout } from '../queries/get-checkout.ts'

/** Pays by card, or chooses to pay at the visit, and books. Repeating it shows the booking that was made. */
export async function payCheckout(
  ctx: ErrandContext,
  input: Input<typeof contract.payCheckout>,
): Promise<Checkout> {
  const { token, card } = input
  if (input.method === 'on_the_day') return ctx.command(completeCheckout, { token })
  if (!card) {
    throw invalidInput([{ path: ['card'], message: 'Enter the card number, expiry and security code.' }])
  }
  const due = await ctx.command(startCardPayment, { token })
  if (due.kind === 'nothing_due') return ctx.command(completeCheckout, { token })
  if (due.kind === 'charge') await charge(ctx, token, due, card)
  return ctx.query(getCheckout, { token })
}

async function charge(
  ctx: ErrandContext,
  token: string,
  due: Omit<Parameters<typeof chargeCard>[1], 'card'>,
  card: Card,
): Promise<void> {
  const answer = await chargeCard(ctx, { ...due, card })
  const settled = await ctx.command(settleCheckout, { token, paymentId: due.paymentId, answer })
  if (settled.kind === 'lost') throw new AppError(settled.code, settled.details)
  if (settled.kind !== 'failed' || answer.status !== 'failed') return
  const { reason } = answer
  if (reason === 'invalid_number') {
    throw invalidInput([{ path: ['card', 'number'], message: failureWords(reason) }])
  }
  throw new AppError('booking.payment_declined', { reason, message: failureWords(reason) })
}
