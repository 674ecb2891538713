import type { QueryContext } from '#platform/context.ts'
import { scopeOf } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { type Candidate, listPeople } from './people.ts'
import type { VisitRow } from './visit-row.ts'

/**
 * Somebody whom the office may send to a visit. Throws `booking.staff_not_found` (also for people outside a
 * manager's scope), or `booking.staff_lacks_skill` unless that is overridden or they have the visit already.
 */
export async function findSendablePerson(
  ctx: QueryContext,
  wanted: { staffId: string; visit: Pick<VisitRow, 'service_id' | 'staff_id'>; override: boolean },
): Promise<Candidate> {
  const { staffId, visit } = wanted
  const person = (await listPeople(ctx)).find(({ id }) => id === staffId)
  if (!person || !isInScope(ctx, staffId)) throw new AppError('booking.staff_not_found')
  const isSkilled = person.serviceIds.includes(visit.service_id) || staffId === visit.staff_id
  if (!isSkilled && !wanted.override) throw new AppError('booking.staff_lacks_skill')
  return { ...person, distanceKm: 0 }
}

/** Whether the actor may plan this person's day. */
export function isInScope(ctx: QueryContext, staffId: string): boolean {
  const staffIds = scopeOf(ctx.actor)?.staffIds ?? []
  return staffIds.length === 0 || staffIds.includes(staffId)
}
