import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Export } from '../contract/exports.ts'
import { analyticsTables } from '../tables.ts'

const columns = [
  ...(['id', 'kind', 'name', 'status', 'progress', 'error', 'bytes'] as const),
  ...(['created_at', 'finished_at'] as const),
] as const

/** Exports as their maker sees them; nobody sees another's. */
export function selectOwnExports(ctx: QueryContext) {
  return analyticsTables(ctx.tx)
    .selectFrom('exports')
    .select(columns)
    .where('org_id', '=', ctx.orgId)
    .where('created_by', '=', makerOf(ctx))
}

/** The member who asks; files are made for people, not for the product itself. */
export function makerOf({ actor }: Pick<QueryContext, 'actor'>): string {
  if (actor.kind !== 'user') throw new AppError('auth.required')
  return actor.memberId
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOwnExports>['execute']>>[number]

/** A row in the words of the contract. */
export function toExport(row: Row): Export {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    status: row.status,
    progress: row.progress,
    error: row.error,
    bytes: row.bytes === null ? null : Number(row.bytes),
    url: row.status === 'done' ? `/api/v1/dashboard/exports/${row.id}/file` : null,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
