import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { reordered } from '../domain/reorder.ts'
import { staffChanged } from '../events.ts'
import { bookingTables } from '../tables.ts'
import { noteCatalogueChange } from './note-change.ts'

const kinds = {
  category: { table: 'categories', unknown: 'booking.category_not_found', words: 'categories' },
  service: { table: 'services', unknown: 'booking.service_not_found', words: 'services' },
  staff: { table: 'staff', unknown: 'booking.staff_not_found', words: 'staff' },
} as const

/** Puts the named categories, services or people into this order; all others keep their places. */
export async function reorderCatalogue(
  ctx: CommandContext,
  { kind, ids }: Input<typeof contract.reorderCatalogue>,
): Promise<Output<typeof contract.reorderCatalogue>> {
  permit(ctx, kind === 'staff' ? 'staff.edit' : 'catalogue.edit')
  const { table, unknown, words } = kinds[kind]
  const rows = await bookingTables(ctx.tx)
    .selectFrom(table)
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute()
  const before = rows.map(({ id }) => id)
  const known = new Set(before)
  if (ids.some((id) => !known.has(id))) throw new AppError(unknown)
  const after = reordered(before, ids)
  await sql`
    update booking.${sql.ref(table)} t set position = o.position
    from unnest(${after}::uuid[]) with ordinality as o(id, position)
    where t.org_id = ${ctx.orgId} and t.id = o.id and t.position is distinct from o.position`.execute(ctx.tx)
  await noteCatalogueChange(ctx, {
    action: `${kind}.reorder`,
    recordType: kind,
    recordId: ids[0]!,
    summary: `Changed the order of the ${words}`,
  })
  if (kind === 'staff') await publish(ctx, staffChanged({ what: 'staff.reorder' }))
  return { ids: after }
}
