import type { QueryContext } from '#platform/context.ts'
import { operationsTables } from '../tables.ts'

/** A delivery that waits for its next try, with where it goes. */
export interface OutgoingDelivery {
  id: string
  webhookId: string
  messageId: string
  eventName: string
  tries: number
  body: unknown
  url: string
  /** Sealed; see `platform/secret-box.ts`. */
  secretBox: string
  isActive: boolean
}

/** The delivery if it still waits, else null: a repeat of a job that is done does nothing. */
export async function findOutgoingDelivery(
  ctx: QueryContext,
  { deliveryId }: { deliveryId: string },
): Promise<OutgoingDelivery | null> {
  const row = await operationsTables(ctx.tx)
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhooks as w', (join) =>
      join.onRef('w.org_id', '=', 'd.org_id').onRef('w.id', '=', 'd.webhook_id'),
    )
    .select([
      'd.id',
      'd.webhook_id as webhookId',
      'd.message_id as messageId',
      'd.event_name as eventName',
      'd.tries',
      'd.body',
      'w.url',
      'w.secret_box as secretBox',
      'w.is_active as isActive',
    ])
    .where('d.org_id', '=', ctx.orgId)
    .where('d.id', '=', deliveryId)
    .where('d.status', '=', 'waiting')
    .executeTakeFirst()
  return row ?? null
}
