import type { paymentSucceeded, refundSucceeded } from '#modules/payments/events.ts'
import { sumPaymentsOf } from '#modules/payments/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { EventRecord } from '#values/event.ts'
import { paymentStatusOf } from '../domain/payment-status.ts'
import { appointmentChanged } from '../events.ts'
import { selectVisits } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { visitFacts } from './visit-facts.ts'

/** Brings a visit's money up to date after a payment. Reads the sum, so repeats and any order are harmless. */
export async function notePayment(
  ctx: CommandContext,
  event: EventRecord<(typeof paymentSucceeded)['payload']>,
): Promise<void> {
  await noteMoney(ctx, event.payload)
}

/** Brings a visit's money up to date after a refund. */
export async function noteRefund(
  ctx: CommandContext,
  event: EventRecord<(typeof refundSucceeded)['payload']>,
): Promise<void> {
  await noteMoney(ctx, event.payload)
}

async function noteMoney(
  ctx: CommandContext,
  { subjectType, subjectId }: { subjectType: string; subjectId: string },
): Promise<void> {
  if (subjectType !== 'appointment') return
  const [visit, { paid, refunded }] = await Promise.all([
    selectVisits(ctx)
      .where('a.id', '=', subjectId)
      .where('a.status', 'not in', ['hold', 'expired'])
      .executeTakeFirst(),
    sumPaymentsOf(ctx, subjectId),
  ])
  if (!visit || (visit.paid_amount === paid && visit.refunded_amount === refunded)) return
  const onTheDay = visit.payment_status === 'on_the_day'
  const payment_status = paymentStatusOf({ price: visit.price_amount, paid, refunded, onTheDay })
  await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ paid_amount: paid, refunded_amount: refunded, payment_status })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', subjectId)
    .execute()
  const now = { ...visit, paid_amount: paid }
  await publish(ctx, appointmentChanged({ ...visitFacts(now, false), change: 'payment' }))
}
