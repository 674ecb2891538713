import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment } from '../contract/appointments.ts'
import { decideReschedule } from '../domain/cancellation.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { getMoveShape, minutesOf } from '../queries/move-shape.ts'
import { findSendablePerson } from '../queries/sendable-person.ts'
import { readVisit } from '../queries/visit-row.ts'
import { moveVisit } from './move-visit.ts'

/**
 * The office moves, resizes or reassigns a visit. Notice does not count here; working hours and skills do, unless
 * somebody who may overrides them. Overlaps stay impossible.
 */
export async function moveAppointment(
  ctx: CommandContext,
  input: Input<typeof contract.moveAppointment>,
): Promise<Appointment> {
  permit(ctx, 'booking.edit')
  if (input.override) permit(ctx, 'booking.override')
  const visit = await readVisit(ctx, input.appointmentId)
  const decision = decideReschedule({
    status: visit.status,
    startsAt: visit.starts_at,
    policy: { cancelNoticeHours: 0, lateRefund: 'none' },
    now: ctx.now.toString(),
    override: true,
  })
  if (!decision.ok) throw new AppError('booking.not_reschedulable')
  const minutes = input.endsAt ? lengthOf(input.startsAt, input.endsAt) : minutesOf(visit)
  const staffId = input.staffId ?? visit.staff_id
  const person = await findSendablePerson(ctx, { staffId, visit, override: input.override })
  const shape = await getMoveShape(ctx, visit, { minutes })
  const moved = await moveVisit(ctx, visit, {
    shape: { ...shape, people: [person] },
    startsAt: input.startsAt,
    rules: input.override ? 'override' : 'office',
    by: 'office',
    notify: input.notify,
  })
  const [appointment] = await toAppointments(ctx, [moved])
  return appointment!
}

/** Minutes between two instants; refuses an end that is not after the start, or more than a day later. */
export function lengthOf(startsAt: string, endsAt: string): number {
  const minutes = Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000)
  if (minutes >= 5 && minutes <= 1440) return minutes
  throw invalidInput([{ path: ['endsAt'], message: 'End between 5 minutes and 24 hours after the start.' }])
}
