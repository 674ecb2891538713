import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit, scopeOf } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { addDays, localDay } from '#values/zone.ts'
import type * as contract from '../contract.ts'
import { pictureUrl } from '../domain/picture-url.ts'

/** Exceptions older than this are history and not sent. */
const PAST_DAYS = 90

interface Filter {
  id?: string
  q?: string | undefined
  serviceId?: string | undefined
  active?: boolean | undefined
}

/** The people who do visits, in the organisation's order; a manager sees those of their scope (IDEN-005). */
export async function listStaff(
  ctx: QueryContext,
  input: Input<typeof contract.listStaff>,
): Promise<Output<typeof contract.listStaff>> {
  permit(ctx, 'staff.view')
  return { items: await readStaff(ctx, input) }
}

/** One person; refuses with `booking.staff_not_found`, also when outside of the manager's scope. */
export async function getStaffMember(
  ctx: QueryContext,
  { staffId }: Input<typeof contract.getStaffMember>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.view')
  return readStaffMember(ctx, staffId)
}

/** The person as they stand in this transaction. */
export async function readStaffMember(ctx: QueryContext, id: string): Promise<contract.StaffMember> {
  const [person] = await readStaff(ctx, { id })
  if (!person) throw new AppError('booking.staff_not_found')
  return person
}

async function readStaff(ctx: QueryContext, filter: Filter): Promise<contract.StaffMember[]> {
  const { id = null, serviceId = null, active = null } = filter
  const needle = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const { slug, zone } = await getOrganization(ctx)
  const since = addDays(localDay(zone, ctx.now.epochMilliseconds), -PAST_DAYS)
  const { rows } = await sql<contract.StaffMember & { photoKey: string | null }>`
    select s.id, s.member_id as "memberId", s.name, s.email, s.phone, s.bio, s.photo_key as "photoKey", s.colour,
           s.zone, s.weekly, s.active, s.position,
           array(select v.id::text from booking.staff_services k
                 join booking.services v on v.org_id = ${ctx.orgId} and v.id = k.service_id and v.deleted_at is null
                 where k.org_id = ${ctx.orgId} and k.staff_id = s.id order by v.position, v.id) as "serviceIds",
           coalesce((select json_agg(json_build_object('id', a.id, 'postcode', a.postcode, 'radiusKm', a.radius_km,
                                                       'lat', a.lat, 'lon', a.lon, 'approximate', a.approximate)
                                     order by a.postcode, a.id)
                     from booking.staff_areas a where a.org_id = ${ctx.orgId} and a.staff_id = s.id), '[]') as areas,
           coalesce((select json_agg(json_build_object('id', o.id, 'day', o.day, 'hours', o.hours, 'reason', o.reason)
                                     order by o.day)
                     from booking.schedule_overrides o
                     where o.org_id = ${ctx.orgId} and o.staff_id = s.id and o.day >= ${since}), '[]') as overrides
    from booking.staff s
    where s.org_id = ${ctx.orgId} and s.deleted_at is null and ${inScope(ctx)}
      and (${id}::uuid is null or s.id = ${id}::uuid)
      and (${active}::boolean is null or s.active = ${active}::boolean)
      and (${serviceId}::uuid is null or exists (
        select from booking.staff_services k
        where k.org_id = ${ctx.orgId} and k.staff_id = s.id and k.service_id = ${serviceId}::uuid))
      and (${needle}::text is null
           or s.name || ' ' || coalesce(s.email, '') || ' ' || coalesce(s.phone, '') ilike ${needle}::text
           or exists (select from booking.staff_areas a where a.org_id = ${ctx.orgId} and a.staff_id = s.id
                      and a.postcode ilike ${needle}::text))
    order by s.position, s.id`.execute(ctx.tx)
  return rows.map(({ photoKey, ...person }) => ({ ...person, photoUrl: pictureUrl(slug, photoKey) }))
}

/** The condition over `booking.staff s` that keeps a manager inside their scope. */
export function inScope(ctx: QueryContext) {
  const { staffIds, areaIds } = scopeOf(ctx.actor) ?? { staffIds: [], areaIds: [] }
  return sql<boolean>`(cardinality(${staffIds}::uuid[]) = 0 or s.id = any(${staffIds}::uuid[]))
    and (cardinality(${areaIds}::uuid[]) = 0 or exists (
      select from booking.staff_areas w
      where w.org_id = ${ctx.orgId} and w.staff_id = s.id and w.id = any(${areaIds}::uuid[])))`
}
