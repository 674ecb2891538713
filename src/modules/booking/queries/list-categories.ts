import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'

/** Every category in the organisation's order, with how many services it holds. */
export async function listCategories(
  ctx: QueryContext,
  _input: Input<typeof contract.listCategories>,
): Promise<Output<typeof contract.listCategories>> {
  permit(ctx, 'catalogue.view')
  return { items: await readCategories(ctx) }
}

/** The categories, or the one with this id, as they stand in this transaction. */
export async function readCategories(ctx: QueryContext, id: string | null = null) {
  const { rows } = await sql<contract.Category>`
    select c.id, c.name, c.description, c.position,
           (select count(*)::int from booking.services s
            where s.org_id = ${ctx.orgId} and s.category_id = c.id and s.deleted_at is null) as "serviceCount"
    from booking.categories c
    where c.org_id = ${ctx.orgId} and (${id}::uuid is null or c.id = ${id}::uuid)
    order by c.position, c.id`.execute(ctx.tx)
  return rows
}
