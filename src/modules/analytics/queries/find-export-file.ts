import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { analyticsTables } from '../tables.ts'
import { makerOf } from './export-row.ts'

/** Where the file of one of the member's own exports lies, and what it is called. */
export async function findExportFile(
  ctx: QueryContext,
  exportId: string,
): Promise<{ key: string; name: string }> {
  permit(ctx, 'figures.view')
  const row = await analyticsTables(ctx.tx)
    .selectFrom('exports')
    .select(['name', 'status', 'storage_key'])
    .where('org_id', '=', ctx.orgId)
    .where('created_by', '=', makerOf(ctx))
    .where('id', '=', exportId)
    .executeTakeFirst()
  if (!row) throw new AppError('analytics.export_not_found')
  if (row.status !== 'done' || !row.storage_key) throw new AppError('analytics.export_not_ready')
  return { key: row.storage_key, name: row.name }
}
