import type { appointmentCancelled } from '#modules/booking/events.ts'
import type { ErrandContext } from '#platform/context.ts'
import type { EventRecord } from '#values/event.ts'
import { startRefundsOf } from '../commands/start-refund.ts'
import { carryOutRefund } from './carry-out-refund.ts'

/**
 * Gives back what a cancellation promised. Cards flow back at once; cash and transfers stay pending until somebody of
 * the office confirms. The event's id is the key, so a repeat goes on where the first run stopped.
 */
export async function refundAppointment(
  ctx: ErrandContext,
  event: EventRecord<(typeof appointmentCancelled)['payload']>,
): Promise<void> {
  const { appointmentId, refund, number } = event.payload
  if (refund <= 0) return
  const started = await ctx.command(startRefundsOf, {
    subjectId: appointmentId,
    amount: refund,
    reason: `Visit ${number} was cancelled`,
    requestKey: `event:${event.id}`,
  })
  for (const one of started) {
    if (one.status === 'pending' && one.gateway !== 'office') await carryOutRefund(ctx, one)
  }
}
