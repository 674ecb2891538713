import type { CommandContext } from '#platform/context.ts'
import { enqueue } from '#platform/jobs.ts'
import { coreTables } from '#platform/tables.ts'
import type { EventRecord } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { isWanted } from '../domain/outgoing-events.ts'
import { operationsTables } from '../tables.ts'

/** The job that makes one try; registered in `jobs.ts`. */
export const SEND_JOB = 'sendDelivery'

/**
 * One delivery for every webhook that wants the event and was there when it happened, each with its own job, so that a slow receiver delays no
 * other. A repeat finds the rows and does nothing.
 */
export async function queueDeliveries(ctx: CommandContext, event: EventRecord): Promise<number> {
  const webhooks = await operationsTables(ctx.tx)
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('org_id', '=', ctx.orgId)
    .where('is_active', '=', true)
    .where('created_at', '<=', event.occurredAt)
    .execute()
  const wanting = webhooks.filter(({ events }) => isWanted(events, event.name))
  if (wanting.length === 0) return 0
  const org = await senderOf(ctx)
  const body = {
    id: event.id,
    type: event.name,
    occurredAt: new Date(event.occurredAt).toISOString(),
    org,
    data: event.payload,
  }
  const queued = await operationsTables(ctx.tx)
    .insertInto('webhook_deliveries')
    .values(wanting.map(({ id }) => deliveryRow(ctx, id, event.id, event.name, body)))
    .onConflict((conflict) => conflict.constraint('webhook_deliveries_once').doNothing())
    .returning('id')
    .execute()
  for (const { id } of queued) await enqueueTry(ctx, id)
  return queued.length
}

/** Puts the next try of a delivery on the queue; `runAt` is an ISO instant, now when missing. */
export async function enqueueTry(ctx: CommandContext, deliveryId: string, runAt?: string): Promise<void> {
  const job = ctx.jobs.kinds.get(SEND_JOB)
  if (!job) throw new Error(`The job ${SEND_JOB} is not registered.`)
  await enqueue(ctx, job, { deliveryId }, { key: deliveryId, ...(runAt && { runAt }) })
}

/** The organisation as receivers see it. */
export async function senderOf(ctx: CommandContext): Promise<{ id: string; slug: string; name: string }> {
  return coreTables(ctx.tx)
    .selectFrom('orgs')
    .select(['id', 'slug', 'name'])
    .where('id', '=', ctx.orgId)
    .executeTakeFirstOrThrow()
}

/** A new delivery, due at once. */
export function deliveryRow(
  ctx: CommandContext,
  webhookId: string,
  messageId: string,
  eventName: string,
  body: object,
) {
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  return {
    org_id: ctx.orgId,
    id: newId(),
    webhook_id: webhookId,
    message_id: messageId,
    event_name: eventName,
    body: JSON.stringify(body),
    status: 'waiting' as const,
    next_try_at: now,
    created_at: now,
  }
}
