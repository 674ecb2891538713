import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { deliveryPercent } from '../domain/channel-health.ts'
import { deliveryRateFell } from '../events.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'

/** A message younger than this may still be on its way. */
const ON_THE_WAY_MINUTES = 2

/** Tells, once an hour and channel, that fewer of the last hour's messages arrived than the alert allows. */
export async function watchDeliveryRate(ctx: CommandContext): Promise<void> {
  const { deliveryAlertPercent } = await loadInboxSettings(ctx)
  const hourAgo = ctx.now.subtract({ hours: 1 }).toString()
  const { rows } = await sql<{ channelId: string; channelName: string; sent: number; delivered: number }>`
    select c.id as "channelId", c.name as "channelName", count(*)::int as sent,
      count(*) filter (where m.status in ('delivered', 'read'))::int as delivered
    from inbox.messages m join inbox.channels c on c.org_id = m.org_id and c.id = m.channel_id and c.deleted_at is null
    where m.org_id = ${ctx.orgId} and m.created_at >= ${hourAgo}
      and m.created_at < ${ctx.now.subtract({ minutes: ON_THE_WAY_MINUTES }).toString()}
      and m.direction = 'out' and m.status in ('sent', 'delivered', 'read', 'failed') and c.kind in ('whatsapp', 'sms')
      and not exists (select from core.events e where e.org_id = m.org_id and e.occurred_at > ${hourAgo}
        and e.name = ${deliveryRateFell.name} and e.payload->>'channelId' = c.id::text)
    group by c.id, c.name`.execute(ctx.tx)
  for (const row of rows) {
    const percent = deliveryPercent(row)
    if (percent !== null && percent < deliveryAlertPercent)
      await publish(ctx, deliveryRateFell({ ...row, percent }))
  }
}
