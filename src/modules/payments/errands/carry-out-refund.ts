import type { ErrandContext } from '#platform/context.ts'
import { settleRefund } from '../commands/settle-refund.ts'
import type { StartedRefund } from '../commands/start-refund.ts'
import type { RefundAnswer } from '../contract.ts'

/** Lets the money of a started refund flow and notes the answer. Safe to repeat: the refund's id is the key. */
export async function carryOutRefund(ctx: ErrandContext, refund: StartedRefund): Promise<RefundAnswer> {
  const answer: RefundAnswer =
    refund.gateway === 'office'
      ? { status: 'succeeded', ref: null }
      : await ctx.adapters.paymentGateway.refund({
          idempotencyKey: refund.id,
          ref: refund.gatewayRef!,
          amount: refund.amount,
          currency: refund.currency,
        })
  await ctx.command(settleRefund, { refundId: refund.id, answer })
  return answer
}
