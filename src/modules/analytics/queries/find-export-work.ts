import type { QueryContext } from '#platform/context.ts'
import { DashboardFilter } from '../contract/dashboard.ts'
import type { ExportKind } from '../contract/exports.ts'
import { analyticsTables } from '../tables.ts'

/** What is to be made, of what, and for whom. */
export interface ExportWork {
  id: string
  kind: ExportKind
  subject: string | undefined
  part: string | undefined
  filter: DashboardFilter
  name: string
  memberId: string
}

const Kept = DashboardFilter.loose()

/** An export that still waits to be made or is being made; null when it is done, failed, cancelled or gone. */
export async function findExportWork(ctx: QueryContext, exportId: string): Promise<ExportWork | null> {
  const row = await analyticsTables(ctx.tx)
    .selectFrom('exports')
    .select(['id', 'kind', 'subject', 'filter', 'name', 'created_by'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', exportId)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (!row) return null
  const { part, ...filter } = Kept.parse(row.filter)
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject || undefined,
    part: typeof part === 'string' ? part : undefined,
    filter,
    name: row.name,
    memberId: row.created_by,
  }
}

/** Exports that were asked for before an instant, with their files. */
export async function listOldExports(
  ctx: QueryContext,
  before: string,
): Promise<{ id: string; key: string | null }[]> {
  const rows = await analyticsTables(ctx.tx)
    .selectFrom('exports')
    .select(['id', 'storage_key'])
    .where('org_id', '=', ctx.orgId)
    .where('created_at', '<', before)
    .limit(500)
    .execute()
  return rows.map(({ id, storage_key }) => ({ id, key: storage_key }))
}
