import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getExport as contract, Export } from '../contract/exports.ts'
import { selectOwnExports, toExport } from './export-row.ts'

/** How far one of the member's own exports is. */
export async function getExport(ctx: QueryContext, input: Input<typeof contract>): Promise<Export> {
  permit(ctx, 'figures.view')
  const row = await selectOwnExports(ctx).where('id', '=', input.exportId).executeTakeFirst()
  if (!row) throw new AppError('analytics.export_not_found')
  return toExport(row)
}
