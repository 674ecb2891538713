import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import type { ChargeAnswer } from '../contract.ts'
import { paymentFailed, paymentSucceeded } from '../events.ts'
import type { PaymentRow } from '../queries/payment-rows.ts'
import { paymentsTables } from '../tables.ts'
import { paymentFacts } from './payment-facts.ts'

/**
 * Notes what the payment service answered. Part of the command that acts on it, so that payment and visit change
 * together. Returns whether it was news: a repeat of a settled payment changes nothing.
 */
export async function settlePayment(
  ctx: CommandContext,
  input: { paymentId: string; answer: ChargeAnswer; clientId: string | null },
): Promise<boolean> {
  const { answer } = input
  const row = (await paymentsTables(ctx.tx)
    .updateTable('payments as p')
    .set((eb) => ({
      status: answer.status,
      gateway_ref: answer.ref,
      // The second step of a card does not repeat its number.
      card_brand: answer.brand ?? eb.ref('p.card_brand'),
      card_last4: answer.last4 ?? eb.ref('p.card_last4'),
      client_id: input.clientId,
      failure_reason: answer.status === 'failed' ? answer.reason : null,
      settled_at: answer.status === 'needs_action' ? null : ctx.now.toString(),
    }))
    .where('p.org_id', '=', ctx.orgId)
    .where('p.id', '=', input.paymentId)
    .where('p.status', 'in', answer.status === 'needs_action' ? ['pending'] : ['pending', 'needs_action'])
    .returningAll()
    .executeTakeFirst()) as PaymentRow | undefined
  if (!row) {
    await assertExists(ctx, input.paymentId)
    return false
  }
  if (answer.status === 'succeeded') await publish(ctx, paymentSucceeded(paymentFacts(row)))
  if (answer.status === 'failed')
    await publish(ctx, paymentFailed({ ...paymentFacts(row), reason: answer.reason }))
  return true
}

async function assertExists(ctx: CommandContext, paymentId: string): Promise<void> {
  const found = await paymentsTables(ctx.tx)
    .selectFrom('payments')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', paymentId)
    .executeTakeFirst()
  if (!found) throw new AppError('payments.payment_not_found')
}
