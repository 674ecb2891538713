import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { deliveryPercent } from '../domain/channel-health.ts'
import { deliveryRateFell, deliveryRateRecovered } from '../events.ts'
import { loadInboxSettings } from '../queries/inbox-settings.ts'

/** A message younger than this may still be on its way. */
const ON_THE_WAY_MINUTES = 2

interface Rate {
  channelId: string
  channelName: string
  sent: number
  delivered: number
  /** It was told that the rate fell, and not yet that it is well again. */
  isFallen: boolean
}

/**
 * Tells once when fewer of a channel's messages of the last hour arrive than the alert allows, and once when enough do
 * again, or nothing is sent any more. Too few messages say nothing either way.
 */
export async function watchDeliveryRate(ctx: CommandContext): Promise<void> {
  const { deliveryAlertPercent } = await loadInboxSettings(ctx)
  const rates = (await readRates(ctx)).map((rate) => ({ ...rate, percent: deliveryPercent(rate) }))
  const fell = rates.filter(
    ({ percent, isFallen }) => !isFallen && percent !== null && percent < deliveryAlertPercent,
  )
  const recovered = rates.filter(
    ({ percent, sent, isFallen }) =>
      isFallen && (sent === 0 || (percent !== null && percent >= deliveryAlertPercent)),
  )
  if (fell.length + recovered.length === 0) return
  await markFallen(ctx, idsOf(fell), idsOf(recovered))
  for (const { isFallen: _, percent, ...rate } of fell)
    await publish(ctx, deliveryRateFell({ ...rate, percent: percent! }))
  for (const { channelId, channelName, percent } of recovered)
    await publish(ctx, deliveryRateRecovered({ channelId, channelName, percent }))
}

const idsOf = (rates: readonly Rate[]) => rates.map(({ channelId }) => channelId)

/** Channels that sent something in the last hour, or about which an alert stands. */
async function readRates(ctx: CommandContext): Promise<Rate[]> {
  const { rows } = await sql<Rate>`
    with counts as (
      select m.channel_id, count(*)::int as sent,
        count(*) filter (where m.status in ('delivered', 'read'))::int as delivered
      from inbox.messages m
      where m.org_id = ${ctx.orgId} and m.created_at >= ${ctx.now.subtract({ hours: 1 }).toString()}
        and m.created_at < ${ctx.now.subtract({ minutes: ON_THE_WAY_MINUTES }).toString()}
        and m.direction = 'out' and m.status in ('sent', 'delivered', 'read', 'failed')
      group by m.channel_id)
    select c.id as "channelId", c.name as "channelName", coalesce(n.sent, 0) as sent,
      coalesce(n.delivered, 0) as delivered, c.rate_fell_at is not null as "isFallen"
    from inbox.channels c left join counts n on n.channel_id = c.id
    where c.org_id = ${ctx.orgId} and c.deleted_at is null and c.kind in ('whatsapp', 'sms')
      and (n.sent > 0 or c.rate_fell_at is not null)
    order by c.created_at, c.id`.execute(ctx.tx)
  return rows
}

async function markFallen(ctx: CommandContext, fell: string[], recovered: string[]): Promise<void> {
  await sql`update inbox.channels set
      rate_fell_at = case when id = any(${fell}::uuid[]) then ${ctx.now.toString()}::timestamptz end
    where org_id = ${ctx.orgId} and id = any(${[...fell, ...recovered]}::uuid[])`.execute(ctx.tx)
}
