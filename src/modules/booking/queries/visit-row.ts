import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { selectAppointments } from './appointment-rows.ts'
import { visibleAppointments } from './visible.ts'

/** A visit with everything that commands decide on. */
export function selectVisits(ctx: QueryContext) {
  return selectAppointments(ctx).select([
    's.zone as staff_zone',
    's.photo_key as staff_photo_key',
    'a.buffer_before_minutes',
    'a.buffer_after_minutes',
    'a.hold_expires_at',
    'a.due_now_amount',
    'a.checkout_id',
  ])
}

export type VisitRow = Awaited<ReturnType<ReturnType<typeof selectVisits>['execute']>>[number]

/** A visit that the actor may see, holds left out; `booking.appointment_not_found` otherwise. */
export async function readVisit(ctx: QueryContext, appointmentId: string): Promise<VisitRow> {
  return found(
    await selectVisits(ctx)
      .where('a.id', '=', appointmentId)
      .where('a.status', 'not in', ['hold', 'expired'])
      .where(visibleAppointments(ctx))
      .executeTakeFirst(),
  )
}

/** A visit whose link the caller holds; whoever has the link may see it. */
export async function readLinkedVisit(ctx: QueryContext, appointmentId: string): Promise<VisitRow> {
  return found(
    await selectVisits(ctx)
      .where('a.id', '=', appointmentId)
      .where('a.status', 'not in', ['hold', 'expired'])
      .executeTakeFirst(),
  )
}

function found(row: VisitRow | undefined): VisitRow {
  if (!row) throw new AppError('booking.appointment_not_found')
  return row
}
