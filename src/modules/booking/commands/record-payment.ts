import { recordPayment as receive, sumPaymentsOf } from '#modules/payments/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { formatMoney } from '#values/money.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment } from '../contract/appointments.ts'
import { paymentStatusOf } from '../domain/payment-status.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { readVisit } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'

const methods = { cash: 'cash', bank_transfer: 'bank transfer' } as const

/** Notes cash or a transfer that the office has received for a visit: at most what is still open. */
export async function recordPayment(
  ctx: CommandContext,
  input: Input<typeof contract.recordPayment>,
): Promise<Appointment> {
  permit(ctx, 'payment.take')
  const visit = await readVisit(ctx, input.appointmentId)
  const open = visit.price_amount - visit.paid_amount + visit.refunded_amount
  const { currency, price_amount: price, client_id: clientId } = visit
  if (input.amount > open) throw new AppError('booking.payment_too_large', { open, currency })
  const { method, amount } = input
  await receive(ctx, { subjectType: 'appointment', subjectId: visit.id, clientId, amount, currency, method })
  const { paid, refunded } = await sumPaymentsOf(ctx, visit.id)
  await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({
      paid_amount: paid,
      refunded_amount: refunded,
      payment_status: paymentStatusOf({ price, paid, refunded, onTheDay: false }),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', visit.id)
    .execute()
  await audit(ctx, {
    action: 'payment.record',
    recordType: 'appointment',
    recordId: visit.id,
    summary: `Received ${formatMoney({ amount, currency })} by ${methods[method]}`,
  })
  const [appointment] = await toAppointments(ctx, [await readVisit(ctx, visit.id)])
  return appointment!
}
