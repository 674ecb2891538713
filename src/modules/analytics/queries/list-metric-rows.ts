import { type FactsKey, type FigureFact, type FigureFacts, readFigureFacts } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { addDays, startOfDay } from '#values/zone.ts'
import type * as contract from '../contract/dashboard.ts'
import { round } from '../domain/figure.ts'
import { isMetricKey, type MetricKey, metricOf } from '../domain/metrics.ts'
import { perHour, timeByDay } from './agent-time.ts'
import { type Dashboard, loadNames, openDashboard } from './dashboard.ts'
import { agentBalanceRows, agentScoreRows, costRows, type OwnRows } from './own-rows.ts'
import { handlingSeconds } from './sections/get-automation-impact.ts'
import { whatsappFilter } from './sections/get-whatsapp-performance.ts'
import { addUp } from './sums.ts'

type RowsInput = Input<typeof contract.listMetricRows>
type Rows = Output<typeof contract.listMetricRows>

/** How the rows of a figure give its value. */
type Gives = 'count' | 'sum' | 'share' | 'average' | 'p50' | 'p90'

interface Source {
  facts: FactsKey
  gives: Gives
  /** In business hours when asked for; WhatsApp channels only. */
  hasClock?: boolean
  isWhatsapp?: boolean
}

const times = { hasClock: true } as const
const whatsapp = { isWhatsapp: true } as const

/** Which facts stand behind each figure, and how they add up to it. The others are worked out below. */
const sources: Partial<Record<MetricKey, Source>> = {
  active_conversations: { facts: 'active_conversations', gives: 'count' },
  conversations: { facts: 'conversations', gives: 'count' },
  response_time: { facts: 'response_time', gives: 'average', ...times },
  response_time_p50: { facts: 'response_time', gives: 'p50', ...times },
  response_time_p90: { facts: 'response_time', gives: 'p90', ...times },
  first_reply: { facts: 'first_reply', gives: 'average', ...times },
  first_reply_p50: { facts: 'first_reply', gives: 'p50', ...times },
  first_reply_p90: { facts: 'first_reply', gives: 'p90', ...times },
  waiting_time: { facts: 'waiting_time', gives: 'average', ...times },
  sla_compliance: { facts: 'sla_compliance', gives: 'share' },
  replies_within: { facts: 'replies_within', gives: 'share' },
  resolution_rate: { facts: 'resolution_rate', gives: 'share' },
  resolution_time: { facts: 'resolution_time', gives: 'average', ...times },
  reopened: { facts: 'reopened', gives: 'share' },
  messages_today: { facts: 'messages_today', gives: 'count' },
  delivery_rate: { facts: 'delivery_rate', gives: 'share', ...whatsapp },
  whatsapp_sent: { facts: 'whatsapp_sent', gives: 'count', ...whatsapp },
  whatsapp_read_rate: { facts: 'whatsapp_read_rate', gives: 'share', ...whatsapp },
  whatsapp_failed: { facts: 'whatsapp_failed', gives: 'count', ...whatsapp },
  broadcast_success: { facts: 'broadcast_success', gives: 'share', ...whatsapp },
  incoming_messages: { facts: 'incoming_messages', gives: 'count' },
  new_customers: { facts: 'new_customers', gives: 'count' },
  returning_customers: { facts: 'returning_customers', gives: 'count' },
  repeat_customers: { facts: 'repeat_customers', gives: 'share' },
  auto_replies: { facts: 'auto_replies', gives: 'count' },
  auto_reply_success: { facts: 'auto_reply_success', gives: 'share' },
  handled: { facts: 'handled', gives: 'count' },
  replies: { facts: 'replies', gives: 'count' },
  replies_per_hour: { facts: 'replies', gives: 'count' },
  active_share: { facts: 'active_share', gives: 'sum' },
  rating: { facts: 'rating', gives: 'average' },
  rating_bot: { facts: 'rating_bot', gives: 'average' },
  rating_human: { facts: 'rating_human', gives: 'average' },
  bot_conversations: { facts: 'bot_conversations', gives: 'count' },
  solved_by_bot: { facts: 'solved_by_bot', gives: 'share' },
  drop_off: { facts: 'drop_off', gives: 'share' },
  escalation: { facts: 'escalation', gives: 'share' },
  time_saved: { facts: 'time_saved', gives: 'sum' },
  open_tickets: { facts: 'open_tickets', gives: 'count' },
  tickets_resolved: { facts: 'tickets_resolved', gives: 'count' },
  leads: { facts: 'leads', gives: 'count' },
  bookings_from_chat: { facts: 'bookings_from_chat', gives: 'count' },
  chat_revenue: { facts: 'chat_revenue', gives: 'sum' },
  campaign_conversions: { facts: 'campaign_conversions', gives: 'count' },
}

/** Figures whose rows are not facts but people or costs. */
const own: Partial<Record<MetricKey, (ctx: QueryContext, dashboard: Dashboard) => Promise<OwnRows>>> = {
  agent_score: agentScoreRows,
  work_balance: agentBalanceRows,
  cost_per_conversation: costRows,
}

/** The rows behind a figure, newest first, and what they add up to: the figure. */
export async function listMetricRows(ctx: QueryContext, input: RowsInput): Promise<Rows> {
  const key = input.metric
  if (!isMetricKey(key)) throw new AppError('analytics.metric_not_found')
  const dashboard = await openDashboard(ctx, input)
  const { name, unit, sentence } = metricOf(key)
  const metric = { key, name, unit, definition: sentence }
  const ownRows = own[key]
  if (ownRows) return { metric, ...(await ownRows(ctx, dashboard)) }
  const [facts, names] = await Promise.all([factsOf(ctx, dashboard, key, input), loadNames(ctx)])
  return {
    metric,
    rows: facts.rows.map((fact) => rowOf(fact, names)),
    count: facts.count,
    sum: facts.sum,
    value: await figureFrom(ctx, dashboard, { key, input, facts }),
    ...(facts.nextCursor && { nextCursor: facts.nextCursor }),
  }
}

async function factsOf(
  ctx: QueryContext,
  dashboard: Dashboard,
  key: MetricKey,
  input: RowsInput,
  facts?: FactsKey,
): Promise<FigureFacts> {
  const { zone, today, span, filter } = dashboard
  const source = sources[key]!
  const days = key === 'messages_today' ? { from: today, to: today } : span
  const each = key === 'time_saved' ? await handlingSeconds(ctx, dashboard, span) : null
  return readFigureFacts(ctx, {
    key: facts ?? factsKeyOf(source, input),
    filter: source.isWhatsapp ? whatsappFilter(dashboard) : filter,
    from: startOfDay(zone, days.from),
    to: startOfDay(zone, addDays(days.to, 1)),
    zone,
    part: input.part,
    ...(each !== null && { each }),
    cursor: input.cursor,
    limit: facts ? 1 : input.limit,
  })
}

function factsKeyOf(source: Source, { businessHours, part, metric }: RowsInput): FactsKey {
  // Intents are told of talks, of which a conversation may have several.
  if (metric === 'bot_conversations' && part !== undefined) return 'bot_talks'
  return source.hasClock && businessHours ? (`${source.facts}_open` as FactsKey) : source.facts
}

/** The figure as its rows give it. */
async function figureFrom(
  ctx: QueryContext,
  dashboard: Dashboard,
  { key, input, facts }: { key: MetricKey; input: RowsInput; facts: FigureFacts },
): Promise<number | null> {
  const { count, sum, p50, p90 } = facts
  if (count === 0) return null
  if (key === 'replies_per_hour') {
    const time = addUp([...(await timeByDay(ctx, dashboard, dashboard.span)).values()])
    return perHour(count, time).value
  }
  if (key === 'active_share') {
    const all = await factsOf(ctx, dashboard, key, { ...input, cursor: undefined }, 'time_there')
    return all.sum ? round(((sum ?? 0) / all.sum) * 100, 1) : null
  }
  // Passed on for one reason: each row counts, and the figure is their number.
  if (key === 'escalation' && input.part !== undefined) return count
  switch (sources[key]!.gives) {
    case 'count':
      return count
    case 'sum':
      return sum && round(sum, 3)
    case 'share':
      return round(((sum ?? 0) / count) * 100, 1)
    case 'average':
      return round((sum ?? 0) / count, 3)
    case 'p50':
      return p50
    case 'p90':
      return p90
  }
}

function rowOf(fact: FigureFact, names: ReadonlyMap<string, string>): Rows['rows'][number] {
  const { id, at, agentId, channelName, conversationId, detail, value } = fact
  return {
    id,
    at,
    label: labelOf(fact),
    href: conversationId && `/inbox/${conversationId}`,
    agentName: agentId && (names.get(agentId) ?? 'A former colleague'),
    channelName,
    value,
    detail,
  }
}

function labelOf({ title, conversationNumber, contactName }: FigureFact): string {
  const person = contactName && (title === null ? ` with ${contactName}` : `: ${contactName}`)
  if (title === null)
    return conversationNumber === null ? 'A message' : `Conversation ${conversationNumber}${person ?? ''}`
  return title === 'Lead' || title === 'Booking' ? `${title}${person ?? ''}` : title
}
