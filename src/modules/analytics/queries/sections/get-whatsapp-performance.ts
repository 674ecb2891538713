import {
  type ChannelNow,
  type FigureFilter,
  loadInboxSettings,
  readBroadcastFigures,
  readChannelsNow,
  readQueueNow,
} from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../../contract/dashboard.ts'
import { deliveryAlert, healthOf } from '../../domain/channel-health.ts'
import { share } from '../../domain/figure.ts'
import { type Dashboard, openDashboard, recall, section } from '../dashboard.ts'
import { formulas, left } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { periodSums, sumsBy } from '../sums.ts'

type Whatsapp = Output<typeof contract.getWhatsappPerformance>

/** How far messages get on WhatsApp, and how its channels and the queue stand now. */
export async function getWhatsappPerformance(
  ctx: QueryContext,
  input: Input<typeof contract.getWhatsappPerformance>,
): Promise<Whatsapp> {
  const dashboard = await openDashboard(ctx, input)
  const topics = ['conversations', 'channels', 'broadcasts']
  // Queue and channels change without the figures: remembered for a moment only.
  return section(ctx, dashboard, { name: 'whatsapp', topics, seconds: 5 }, async () => {
    const filter = whatsappFilter(dashboard)
    const [messages, failures, broadcasts, now, settings] = await Promise.all([
      periodSums(ctx, dashboard, 'messages', filter),
      sumsBy(ctx, dashboard, 'failures', ['category', 'title', 'code'], { filter }),
      broadcastsOf(ctx, dashboard, filter),
      channelsNow(ctx, filter),
      loadInboxSettings(ctx),
    ])
    const { total } = messages
    const arrived = total ? total.delivered + total.read : 0
    return {
      sent: metricOver(dashboard, 'whatsapp_sent', messages, formulas.sent),
      deliveryRate: metricOver(dashboard, 'delivery_rate', messages, formulas.deliveryRate),
      readRate: metricOver(dashboard, 'whatsapp_read_rate', messages, formulas.readRate),
      failed: metricOver(dashboard, 'whatsapp_failed', messages, formulas.failed),
      funnel: [
        { key: 'sent', name: 'Sent', value: total ? left(total) : 0, percentOfPrevious: null },
        {
          key: 'delivered',
          name: 'Delivered',
          value: arrived,
          percentOfPrevious: total ? formulas.deliveryRate(total).value : null,
        },
        {
          key: 'read',
          name: 'Read',
          value: total?.read ?? 0,
          percentOfPrevious: total ? formulas.readRate(total).value : null,
        },
      ],
      ...broadcasts,
      failures: failures
        .map(({ category, title, code, n }) => ({ category, title, code, count: n }))
        .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category)),
      sessions: now.channels.map((channel) => sessionOf(channel, settings.deliveryAlertPercent, ctx.now)),
      queue: now.queue,
      alert: deliveryAlert(now.channels, settings.deliveryAlertPercent),
    }
  })
}

/** The dashboard's filter, narrowed to the channels that are WhatsApp. */
export function whatsappFilter({ filter, channels }: Dashboard): FigureFilter {
  const ours = channels.filter(({ kind }) => kind === 'whatsapp').map(({ id }) => id)
  return { ...filter, channels: filter.channels ? ours.filter((id) => filter.channels!.includes(id)) : ours }
}

async function broadcastsOf(
  ctx: QueryContext,
  dashboard: Dashboard,
  filter: FigureFilter,
): Promise<Pick<Whatsapp, 'broadcasts' | 'broadcastSuccess'>> {
  const read = (span: Dashboard['span']) =>
    recall(ctx, dashboard, ['broadcasts', filter.channels, span], () =>
      readBroadcastFigures(ctx, { filter, span }),
    )
  const [rows, before] = await Promise.all([
    read(dashboard.span),
    dashboard.previous ? read(dashboard.previous) : [],
  ])
  const successOf = (list: typeof rows) =>
    share(
      list.reduce((sum, { delivered, read: seen }) => sum + delivered + seen, 0),
      list.reduce((sum, row) => sum + row.sent + row.delivered + row.read + row.failed, 0),
    )
  return {
    broadcasts: rows.map(({ id, name, startedAt, recipients, sent, delivered, read: seen, failed }) => ({
      id,
      name,
      startedAt,
      recipients,
      sent: sent + delivered + seen + failed,
      delivered: delivered + seen,
      read: seen,
      failed,
      successPercent: share(delivered + seen, sent + delivered + seen + failed).value,
    })),
    broadcastSuccess: metric(dashboard, 'broadcast_success', successOf(rows), {
      previous: successOf(before),
    }),
  }
}

async function channelsNow(ctx: QueryContext, filter: FigureFilter) {
  const ids = filter.channels ?? []
  const [all, queue] = await Promise.all([readChannelsNow(ctx), readQueueNow(ctx, ids)])
  const channels = all.filter(({ id }) => ids.includes(id))
  const oldest = queue.oldestAt
  return {
    channels,
    queue: {
      depth: queue.depth,
      oldestSeconds: oldest
        ? Math.max(0, Math.round((ctx.now.epochMilliseconds - Date.parse(oldest)) / 1000))
        : null,
      perMinute: channels.reduce((sum, { lastFiveMinutes }) => sum + lastFiveMinutes, 0) / 5,
    },
  }
}

function sessionOf(
  channel: ChannelNow,
  alertPercent: number,
  now: Temporal.Instant,
): Whatsapp['sessions'][number] {
  const { id, name, address, lastReceivedAt, lastSentAt, hourSent, hourArrived } = channel
  return {
    channelId: id,
    name,
    address,
    ...healthOf(channel, alertPercent, now.epochMilliseconds),
    lastReceivedAt,
    lastSentAt,
    hourPercent: share(hourArrived, hourSent).value,
  }
}
