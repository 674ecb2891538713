import type { QueryContext } from '#platform/context.ts'
import { coreTables } from '#platform/tables.ts'
import { permit } from '#values/actor.ts'
import type { FailedJobDetail } from '../contract.ts'

/** The event behind a failed listener, or null when it is gone. */
export async function findEvent(
  ctx: QueryContext,
  { eventId }: { eventId: string },
): Promise<FailedJobDetail['event']> {
  permit(ctx, 'system.view')
  const row = await coreTables(ctx.tx)
    .selectFrom('events')
    .select(['name', 'occurred_at as occurredAt', 'actor', 'payload'])
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', eventId)
    .executeTakeFirst()
  return row ? { ...row, payload: row.payload as Record<string, unknown> } : null
}
