import { type FigureSums, loadInboxSettings, readBroadcastFigures } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { formatMoney, money } from '#values/money.ts'
import type * as contract from '../../contract/dashboard.ts'
import { timeCost, toolsCost } from '../../domain/costs.ts'
import { round, share, type Value } from '../../domain/figure.ts'
import { daysOf, type Span } from '../../domain/period.ts'
import { activeMs, type TimeSums, timeByDay } from '../agent-time.ts'
import { type Dashboard, openDashboard, recall, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { addUp, periodSums, sumsBy } from '../sums.ts'
import { customersIn } from './get-customer-load.ts'

type Business = Output<typeof contract.getBusinessImpact>

/** What talking to customers brings in, and what it costs. */
export async function getBusinessImpact(
  ctx: QueryContext,
  input: Input<typeof contract.getBusinessImpact>,
): Promise<Business> {
  const dashboard = await openDashboard(ctx, input)
  return section(ctx, dashboard, { name: 'business', topics: ['broadcasts'] }, async () => {
    const [conversions, tickets, repeatCustomers, costPerConversation, campaigns] = await Promise.all([
      periodSums(ctx, dashboard, 'conversions'),
      periodSums(ctx, dashboard, 'tickets'),
      repeatsOf(ctx, dashboard),
      costOf(ctx, dashboard),
      campaignsOf(ctx, dashboard),
    ])
    return {
      leads: metricOver(dashboard, 'leads', conversions, formulas.leads),
      ticketsResolved: metricOver(dashboard, 'tickets_resolved', tickets, formulas.ticketsResolved),
      repeatCustomers,
      costPerConversation,
      revenue: metricOver(dashboard, 'chat_revenue', conversions, formulas.revenue),
      bookings: metricOver(dashboard, 'bookings_from_chat', conversions, formulas.bookings),
      campaigns,
      trends: dashboard.days.map((day) => {
        const won = conversions.byDay.get(day)
        const solved = tickets.byDay.get(day)
        return {
          day,
          leads: won ? formulas.leads(won).value : null,
          bookings: won ? formulas.bookings(won).value : null,
          revenue: won ? formulas.revenue(won).value : null,
          tickets: solved ? formulas.ticketsResolved(solved).value : null,
        }
      }),
    }
  })
}

async function repeatsOf(ctx: QueryContext, dashboard: Dashboard): Promise<Business['repeatCustomers']> {
  const [rows, now, before] = await Promise.all([
    sumsBy(ctx, dashboard, 'customers', ['day']),
    customersIn(ctx, dashboard, dashboard.span),
    customersIn(ctx, dashboard, dashboard.previous),
  ])
  const byDay = new Map(rows.map((row) => [row.day, row]))
  const shareOf = (found: typeof now) =>
    share(found?.returning ?? 0, found ? found.returning + found.fresh : 0)
  return metric(dashboard, 'repeat_customers', shareOf(now), {
    previous: shareOf(before),
    spark: dashboard.days.map((day) => {
      const sums = byDay.get(day)
      return sums ? share(sums.back, sums.back + sums.fresh).value : null
    }),
  })
}

/** What the conversations of some days cost, in minor units, part by part. */
export interface Costs {
  time: number
  tools: number
  messages: number
  conversations: number
  hours: number
}

/** The cost of a period; tools belong to nobody, so they are left out when a person is chosen. */
export async function costsOf(ctx: QueryContext, dashboard: Dashboard, span: Span): Promise<Costs> {
  const [settings, time, conversations, messages] = await Promise.all([
    loadInboxSettings(ctx),
    timeByDay(ctx, dashboard, span),
    sumsBy(ctx, dashboard, 'conversations', ['day'], { span }),
    sumsBy(ctx, dashboard, 'messages', ['day'], { span }),
  ])
  const days = daysOf({ from: span.from, to: span.to < dashboard.today ? span.to : dashboard.today })
  return costsFrom(settings, {
    days: dashboard.filter.agents === null ? days : [],
    time: addUp([...time.values()]),
    conversations: addUp(conversations),
    messages: addUp(messages),
  })
}

function costsFrom(
  settings: { agentHourAmount: number; toolsMonthAmount: number },
  facts: {
    days: readonly string[]
    time: TimeSums | undefined
    conversations: FigureSums<'conversations'> | undefined
    messages: FigureSums<'messages'> | undefined
  },
): Costs {
  return {
    time: timeCost(activeMs(facts.time), settings.agentHourAmount),
    tools: toolsCost(facts.days, settings.toolsMonthAmount),
    messages: facts.messages?.price_amount ?? 0,
    conversations: facts.conversations?.opened ?? 0,
    hours: round(activeMs(facts.time) / 3_600_000, 1),
  }
}

/** The figure that costs give: rounded to minor units. */
export function costEach({ time, tools, messages, conversations }: Costs): Value {
  return { value: conversations > 0 ? Math.round((time + tools + messages) / conversations) : null }
}

async function costOf(ctx: QueryContext, dashboard: Dashboard): Promise<Business['costPerConversation']> {
  const { span, previous, days, currency, today } = dashboard
  const [settings, now, before, time, conversations, messages] = await Promise.all([
    loadInboxSettings(ctx),
    costsOf(ctx, dashboard, span),
    previous ? costsOf(ctx, dashboard, previous) : null,
    timeByDay(ctx, dashboard, span),
    sumsBy(ctx, dashboard, 'conversations', ['day']),
    sumsBy(ctx, dashboard, 'messages', ['day']),
  ])
  const [sumsOf, pricesOf] = [byDay(conversations), byDay(messages)]
  const spark = days.map((day) => {
    if (day > today) return null
    const facts = { time: time.get(day), conversations: sumsOf.get(day), messages: pricesOf.get(day) }
    return costEach(costsFrom(settings, { ...facts, days: dashboard.filter.agents === null ? [day] : [] }))
      .value
  })
  const words = (amount: number) => formatMoney(money(amount, currency))
  return {
    ...metric(dashboard, 'cost_per_conversation', costEach(now), {
      previous: before && costEach(before),
      spark,
    }),
    formula: `(${now.hours} h × ${words(settings.agentHourAmount)} + tools ${words(now.tools)} + messages ${words(now.messages)}) ÷ ${now.conversations} conversations`,
  }
}

const byDay = <T extends { day: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.day, row]))

async function campaignsOf(ctx: QueryContext, dashboard: Dashboard): Promise<Business['campaigns']> {
  const { filter, span } = dashboard
  const rows = await recall(ctx, dashboard, ['broadcasts', filter.channels, span], () =>
    readBroadcastFigures(ctx, { filter, span }),
  )
  return rows.map(({ id, name, startedAt, recipients, conversions, amount }) => ({
    id,
    name,
    startedAt,
    recipients,
    conversions,
    percent: share(conversions, recipients).value,
    revenue: amount,
  }))
}
