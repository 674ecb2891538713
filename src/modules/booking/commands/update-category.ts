import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { changesBetween } from '../domain/changes.ts'
import { readCategories } from '../queries/list-categories.ts'
import { bookingTables } from '../tables.ts'
import { noteCatalogueChange } from './note-change.ts'

/** Changes a category's name and description. */
export async function updateCategory(
  ctx: CommandContext,
  { categoryId, name, description }: Input<typeof contract.updateCategory>,
): Promise<contract.Category> {
  permit(ctx, 'catalogue.edit')
  const [before] = await readCategories(ctx, categoryId)
  if (!before) throw new AppError('booking.category_not_found')
  await bookingTables(ctx.tx)
    .updateTable('categories')
    .set({ name, description })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', categoryId)
    .execute()
  const after = { ...before, name, description }
  await noteCatalogueChange(ctx, {
    action: 'category.update',
    recordType: 'category',
    recordId: categoryId,
    summary: `Changed the category ${name}`,
    changes: changesBetween(before, after, ['name', 'description']),
  })
  return after
}
