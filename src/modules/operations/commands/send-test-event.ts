import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import type { Delivery } from '../contract.ts'
import { TEST_EVENT } from '../domain/outgoing-events.ts'
import { getDeliveryRow } from '../queries/list-deliveries.ts'
import { getWebhook } from '../queries/list-webhooks.ts'
import { operationsTables } from '../tables.ts'
import { deliveryRow, enqueueTry, senderOf } from './queue-deliveries.ts'

/** Sends a sample through the same way as every event, also to a paused webhook. */
export async function sendTestEvent(
  ctx: CommandContext,
  { webhookId }: { webhookId: string },
): Promise<Delivery> {
  permit(ctx, 'webhook.manage')
  const webhook = await getWebhook(ctx, { webhookId })
  const id = newId()
  const row = deliveryRow(ctx, webhookId, id, TEST_EVENT, {
    id,
    type: TEST_EVENT,
    occurredAt: ctx.now.toString({ smallestUnit: 'millisecond' }),
    org: await senderOf(ctx),
    data: { message: 'This is a test from Frontdesk.' },
  })
  await operationsTables(ctx.tx).insertInto('webhook_deliveries').values(row).execute()
  await enqueueTry(ctx, row.id)
  await audit(ctx, {
    action: 'webhook.test',
    recordType: 'webhook',
    recordId: webhookId,
    summary: `Test event sent to ${webhook.url}`,
  })
  return getDeliveryRow(ctx, row.id)
}
