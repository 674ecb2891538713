import type { paidTimeLost } from '#modules/booking/events.ts'
import type { ErrandContext } from '#platform/context.ts'
import type { EventRecord } from '#values/event.ts'
import { startRefund } from '../commands/start-refund.ts'
import { carryOutRefund } from './carry-out-refund.ts'

/** Gives back the charge of a booking that could not be made after all. Safe to repeat: the event's id is the key. */
export async function returnCharge(
  ctx: ErrandContext,
  event: EventRecord<(typeof paidTimeLost)['payload']>,
): Promise<void> {
  const { paymentId, number } = event.payload
  const reason = `The time of ${number} had gone before it was booked`
  const refund = await ctx.command(startRefund, { paymentId, reason, requestKey: `event:${event.id}` })
  if (refund.status === 'pending') await carryOutRefund(ctx, refund)
}
