import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/guest.ts'
import type { PublicService } from '../contract/guest.ts'
import { pictureUrl } from '../domain/picture-url.ts'
import { locate } from './locate.ts'
import { type Candidate, listCandidates } from './people.ts'
import { listServiceFacts, type ServiceFacts } from './service-facts.ts'

/** Services that can be booked at a postcode, or all of them without one (BOOK-022). */
export async function listPublicServices(
  ctx: QueryContext,
  input: Input<typeof contract.listPublicServices>,
): Promise<Output<typeof contract.listPublicServices>> {
  const [org, services, place] = await Promise.all([
    getOrganization(ctx),
    listServiceFacts(ctx),
    input.postcode ? locate(ctx, input.postcode) : undefined,
  ])
  const people = await listCandidates(ctx, { place })
  const items = services
    .filter(({ online }) => online)
    .map((service) => toPublicService(service, peopleFor(service, people), org.slug))
    .filter(({ staff }) => staff.length > 0 || !place)
  return {
    postcode: input.postcode ?? null,
    served: !place || items.length > 0,
    approximate: place?.source === 'approximate',
    currency: org.currency,
    items,
  }
}

/** People who cover a postcode, perhaps for one service (BOOK-023). */
export async function listPublicStaff(
  ctx: QueryContext,
  input: Input<typeof contract.listPublicStaff>,
): Promise<Output<typeof contract.listPublicStaff>> {
  const [org, place] = await Promise.all([getOrganization(ctx), locate(ctx, input.postcode)])
  const people = await listCandidates(ctx, { serviceId: input.serviceId, place })
  return {
    items: people.map(({ id, name, photoKey, bio, distanceKm }) => ({
      id,
      name,
      photoUrl: pictureUrl(org.slug, photoKey),
      bio,
      distanceKm: Math.round(distanceKm * 10) / 10,
    })),
  }
}

/** Those of the people who do the service. */
export function peopleFor(service: { id: string }, people: readonly Candidate[]): Candidate[] {
  return people.filter(({ serviceIds }) => serviceIds.includes(service.id))
}

/** A service as visitors see it. */
export function toPublicService(
  service: ServiceFacts,
  people: readonly Candidate[],
  orgSlug: string,
): PublicService {
  return {
    id: service.id,
    slug: service.slug,
    name: service.name,
    summary: service.summary,
    description: service.description,
    categoryName: service.categoryName,
    durationMinutes: service.durationMinutes,
    price: service.price,
    deposit: service.deposit,
    payOnDay: service.payOnDay,
    imageUrl: pictureUrl(orgSlug, service.imageKey),
    extras: [...service.extras],
    staff: people.map(({ id, name, photoKey, bio }) => ({
      id,
      name,
      photoUrl: pictureUrl(orgSlug, photoKey),
      bio,
    })),
  }
}
