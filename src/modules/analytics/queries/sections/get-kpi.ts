import { countMessages, readLoadByHour, readPercentiles } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, instantOfWall, localParts } from '#values/zone.ts'
import type * as contract from '../../contract/dashboard.ts'
import { type Dashboard, openDashboard, recall, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { activeConversations, openTickets } from '../now.ts'
import { periodSums } from '../sums.ts'
import { whatsappFilter } from './get-whatsapp-performance.ts'

type Kpi = Output<typeof contract.getKpi>

/** The strip on top: how things stand now, and the figures that matter most. */
export async function getKpi(ctx: QueryContext, input: Input<typeof contract.getKpi>): Promise<Kpi> {
  const dashboard = await openDashboard(ctx, input)
  const topics = ['conversations', 'tickets']
  return section(ctx, dashboard, { name: 'kpi', topics }, async () => {
    const clock = input.businessHours ? 'open' : 'real'
    const { filter, span } = dashboard
    const kind = clock === 'open' ? 'response_open' : 'response'
    const [active, tickets, today, conversations, replies, messages, conversions, percentiles] =
      await Promise.all([
        activeConversations(ctx, dashboard),
        openTickets(ctx, dashboard),
        messagesToday(ctx, dashboard),
        periodSums(ctx, dashboard, 'conversations'),
        periodSums(ctx, dashboard, 'replies'),
        periodSums(ctx, dashboard, 'messages', whatsappFilter(dashboard)),
        periodSums(ctx, dashboard, 'conversions'),
        recall(ctx, dashboard, ['percentiles', kind, filter, span], () =>
          readPercentiles(ctx, { kind, filter, span }),
        ),
      ])
    return {
      activeConversations: active,
      responseTime: {
        ...metricOver(dashboard, 'response_time', replies, formulas.responseTime(clock)),
        slaPercent: replies.total ? formulas.repliesWithin(replies.total).value : null,
        p50: percentiles && percentiles.p50 / 1000,
        p90: percentiles && percentiles.p90 / 1000,
      },
      slaCompliance: metricOver(dashboard, 'sla_compliance', conversations, formulas.slaCompliance),
      deliveryRate: metricOver(dashboard, 'delivery_rate', messages, formulas.deliveryRate),
      openTickets: tickets,
      messagesToday: today,
      bookingsFromChat: {
        ...metricOver(dashboard, 'bookings_from_chat', conversions, formulas.bookings),
        revenue: conversions.total?.amount ?? 0,
      },
    }
  })
}

/** Messages since local midnight, by hour, beside those of yesterday up to the same time on the clock. */
async function messagesToday(ctx: QueryContext, dashboard: Dashboard): Promise<Kpi['messagesToday']> {
  const { today, zone, filter, previous } = dashboard
  const yesterday = addDays(today, -1)
  const now = localParts(zone, ctx.now.epochMilliseconds)
  const sameTime = instantOfWall(zone, yesterday, now.time)
  const hourBegan = instantOfWall(zone, yesterday, `${now.time.slice(0, 2)}:00`)
  const [hours, partly] = await Promise.all([
    recall(ctx, dashboard, ['hours', filter, yesterday, today], () =>
      readLoadByHour(ctx, { filter, span: { from: yesterday, to: today } }),
    ),
    previous && sameTime > hourBegan ? countMessages(ctx, { filter, from: hourBegan, to: sameTime }) : 0,
  ])
  const ofToday = hours.filter(({ day }) => day === today)
  const incoming = ofToday.reduce((sum, hour) => sum + hour.incoming, 0)
  const outgoing = ofToday.reduce((sum, hour) => sum + hour.outgoing, 0)
  const before = hours
    .filter(({ day, at }) => day === yesterday && at < hourBegan)
    .reduce((sum, hour) => sum + hour.incoming + hour.outgoing, partly)
  const byHour = new Map(ofToday.map((hour) => [hour.hour, hour.incoming + hour.outgoing]))
  return {
    ...metric(
      dashboard,
      'messages_today',
      { value: incoming + outgoing || null },
      {
        previous: previous ? { value: before || null } : null,
        spark: Array.from({ length: 24 }, (_, hour) => (hour > now.hour ? null : (byHour.get(hour) ?? 0))),
      },
    ),
    incoming,
    outgoing,
  }
}
