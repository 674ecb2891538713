import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { listWebhooks as contract, Webhook } from '../contract.ts'

/** Every webhook of the organisation with its last seven days, newest first. */
export async function listWebhooks(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'webhook.manage')
  return { items: await readWebhooks(ctx, null) }
}

/** One webhook; `operations.webhook_not_found` when it is not there. */
export async function getWebhook(ctx: QueryContext, { webhookId }: { webhookId: string }): Promise<Webhook> {
  permit(ctx, 'webhook.manage')
  const [webhook] = await readWebhooks(ctx, webhookId)
  if (!webhook) throw new AppError('operations.webhook_not_found')
  return webhook
}

async function readWebhooks(ctx: QueryContext, webhookId: string | null): Promise<Webhook[]> {
  const since = ctx.now.subtract({ hours: 24 * 7 }).toString()
  const { rows } = await sql<Webhook>`
    select w.id, w.url, w.description, w.events, w.is_active as "isActive", w.created_at as "createdAt",
           w.created_by as "createdBy", d.last as "lastDeliveredAt",
           json_build_object('delivered', coalesce(d.delivered, 0), 'waiting', coalesce(d.waiting, 0),
                             'failed', coalesce(d.failed, 0)) as week
    from operations.webhooks w
    left join (
      select webhook_id, max(delivered_at) as last,
             count(*) filter (where status = 'delivered' and created_at >= ${since}::timestamptz) as delivered,
             count(*) filter (where status = 'waiting') as waiting,
             count(*) filter (where status = 'failed' and created_at >= ${since}::timestamptz) as failed
      from operations.webhook_deliveries where org_id = ${ctx.orgId} group by webhook_id
    ) d on d.webhook_id = w.id
    where w.org_id = ${ctx.orgId} and (${webhookId}::uuid is null or w.id = ${webhookId}::uuid)
    order by w.created_at desc, w.id desc`.execute(ctx.tx)
  return rows
}
