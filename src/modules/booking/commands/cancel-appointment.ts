import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/appointments.ts'
import type { Appointment } from '../contract/appointments.ts'
import { toAppointments } from '../queries/appointment-rows.ts'
import { readVisit } from '../queries/visit-row.ts'
import { cancel } from './cancel-visit.ts'

/** The office cancels a visit; past the deadline only with the permission to override, and a reason. */
export async function cancelAppointment(
  ctx: CommandContext,
  input: Input<typeof contract.cancelAppointment>,
): Promise<Appointment> {
  permit(ctx, 'booking.cancel')
  const { reason, override, notify } = input
  if (override) {
    permit(ctx, 'booking.override')
    if (!reason) throw new AppError('booking.reason_required', { faults: [reasonFault] })
  }
  const visit = await readVisit(ctx, input.appointmentId)
  const cancelled = await cancel(ctx, visit, { reason, override, notify, by: 'office' })
  const [appointment] = await toAppointments(ctx, [cancelled])
  return appointment!
}

const reasonFault = { path: ['reason'], message: 'Write why the rule is overridden.' }
