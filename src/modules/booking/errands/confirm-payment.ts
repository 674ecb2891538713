import { confirmCharge, failureWords } from '#modules/payments/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { settleCheckout } from '../commands/settle-checkout.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { findOpenPayment } from '../queries/find-open-payment.ts'
import { getCheckout } from '../queries/get-checkout.ts'

/** Passes on the answer to the bank's question and books. Without an open question it shows the checkout as it is. */
export async function confirmPayment(
  ctx: ErrandContext,
  input: Input<typeof contract.confirmPayment>,
): Promise<Checkout> {
  const { token, approve } = input
  const open = await ctx.query(findOpenPayment, { token })
  if (open) {
    const { paymentId } = open
    const answer = await confirmCharge(ctx, { ...open, approve })
    const settled = await ctx.command(settleCheckout, { token, paymentId, answer })
    if (settled.kind === 'lost') throw new AppError(settled.code, settled.details)
    if (settled.kind === 'failed' && answer.status === 'failed') {
      const { reason } = answer
      throw new AppError('booking.payment_declined', { reason, message: failureWords(reason) })
    }
  }
  return ctx.query(getCheckout, { token })
}
