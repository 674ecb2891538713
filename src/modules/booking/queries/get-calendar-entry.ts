import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import { trackingUrl } from './tracking-url.ts'
import { readLinkedVisit } from './visit-row.ts'

/** What a visit's calendar entry says. */
export async function getCalendarEntry(ctx: QueryContext, input: { token: string }) {
  const [org, visit] = await Promise.all([
    getOrganization(ctx),
    readLinkedVisit(ctx, recordOfToken(ctx, 'visit', input.token)),
  ])
  const url = trackingUrl(ctx, visit.id)
  const place = [visit.address_line1, visit.address_line2, visit.city, visit.postcode]
  return {
    uid: `${visit.id}@${org.slug}.frontdesk`,
    title: `${visit.service_name} with ${visit.staff_name}`,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    location: place.filter(Boolean).join(', '),
    description: `Order ${visit.number} at ${org.name}.\nChange or cancel: ${url}`,
    url,
    organiser: { name: org.name, email: org.email },
    isCancelled: visit.status === 'cancelled',
    now: ctx.now.toString(),
  }
}
