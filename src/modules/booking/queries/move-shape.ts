import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { coverageKm } from '../domain/coverage.ts'
import { listPeople } from './people.ts'
import type { VisitRow } from './visit-row.ts'
import type { VisitShape } from './wanted-visit.ts'

/**
 * A visit that is to get another time, as searches see it. Its person comes first, so that customers keep who they
 * know wherever that is possible; then everybody else who does the service and covers the place.
 */
export async function getMoveShape(
  ctx: QueryContext,
  visit: VisitRow,
  changes: { minutes?: number; place?: { lat: number; lon: number } } = {},
): Promise<VisitShape> {
  const [org, everybody] = await Promise.all([getOrganization(ctx), listPeople(ctx)])
  const place = changes.place ?? { lat: visit.lat, lon: visit.lon }
  const people = everybody.flatMap((person) => {
    const distanceKm = coverageKm(person.areas, place)
    const isOwn = person.id === visit.staff_id
    const mayDo = distanceKm !== null && person.serviceIds.includes(visit.service_id)
    return isOwn || mayDo ? [{ ...person, distanceKm: distanceKm ?? 0 }] : []
  })
  return {
    org,
    place,
    durationMinutes: changes.minutes ?? minutesOf(visit),
    bufferBeforeMinutes: visit.buffer_before_minutes,
    bufferAfterMinutes: visit.buffer_after_minutes,
    people: people.toSorted((a, b) => Number(b.id === visit.staff_id) - Number(a.id === visit.staff_id)),
  }
}

/** How long a visit takes, in minutes. */
export function minutesOf(visit: Pick<VisitRow, 'starts_at' | 'ends_at'>): number {
  return Math.round((Date.parse(visit.ends_at) - Date.parse(visit.starts_at)) / 60_000)
}
