import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Alert } from '../contract.ts'
import { operationsTables } from '../tables.ts'

/** Open alerts first, then those of the last seven days; newest first within each. */
export async function listAlerts(ctx: QueryContext): Promise<Alert[]> {
  permit(ctx, 'system.view')
  const since = ctx.now.subtract({ hours: 24 * 7 }).toString()
  return operationsTables(ctx.tx)
    .selectFrom('alerts')
    .select(['id', 'key', 'level', 'title', 'detail', 'raised_at as raisedAt', 'resolved_at as resolvedAt'])
    .where('org_id', '=', ctx.orgId)
    .where(({ eb, or }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', since)]))
    .orderBy(({ eb }) => eb('resolved_at', 'is not', null))
    .orderBy('raised_at', 'desc')
    .limit(50)
    .execute()
}
