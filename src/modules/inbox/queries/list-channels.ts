import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/channels.ts'
import type { Channel } from '../contract/channels.ts'
import { channelHealth } from '../domain/channel-health.ts'
import { accountOf, type ChannelRow, channelColumns, verifyToken, webhookUrl } from './channel.ts'
import { loadInboxSettings } from './inbox-settings.ts'

type Row = ChannelRow & {
  sent: number
  delivered: number
  failed: number
  depth: number
  oldestAt: string | null
}

/** Every channel with its health, oldest first. */
export async function listChannels(ctx: QueryContext): Promise<Output<typeof contract.listChannels>> {
  permit(ctx, 'message.view')
  return { items: await selectChannels(ctx, sql`true`), asOf: ctx.now.toString() }
}

export async function getChannel(
  ctx: QueryContext,
  { channelId }: Input<typeof contract.getChannel>,
): Promise<Channel> {
  permit(ctx, 'inbox.manage')
  const [channel] = await selectChannels(ctx, sql`c.id = ${channelId}`)
  if (!channel) throw new AppError('inbox.channel_not_found')
  return channel
}

/** Of the last hour: messages that left, and what became of them. */
const lastHour = (ctx: QueryContext) => sql`
  select m.channel_id, count(*) as sent, count(*) filter (where m.status in ('delivered', 'read')) as delivered,
    count(*) filter (where m.status = 'failed') as failed
  from inbox.messages m
  where m.org_id = ${ctx.orgId} and m.created_at >= ${ctx.now.subtract({ hours: 1 }).toString()}
    and m.direction = 'out' and m.status in ('sent', 'delivered', 'read', 'failed')
  group by m.channel_id`

async function selectChannels(ctx: QueryContext, condition: RawBuilder<unknown>): Promise<Channel[]> {
  const { deliveryAlertPercent } = await loadInboxSettings(ctx)
  const { rows } = await sql<Row>`
    with hour as (${lastHour(ctx)}),
    queue as (select channel_id, count(*) as depth, min(queued_at) as oldest_at from inbox.outgoing
      where org_id = ${ctx.orgId} group by channel_id)
    select ${channelColumns}, coalesce(h.sent, 0) as sent, coalesce(h.delivered, 0) as delivered,
      coalesce(h.failed, 0) as failed, coalesce(q.depth, 0) as depth, q.oldest_at as "oldestAt"
    from inbox.channels c left join hour h on h.channel_id = c.id left join queue q on q.channel_id = c.id
    where c.org_id = ${ctx.orgId} and c.deleted_at is null and ${condition}
    order by c.created_at, c.id`.execute(ctx.tx)
  return rows.map((row) => toChannel(ctx, row, deliveryAlertPercent))
}

function toChannel(ctx: QueryContext, row: Row, alertPercent: number): Channel {
  const { id, kind, name, address, isActive, lastReceivedAt, lastSentAt, lastError, lastErrorAt } = row
  const isSandbox = row.settings.sandbox === true && ['whatsapp', 'sms', 'email'].includes(kind)
  const lastHour = { sent: row.sent, delivered: row.delivered, failed: row.failed }
  const facts = { isActive, isSandbox, lastError, lastReceivedAt, lastSentAt, lastHour, alertPercent }
  return {
    ...{ id, kind, name, address, isActive, isSandbox, lastReceivedAt, lastSentAt, lastError, lastErrorAt },
    settings: plainSettings(row.settings),
    secretsSet: secretsSet(ctx, row),
    webhookUrl: webhookUrl(ctx, id),
    verifyToken: verifyToken(ctx, id),
    health: channelHealth({ ...facts, oldestWaitingAt: row.oldestAt, now: ctx.now.toString() }),
    lastHour,
    queueDepth: row.depth,
  }
}

/** A secret box that cannot be opened any more counts as empty: the form then asks for everything anew. */
function secretsSet(ctx: QueryContext, row: ChannelRow): string[] {
  if (row.secrets === null) return []
  try {
    const { verifyToken: _, ...secrets } = accountOf(ctx, row).secrets
    return Object.keys(secrets).filter((name) => secrets[name] !== '')
  } catch {
    return []
  }
}

function plainSettings(settings: Record<string, unknown>): Channel['settings'] {
  return Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string | number | boolean] =>
        entry[0] !== 'sandbox' && ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  )
}
