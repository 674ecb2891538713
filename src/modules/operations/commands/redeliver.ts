import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { Delivery } from '../contract.ts'
import { getDeliveryRow } from '../queries/list-deliveries.ts'
import { operationsTables } from '../tables.ts'
import { enqueueTry } from './queue-deliveries.ts'

/** Sends a finished delivery again with the same message id and all tries anew. */
export async function redeliver(
  ctx: CommandContext,
  { deliveryId }: { deliveryId: string },
): Promise<Delivery> {
  permit(ctx, 'webhook.manage')
  const restarted = await operationsTables(ctx.tx)
    .updateTable('webhook_deliveries')
    .set({ status: 'waiting', tries: 0, next_try_at: ctx.now.toString(), delivered_at: null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', deliveryId)
    .where('status', '<>', 'waiting')
    .returning('event_name')
    .executeTakeFirst()
  if (!restarted) {
    await getDeliveryRow(ctx, deliveryId)
    throw new AppError('operations.delivery_waiting')
  }
  await enqueueTry(ctx, deliveryId)
  await audit(ctx, {
    action: 'webhook.redeliver',
    recordType: 'webhook_delivery',
    recordId: deliveryId,
    summary: `Delivery of ${restarted.event_name} sent again`,
  })
  return getDeliveryRow(ctx, deliveryId)
}
