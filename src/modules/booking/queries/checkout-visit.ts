import type { QueryContext } from '#platform/context.ts'
import type { AppointmentStatus } from '../contract/appointments.ts'
import { selectVisits, type VisitRow } from './visit-row.ts'

/** The hold or visit of a checkout, if it has got that far. */
export async function findCheckoutVisit(
  ctx: QueryContext,
  appointmentId: string | null,
): Promise<VisitRow | undefined> {
  if (!appointmentId) return undefined
  return selectVisits(ctx).where('a.id', '=', appointmentId).executeTakeFirst()
}

type BookedVisit = VisitRow & { status: Exclude<AppointmentStatus, 'hold' | 'expired'> }
type HeldVisit = VisitRow & { status: 'hold'; hold_expires_at: string }

/** Whether the checkout has become a visit. */
export function isBooked(visit: VisitRow | undefined): visit is BookedVisit {
  return visit !== undefined && visit.status !== 'hold' && visit.status !== 'expired'
}

/** Whether the time is still held for the visitor. */
export function isHeld(visit: VisitRow | undefined, now: Temporal.Instant): visit is HeldVisit {
  if (visit?.status !== 'hold' || !visit.hold_expires_at) return false
  return Date.parse(visit.hold_expires_at) > now.epochMilliseconds
}
