import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Export } from '../contract/exports.ts'
import { selectOwnExports, toExport } from './export-row.ts'

const MOST = 50

/** The member's own exports, newest first; old ones are gone after a week. */
export async function listExports(ctx: QueryContext): Promise<{ items: Export[] }> {
  permit(ctx, 'figures.view')
  const rows = await selectOwnExports(ctx)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return { items: rows.map(toExport) }
}
