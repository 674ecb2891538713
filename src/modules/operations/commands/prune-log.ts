import type { CommandContext } from '#platform/context.ts'
import { operationsTables } from '../tables.ts'

const KEPT_DAYS = 30

/** Forgets deliveries and closed alerts after 30 days: their bodies hold personal data. */
export async function pruneOperationsLog(ctx: CommandContext): Promise<void> {
  const before = ctx.now.subtract({ hours: 24 * KEPT_DAYS }).toString()
  await operationsTables(ctx.tx)
    .deleteFrom('webhook_deliveries')
    .where('org_id', '=', ctx.orgId)
    .where('created_at', '<', before)
    .where('status', '<>', 'waiting')
    .execute()
  await operationsTables(ctx.tx)
    .deleteFrom('alerts')
    .where('org_id', '=', ctx.orgId)
    .where('resolved_at', '<', before)
    .execute()
}
