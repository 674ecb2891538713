import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { readCategories } from '../queries/list-categories.ts'
import { noteCatalogueChange } from './note-change.ts'

/** Deletes a category that holds no services; those in the trash lose it. */
export async function deleteCategory(
  ctx: CommandContext,
  { categoryId }: Input<typeof contract.deleteCategory>,
): Promise<Output<typeof contract.deleteCategory>> {
  permit(ctx, 'catalogue.edit')
  const [category] = await readCategories(ctx, categoryId)
  if (!category) throw new AppError('booking.category_not_found')
  if (category.serviceCount > 0)
    throw new AppError('booking.category_in_use', { count: category.serviceCount })
  await sql`update booking.services set category_id = null
    where org_id = ${ctx.orgId} and category_id = ${categoryId} and deleted_at is not null`.execute(ctx.tx)
  try {
    await sql`delete from booking.categories where org_id = ${ctx.orgId} and id = ${categoryId}`.execute(
      ctx.tx,
    )
  } catch (error) {
    // A service came into the category in the same instant.
    if (pgFault(error)?.constraint.startsWith('services_category_fkey'))
      throw new AppError('booking.category_in_use')
    throw error
  }
  await noteCatalogueChange(ctx, {
    action: 'category.delete',
    recordType: 'category',
    recordId: categoryId,
    summary: `Deleted the category ${category.name}`,
  })
  return { id: categoryId }
}
