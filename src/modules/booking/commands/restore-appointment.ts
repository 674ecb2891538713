import { getOrganization } from '#modules/identity/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { Appointment, AppointmentStatus } from '../contract/appointments.ts'
import { appointmentRestored } from '../events.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { refusedSlot } from '../queries/find-free-people.ts'
import { getMoveShape } from '../queries/move-shape.ts'
import { readVisit, type VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { occupy } from './occupy.ts'
import { visitFacts } from './visit-facts.ts'

/**
 * Undoes a cancellation while the time is still free. Money that was given back stays given back: what is then open
 * shows in the visit's payment status.
 */
export async function restoreAppointment(
  ctx: CommandContext,
  input: { appointmentId: string },
): Promise<Appointment> {
  permit(ctx, 'booking.cancel')
  const visit = await readVisit(ctx, input.appointmentId)
  if (visit.status !== 'cancelled') throw new AppError('booking.status_not_allowed')
  await takeTimeBack(ctx, visit, 'confirmed')
  const restored = await readVisit(ctx, visit.id)
  await Promise.all([
    publish(ctx, appointmentRestored(visitFacts(restored))),
    audit(ctx, {
      action: 'appointment.restore',
      recordType: 'appointment',
      recordId: visit.id,
      summary: 'Took the cancellation back',
    }),
  ])
  const [appointment] = await toAppointments(ctx, [restored])
  return appointment!
}

/** Puts a visit that had given its time away back where it was; `booking.slot_taken` when the time has gone. */
export async function takeTimeBack(
  ctx: CommandContext,
  visit: VisitRow,
  status: AppointmentStatus,
): Promise<void> {
  const { policies: pace } = await getOrganization(ctx)
  const done = await occupy(
    ctx,
    {
      id: visit.id,
      staffId: visit.staff_id,
      zone: visit.staff_zone,
      startsAt: visit.starts_at,
      endsAt: visit.ends_at,
      bufferBeforeMinutes: visit.buffer_before_minutes,
      bufferAfterMinutes: visit.buffer_after_minutes,
      lat: visit.lat,
      lon: visit.lon,
      pace,
    },
    async (busy) => {
      const written = await bookingTables(ctx.tx)
        .updateTable('appointments')
        .set({ ...busy, status, cancelled_at: null, cancel_reason: null, cancelled_by: null })
        .where('org_id', '=', ctx.orgId)
        .where('id', '=', visit.id)
        .where('status', '=', visit.status)
        .returning('id')
        .executeTakeFirst()
      if (!written) throw new AppError('booking.status_not_allowed')
    },
  )
  if (!done) throw await refusedSlot(ctx, await getMoveShape(ctx, visit), visit.starts_at, 'taken')
}
