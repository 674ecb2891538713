import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'

/** Deliveries whose last try was within a day and failed for good. */
export async function countFailedDeliveries(ctx: QueryContext): Promise<number> {
  const since = ctx.now.subtract({ hours: 24 }).toString()
  const { rows } = await sql<{ failed: number }>`
    select count(*) as failed from operations.webhook_deliveries d
    where d.org_id = ${ctx.orgId} and d.status = 'failed'
      and exists (select from operations.webhook_tries t
                  where t.org_id = ${ctx.orgId} and t.delivery_id = d.id and t.at >= ${since}::timestamptz)`.execute(
    ctx.tx,
  )
  return rows[0]!.failed
}
