import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'

/** The days on which the whole organisation is closed, in order. */
export async function listHolidays(
  ctx: QueryContext,
  _input: Input<typeof contract.listHolidays>,
): Promise<Output<typeof contract.listHolidays>> {
  permit(ctx, 'org.view')
  const { rows } = await sql<contract.Holiday>`
    select id, day, name from booking.holidays where org_id = ${ctx.orgId} order by day`.execute(ctx.tx)
  return { items: rows }
}
