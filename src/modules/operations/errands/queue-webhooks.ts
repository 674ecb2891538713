import type { ErrandContext } from '#platform/context.ts'
import { allEvents, type EventRecord } from '#values/event.ts'
import { queueDeliveries } from '../commands/queue-deliveries.ts'

/** Hears every event of the house and queues it for the webhooks that want it (PLAT-088, PLAT-091). */
export async function queueWebhooks(ctx: ErrandContext, event: EventRecord): Promise<void> {
  const kind = allEvents().get(event.name)
  if (kind && !kind.isInternal) await ctx.command(queueDeliveries, event)
}
