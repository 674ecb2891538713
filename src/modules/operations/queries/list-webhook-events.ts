import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import type { listWebhookEvents as contract } from '../contract.ts'
import { outgoingKinds } from './outgoing-kinds.ts'

/** The events that webhooks may carry, by name. */
export async function listWebhookEvents(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'webhook.manage')
  return { items: outgoingKinds().map(({ name, summary }) => ({ name, summary })) }
}
