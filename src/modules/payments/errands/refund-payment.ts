import type { ErrandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { startRefund } from '../commands/start-refund.ts'
import type * as contract from '../contract.ts'
import type { Payment } from '../contract.ts'
import { readPayment } from '../queries/list-payments.ts'
import { carryOutRefund } from './carry-out-refund.ts'

/** Gives a payment back, whole or in part. The same Idempotency-Key never gives back twice. */
export async function refundPayment(
  ctx: ErrandContext,
  input: Input<typeof contract.refundPayment>,
): Promise<Payment> {
  const requestKey = `office:${ctx.request.headers.get('idempotency-key') ?? newId()}`
  const refund = await ctx.command(startRefund, { ...input, requestKey })
  if (refund.status === 'pending') {
    const answer = await carryOutRefund(ctx, refund)
    if (answer.status === 'failed') throw new AppError('payments.refund_failed', { reason: answer.reason })
  }
  return ctx.query(readPayment, input.paymentId)
}
