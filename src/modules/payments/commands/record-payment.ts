import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import { paymentSucceeded } from '../events.ts'
import type { PaymentRow } from '../queries/payment-rows.ts'
import { paymentsTables } from '../tables.ts'
import { paymentFacts } from './payment-facts.ts'
import type { PaymentRequest } from './start-payment.ts'

/** Notes money that somebody of the office has received. The subject's module has asked for `payment.take`. */
export async function recordPayment(
  ctx: CommandContext,
  request: PaymentRequest & { clientId: string | null; method: 'cash' | 'bank_transfer' },
): Promise<string> {
  const id = newId()
  const row = (await paymentsTables(ctx.tx)
    .insertInto('payments')
    .values({
      org_id: ctx.orgId,
      id,
      subject_type: request.subjectType,
      subject_id: request.subjectId,
      client_id: request.clientId,
      amount: request.amount,
      currency: request.currency,
      method: request.method,
      gateway: 'office',
      status: 'succeeded',
      created_at: ctx.now.toString(),
      settled_at: ctx.now.toString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()) as PaymentRow
  await publish(ctx, paymentSucceeded(paymentFacts(row)))
  return id
}
