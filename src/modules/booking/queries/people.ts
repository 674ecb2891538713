import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { WeeklyHours } from '#values/business-hours.ts'
import type { GeoPoint } from '#values/geo.ts'
import { type CoveredArea, coverageKm } from '../domain/coverage.ts'

const SECONDS = 30

/** Somebody who takes visits, with what decides which. */
export interface Person {
  id: string
  name: string
  bio: string
  photoKey: string | null
  zone: string
  weekly: WeeklyHours
  position: number
  serviceIds: string[]
  areas: CoveredArea[]
}

/** Somebody who covers a place. */
export interface Candidate extends Person {
  /** To the centre of the nearest area; 0 when the place did not matter. */
  distanceKm: number
}

/**
 * Everybody who takes visits, in the organisation's order. Remembered for half a minute and forgotten when staff or
 * services change, since every search asks.
 */
export function listPeople(ctx: QueryContext): Promise<Person[]> {
  return ctx.cache.remember(ctx.orgId, 'people', ['staff', 'catalogue'], SECONDS, () => readPeople(ctx))
}

async function readPeople(ctx: QueryContext): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select s.id, s.name, s.bio, s.photo_key as "photoKey", s.zone, s.weekly, s.position,
           array(select k.service_id::text from booking.staff_services k
                 where k.org_id = ${ctx.orgId} and k.staff_id = s.id) as "serviceIds",
           coalesce((select json_agg(json_build_object('lat', a.lat, 'lon', a.lon, 'radiusKm', a.radius_km))
                     from booking.staff_areas a where a.org_id = ${ctx.orgId} and a.staff_id = s.id), '[]') as areas
    from booking.staff s
    where s.org_id = ${ctx.orgId} and s.active and s.deleted_at is null
    order by s.position, s.id`.execute(ctx.tx)
  // People with the same hours share one object: the slot engine then reckons their hours once.
  const hours = new Map<string, WeeklyHours>()
  for (const person of rows) {
    const text = JSON.stringify(person.weekly)
    person.weekly = hours.get(text) ?? person.weekly
    hours.set(text, person.weekly)
  }
  return rows
}

/** Those who do the service and cover the place; a missing condition does not count. */
export async function listCandidates(
  ctx: QueryContext,
  wanted: { serviceId?: string | undefined; place?: GeoPoint | undefined },
): Promise<Candidate[]> {
  const people = await listPeople(ctx)
  return people.flatMap((person) => {
    if (wanted.serviceId && !person.serviceIds.includes(wanted.serviceId)) return []
    const distanceKm = wanted.place ? coverageKm(person.areas, wanted.place) : 0
    return distanceKm === null ? [] : [{ ...person, distanceKm }]
  })
}
