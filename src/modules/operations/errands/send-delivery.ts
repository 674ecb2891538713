import type { ErrandContext } from '#platform/context.ts'
import { unseal } from '#platform/secret-box.ts'
import type { WebhookAnswer } from '../adapters/webhook-sender.ts'
import { noteTry } from '../commands/note-try.ts'
import { TEST_EVENT } from '../domain/outgoing-events.ts'
import { findOutgoingDelivery, type OutgoingDelivery } from '../queries/find-outgoing-delivery.ts'
import { SECRET_PURPOSE } from './webhook-secrets.ts'

/** Makes one try. Repeating it after a crash sends the same message id again, which receivers recognise. */
export async function sendDelivery(
  ctx: ErrandContext,
  { deliveryId }: { deliveryId: string },
): Promise<void> {
  const delivery = await ctx.query(findOutgoingDelivery, { deliveryId })
  if (!delivery) return
  const { id, webhookId, tries } = delivery
  const answer = await trySending(ctx, delivery)
  const status = await ctx.command(noteTry, { deliveryId, triesBefore: tries, ...answer })
  if (!status) return
  ctx.log.info(
    { delivery: id, webhook: webhookId, status, answered: answer.status, ms: answer.ms },
    'webhook tried',
  )
  ctx.services.live.changed(ctx.orgId, [
    {
      topic: 'jobs',
      name: 'operations.delivery_tried',
      ids: [deliveryId, webhookId],
      at: new Date().toISOString(),
    },
  ])
}

async function trySending(
  ctx: ErrandContext,
  { url, messageId, eventName, body, secretBox, isActive }: OutgoingDelivery,
): Promise<WebhookAnswer & { isFinal?: boolean }> {
  const unsent = { status: null, ms: 0, response: null, isFinal: true }
  if (!isActive && eventName !== TEST_EVENT) return { ...unsent, error: 'The webhook was paused.' }
  let secret: string
  try {
    secret = unseal(ctx.config.secret, SECRET_PURPOSE, secretBox)
  } catch (error) {
    return { ...unsent, error: (error as Error).message }
  }
  const timestamp = Math.floor(ctx.now.epochMilliseconds / 1000)
  return ctx.adapters.webhooks.send({ url, id: messageId, timestamp, secret, body: JSON.stringify(body) })
}
