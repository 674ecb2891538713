import { listPaymentsOf, type Payment } from '#modules/payments/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/appointments.ts'
import { nextStatuses } from '../domain/status.ts'
import { bookingTables } from '../tables.ts'
import { toAppointments } from './appointment-rows.ts'
import { trackingUrl } from './tracking-url.ts'
import { readVisit } from './visit-row.ts'

/** One visit with its notes, history and payments. */
export async function getAppointment(
  ctx: QueryContext,
  input: Input<typeof contract.getAppointment>,
): Promise<Output<typeof contract.getAppointment>> {
  permit(ctx, 'booking.view')
  const visit = await readVisit(ctx, input.appointmentId)
  const [[appointment], notes, history, payments] = await Promise.all([
    toAppointments(ctx, [visit]),
    listNotes(ctx, visit.id),
    listHistory(ctx, visit.id),
    listPaymentsOf(ctx, visit.id),
  ])
  return {
    ...appointment!,
    notes,
    history,
    payments: payments.map((payment) => ({
      id: payment.id,
      at: payment.settledAt ?? payment.createdAt,
      amount: payment.amount,
      refunded: payment.refunded,
      method: payment.method,
      status: payment.status,
      detail: paymentDetail(payment),
    })),
    trackingUrl: trackingUrl(ctx, visit.id),
    nextStatuses: [...nextStatuses(visit.status)],
  }
}

function listNotes(ctx: QueryContext, appointmentId: string) {
  return bookingTables(ctx.tx)
    .selectFrom('appointment_notes')
    .select(['id', 'body', 'author', 'created_at as createdAt'])
    .where('org_id', '=', ctx.orgId)
    .where('appointment_id', '=', appointmentId)
    .orderBy('created_at', 'desc')
    .execute()
}

function listHistory(
  ctx: QueryContext,
  appointmentId: string,
): Promise<{ id: string; at: string; actor: string; summary: string }[]> {
  return ctx.tx
    .withSchema('core')
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'summary'])
    .where('org_id', '=', ctx.orgId)
    .where('record_type', '=', 'appointment')
    .where('record_id', '=', appointmentId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

const methods = { card: 'Card', cash: 'Cash', bank_transfer: 'Bank transfer' } as const

function paymentDetail(payment: Payment): string {
  const card = payment.cardLast4 && `${payment.cardBrand ?? 'Card'} ending ${payment.cardLast4}`
  const waiting = payment.refunds.some(({ status }) => status === 'pending') && 'refund to hand over'
  const failed = payment.status === 'failed' && 'refused'
  return [card ?? methods[payment.method], failed, waiting].filter(Boolean).join(', ')
}
