import { getOrganization } from '#modules/identity/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment, AppointmentStatus } from '../contract/appointments.ts'
import { mayBecome, nextStatuses, occupying, statusWords } from '../domain/status.ts'
import { appointmentChanged, appointmentConfirmed } from '../events.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { readVisit, type VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { leave, lockStaff } from './occupy.ts'
import { takeTimeBack } from './restore-appointment.ts'
import { visitFacts } from './visit-facts.ts'

/** Moves a visit along its ladder, or a step back. Cancelling and restoring have their own commands. */
export async function setAppointmentStatus(
  ctx: CommandContext,
  input: Input<typeof contract.setAppointmentStatus>,
): Promise<Appointment> {
  permit(ctx, 'booking.edit')
  const visit = await readVisit(ctx, input.appointmentId)
  const { status } = input
  if (!mayBecome(visit.status, status)) {
    throw new AppError('booking.status_not_allowed', {
      from: visit.status,
      allowed: [...nextStatuses(visit.status)],
    })
  }
  if (!occupying.includes(visit.status)) await takeTimeBack(ctx, visit, status)
  await lockStaff(ctx, [visit.staff_id])
  await writeStatus(ctx, visit, status)
  if (!occupying.includes(status)) await giveTimeAway(ctx, visit)
  const changed = await readVisit(ctx, visit.id)
  await tell(ctx, visit, changed, input.note)
  const [appointment] = await toAppointments(ctx, [changed])
  return appointment!
}

async function writeStatus(ctx: CommandContext, visit: VisitRow, status: AppointmentStatus): Promise<void> {
  const now = ctx.now.toString()
  const isStarted = status === 'in_progress' || status === 'completed'
  const written = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({
      status,
      started_at: isStarted ? (visit.started_at ?? now) : null,
      finished_at: status === 'completed' ? now : null,
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', visit.id)
    .where('status', 'in', [visit.status, status])
    .returning('id')
    .executeTakeFirst()
  if (!written) throw new AppError('booking.status_not_allowed')
}

async function giveTimeAway(ctx: CommandContext, visit: VisitRow): Promise<void> {
  const { policies: pace } = await getOrganization(ctx)
  await leave(ctx, { staffId: visit.staff_id, zone: visit.staff_zone, startsAt: visit.starts_at, pace })
}

async function tell(
  ctx: CommandContext,
  before: VisitRow,
  after: VisitRow,
  note: string | undefined,
): Promise<void> {
  const facts = visitFacts(after)
  const isConfirmed = before.status === 'pending' && after.status === 'confirmed'
  const words = `${statusWords(before.status)} → ${statusWords(after.status)}`
  await Promise.all([
    publish(
      ctx,
      isConfirmed
        ? appointmentConfirmed(facts)
        : appointmentChanged({ ...facts, change: 'status', statusBefore: before.status }),
    ),
    audit(ctx, {
      action: 'appointment.status',
      recordType: 'appointment',
      recordId: after.id,
      summary: note ? `${words}: ${note}` : words,
      changes: { status: [before.status, after.status] },
    }),
  ])
}
