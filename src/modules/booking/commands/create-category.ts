import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract.ts'
import { noteCatalogueChange } from './note-change.ts'

/** Adds a category at the end of the catalogue. */
export async function createCategory(
  ctx: CommandContext,
  { name, description }: Input<typeof contract.createCategory>,
): Promise<contract.Category> {
  permit(ctx, 'catalogue.edit')
  const { rows } = await sql<{ id: string; position: number }>`
    insert into booking.categories (org_id, id, name, description, position, created_at)
    values (${ctx.orgId}, ${newId()}, ${name}, ${description},
            (select coalesce(max(position), 0) + 1 from booking.categories where org_id = ${ctx.orgId}),
            ${ctx.now.toString()})
    returning id, position`.execute(ctx.tx)
  const { id, position } = rows[0]!
  await noteCatalogueChange(ctx, {
    action: 'category.create',
    recordType: 'category',
    recordId: id,
    summary: `Added the category ${name}`,
  })
  return { id, name, description, position, serviceCount: 0 }
}
