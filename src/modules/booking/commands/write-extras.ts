import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { bookingTables } from '../tables.ts'

type ExtraInput = Input<typeof contract.createService>['extras'][number]

/**
 * Makes these the extras of a service, in this order. An id keeps its extra (one from the trash comes back),
 * without id a new one is made; those left out go to the trash, since visits name them.
 */
export async function writeExtras(
  ctx: CommandContext,
  serviceId: string,
  extras: readonly ExtraInput[],
): Promise<void> {
  const tables = bookingTables(ctx.tx)
  const kept = extras.flatMap(({ id }) => id ?? [])
  const known = await tables
    .selectFrom('extras')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('service_id', '=', serviceId)
    .execute()
  const own = new Set(known.map(({ id }) => id))
  if (kept.some((id) => !own.has(id)) || new Set(kept).size < kept.length) {
    throw new AppError('booking.extra_not_found')
  }
  await sql`
    update booking.extras set deleted_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and service_id = ${serviceId} and deleted_at is null
      and not id = any(${kept}::uuid[])`.execute(ctx.tx)
  if (extras.length === 0) return
  const rows = extras.map((extra, index) => ({
    org_id: ctx.orgId,
    id: extra.id ?? newId(),
    service_id: serviceId,
    name: extra.name,
    price_amount: extra.price,
    minutes: extra.minutes,
    max_quantity: extra.maxQuantity,
    position: index + 1,
    deleted_at: null,
  }))
  await tables
    .insertInto('extras')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        price_amount: eb.ref('excluded.price_amount'),
        minutes: eb.ref('excluded.minutes'),
        max_quantity: eb.ref('excluded.max_quantity'),
        position: eb.ref('excluded.position'),
        deleted_at: null,
      })),
    )
    .execute()
}
