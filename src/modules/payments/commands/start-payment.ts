import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { paymentsTables } from '../tables.ts'

/** What is to be paid. Amount in minor units. */
export interface PaymentRequest {
  subjectType: 'appointment'
  subjectId: string
  amount: number
  currency: string
}

/** Notes a card payment before the card is charged, so that no charge is ever without a record. Returns its id. */
export async function startPayment(ctx: CommandContext, request: PaymentRequest): Promise<string> {
  const id = newId()
  await paymentsTables(ctx.tx)
    .insertInto('payments')
    .values({
      org_id: ctx.orgId,
      id,
      subject_type: request.subjectType,
      subject_id: request.subjectId,
      amount: request.amount,
      currency: request.currency,
      method: 'card',
      gateway: 'sandbox',
      status: 'pending',
      created_at: ctx.now.toString(),
    })
    .execute()
  return id
}
