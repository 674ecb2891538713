import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { formatMoney } from '#values/money.ts'
import type { Payment, RefundAnswer } from '../contract.ts'
import { refundFailed, refundSucceeded } from '../events.ts'
import { readPayment } from '../queries/list-payments.ts'
import type { PaymentRow } from '../queries/payment-rows.ts'
import { paymentsTables } from '../tables.ts'
import { paymentFacts } from './payment-facts.ts'

/** Notes what became of a refund. A repeat of a settled refund changes nothing. */
export async function settleRefund(
  ctx: CommandContext,
  input: { refundId: string; answer: RefundAnswer },
): Promise<void> {
  permit(ctx, 'payment.refund')
  await settle(ctx, input.refundId, input.answer)
}

/** Somebody of the office has handed the money back. */
export async function confirmRefund(
  ctx: CommandContext,
  input: { refundId: string; note?: string | undefined },
): Promise<Payment> {
  permit(ctx, 'payment.refund')
  const paymentId = await settle(ctx, input.refundId, { status: 'succeeded', ref: input.note ?? null })
  if (!paymentId) throw new AppError('payments.refund_not_found')
  return readPayment(ctx, paymentId)
}

async function settle(ctx: CommandContext, refundId: string, answer: RefundAnswer): Promise<string | null> {
  const tables = paymentsTables(ctx.tx)
  const refund = await tables
    .updateTable('refunds')
    .set({
      status: answer.status,
      gateway_ref: answer.status === 'succeeded' ? answer.ref : null,
      failure_reason: answer.status === 'failed' ? answer.reason : null,
      settled_at: ctx.now.toString(),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', refundId)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst()
  if (!refund) return null
  const given = answer.status === 'succeeded' ? refund.amount : 0
  const payment = (await tables
    .updateTable('payments')
    .set((eb) => ({ refunded_amount: eb('refunded_amount', '+', given) }))
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', refund.payment_id)
    .returningAll()
    .executeTakeFirstOrThrow()) as PaymentRow
  const facts = { ...paymentFacts(payment), refundId, refund: refund.amount }
  const kind = answer.status === 'succeeded' ? refundSucceeded : refundFailed
  const reason = answer.status === 'succeeded' ? refund.reason : answer.reason
  await publish(ctx, kind({ ...facts, reason }))
  const sum = formatMoney({ amount: refund.amount, currency: payment.currency })
  await audit(ctx, {
    action: 'payment.refund',
    recordType: payment.subject_type,
    recordId: payment.subject_id,
    summary: answer.status === 'succeeded' ? `Refunded ${sum}` : `Could not refund ${sum}: ${reason}`,
  })
  return payment.id
}
