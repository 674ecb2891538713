import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { PricedService } from '../domain/price.ts'

const SECONDS = 30

/** A service with everything that booking it depends on. Amounts in minor units. */
export interface ServiceFacts extends PricedService {
  id: string
  slug: string
  summary: string
  description: string
  categoryName: string | null
  payOnDay: boolean
  online: boolean
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  colour: string
  imageKey: string | null
}

/** The services on offer, in the organisation's order; remembered like `listPeople`. */
export function listServiceFacts(ctx: QueryContext): Promise<ServiceFacts[]> {
  return ctx.cache.remember(ctx.orgId, 'service-facts', ['catalogue'], SECONDS, () => readServices(ctx))
}

/** A service on offer, or null; `online` leaves out those that only the office books. */
export async function findServiceFacts(
  ctx: QueryContext,
  serviceId: string,
  options: { online: boolean },
): Promise<ServiceFacts | null> {
  const services = await listServiceFacts(ctx)
  const service = services.find(({ id }) => id === serviceId)
  return service && (service.online || !options.online) ? service : null
}

async function readServices(ctx: QueryContext): Promise<ServiceFacts[]> {
  const { rows } = await sql<ServiceFacts>`
    select s.id, s.slug, s.name, s.summary, s.description, c.name as "categoryName",
           s.duration_minutes as "durationMinutes", s.price_amount as price, s.deposit_amount as deposit,
           s.pay_on_day as "payOnDay", s.online, s.buffer_before_minutes as "bufferBeforeMinutes",
           s.buffer_after_minutes as "bufferAfterMinutes", s.colour, s.image_key as "imageKey",
           coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'price', e.price_amount,
                                                       'minutes', e.minutes, 'maxQuantity', e.max_quantity)
                                     order by e.position, e.id)
                     from booking.extras e
                     where e.org_id = ${ctx.orgId} and e.service_id = s.id and e.deleted_at is null), '[]') as extras
    from booking.services s
    left join booking.categories c on c.org_id = ${ctx.orgId} and c.id = s.category_id
    where s.org_id = ${ctx.orgId} and s.active and s.deleted_at is null
    order by c.position nulls last, s.position, s.id`.execute(ctx.tx)
  return rows
}
