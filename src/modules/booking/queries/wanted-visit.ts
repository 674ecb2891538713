import { getOrganization, type OrganizationSettings } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type { GeoPoint } from '#values/geo.ts'
import type { ChosenExtra, SoldExtra } from '../contract/appointments.ts'
import { coverageKm } from '../domain/coverage.ts'
import { type Price, priceOf, sellExtras, visitMinutes } from '../domain/price.ts'
import { locate } from './locate.ts'
import { type Candidate, listPeople } from './people.ts'
import { findServiceFacts, type ServiceFacts } from './service-facts.ts'

/** What any search for a time needs to know of a visit. */
export interface VisitShape {
  org: OrganizationSettings
  durationMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  place: GeoPoint
  /** Who may do it, in the organisation's order. */
  people: Candidate[]
}

/** A visit that somebody wants: what is sold, where, and by whom it can be done. */
export interface WantedVisit extends VisitShape {
  service: ServiceFacts
  extras: SoldExtra[]
  price: Price
  place: GeoPoint & { postcode: string; approximate: boolean; city: string | null }
}

export interface Wish {
  serviceId: string
  postcode: string
  staffId?: string | null | undefined
  extras: readonly ChosenExtra[]
  /** Customers book online; the office also books services that are not offered there. */
  by: 'customer' | 'office'
  /** The office may send somebody outside their skills and areas. */
  override?: boolean
}

/**
 * Reads a wish against catalogue, staff and areas. Throws `booking.service_not_found`, `extra_not_found`,
 * `staff_not_found`, `staff_lacks_skill` (office), `area_not_served` or `postcode_unknown`.
 */
export async function getWantedVisit(ctx: QueryContext, wish: Wish): Promise<WantedVisit> {
  const [org, service, place, everybody] = await Promise.all([
    getOrganization(ctx),
    findServiceFacts(ctx, wish.serviceId, { online: wish.by === 'customer' }),
    locate(ctx, wish.postcode),
    listPeople(ctx),
  ])
  if (!service) throw new AppError('booking.service_not_found')
  const extras = soldExtras(service, wish.extras)
  const asked = wish.staffId ? everybody.filter(({ id }) => id === wish.staffId) : everybody
  if (wish.staffId && asked.length === 0) throw new AppError('booking.staff_not_found')
  const skilled = wish.override ? asked : asked.filter(({ serviceIds }) => serviceIds.includes(service.id))
  if (wish.staffId && skilled.length === 0) {
    throw new AppError(wish.by === 'office' ? 'booking.staff_lacks_skill' : 'booking.staff_not_found')
  }
  const people = skilled.flatMap((person) => {
    const distanceKm = coverageKm(person.areas, place) ?? (wish.override ? 0 : null)
    return distanceKm === null ? [] : [{ ...person, distanceKm }]
  })
  if (people.length === 0) throw new AppError('booking.area_not_served', { postcode: wish.postcode })
  return {
    org,
    service,
    extras,
    price: priceOf(service, extras, { vatRate: org.policies.vatRate, currency: org.currency }),
    durationMinutes: visitMinutes(service.durationMinutes, extras),
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    place: { ...place, approximate: place.source === 'approximate' },
    people,
  }
}

/** The extras as sold; throws `booking.extra_not_found`, or a fault in the quantity. */
export function soldExtras(service: ServiceFacts, chosen: readonly ChosenExtra[]): SoldExtra[] {
  const decision = sellExtras(service, chosen)
  if (decision.ok) return decision.extras
  const { index, most } = decision
  if (decision.reason === 'unknown')
    throw new AppError('booking.extra_not_found', { extraId: chosen[index]!.extraId })
  throw invalidInput([{ path: ['extras', index, 'quantity'], message: `At most ${most} of this extra.` }])
}
