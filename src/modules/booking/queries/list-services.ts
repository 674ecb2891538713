import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit, scopeOf } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { pictureUrl } from '../domain/picture-url.ts'

interface Filter {
  id?: string
  q?: string | undefined
  categoryId?: string | undefined
  active?: boolean | undefined
}

/** The services of the catalogue in its order, with extras and people; those in the trash are left out. */
export async function listServices(
  ctx: QueryContext,
  input: Input<typeof contract.listServices>,
): Promise<Output<typeof contract.listServices>> {
  permit(ctx, 'catalogue.view')
  return { items: await readServices(ctx, input) }
}

/** One service of the catalogue; refuses with `booking.service_not_found`. */
export async function getService(
  ctx: QueryContext,
  { serviceId }: Input<typeof contract.getService>,
): Promise<contract.Service> {
  permit(ctx, 'catalogue.view')
  return readService(ctx, serviceId)
}

/** The service as it stands in this transaction. */
export async function readService(ctx: QueryContext, id: string): Promise<contract.Service> {
  const [service] = await readServices(ctx, { id })
  if (!service) throw new AppError('booking.service_not_found')
  return service
}

async function readServices(ctx: QueryContext, filter: Filter): Promise<contract.Service[]> {
  const { id = null, categoryId = null, active = null } = filter
  const needle = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  const visible = scopeOf(ctx.actor)?.staffIds ?? []
  const [{ slug }, { rows }] = await Promise.all([
    getOrganization(ctx),
    sql<contract.Service & { imageKey: string | null }>`
      select s.id, s.slug, s.category_id as "categoryId", c.name as "categoryName", s.name, s.summary, s.description,
             s.duration_minutes as "durationMinutes", s.price_amount as price, s.deposit_amount as deposit,
             s.pay_on_day as "payOnDay", s.buffer_before_minutes as "bufferBeforeMinutes",
             s.buffer_after_minutes as "bufferAfterMinutes", s.online, s.active, s.colour, s.image_key as "imageKey",
             s.position,
             coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'price', e.price_amount,
                                                         'minutes', e.minutes, 'maxQuantity', e.max_quantity)
                                       order by e.position, e.id)
                       from booking.extras e
                       where e.org_id = ${ctx.orgId} and e.service_id = s.id and e.deleted_at is null), '[]') as extras,
             array(select p.id::text from booking.staff_services k
                   join booking.staff p on p.org_id = ${ctx.orgId} and p.id = k.staff_id and p.deleted_at is null
                   where k.org_id = ${ctx.orgId} and k.service_id = s.id
                     and (cardinality(${visible}::uuid[]) = 0 or p.id = any(${visible}::uuid[]))
                   order by p.position, p.id) as "staffIds"
      from booking.services s
      left join booking.categories c on c.org_id = ${ctx.orgId} and c.id = s.category_id
      where s.org_id = ${ctx.orgId} and s.deleted_at is null
        and (${id}::uuid is null or s.id = ${id}::uuid)
        and (${categoryId}::uuid is null or s.category_id = ${categoryId}::uuid)
        and (${active}::boolean is null or s.active = ${active}::boolean)
        and (${needle}::text is null or s.name || ' ' || s.summary || ' ' || coalesce(c.name, '') ilike ${needle}::text)
      order by c.position nulls last, s.position, s.id`.execute(ctx.tx),
  ])
  return rows.map(({ imageKey, ...service }) => ({ ...service, imageUrl: pictureUrl(slug, imageKey) }))
}
