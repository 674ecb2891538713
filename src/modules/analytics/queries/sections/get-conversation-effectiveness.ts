import {
  everything,
  loadSlaRules,
  nobody,
  readFirstTarget,
  readPercentilesByAgent,
  readPercentilesByDay,
  theBot,
} from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { openMsBetween } from '#values/business-hours.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { addDays, startOfDay } from '#values/zone.ts'
import type * as contract from '../../contract/dashboard.ts'
import { round, share, thresholdOf, toneOf } from '../../domain/figure.ts'
import type { MetricKey } from '../../domain/metrics.ts'
import { type Dashboard, loadNames, openDashboard, recall, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metricOver } from '../metric.ts'
import { periodSums, sumsBy } from '../sums.ts'

type Effectiveness = Output<typeof contract.getConversationEffectiveness>

/** How well conversations go: who carries them, how soon they are answered, what was promised, what is resolved. */
export async function getConversationEffectiveness(
  ctx: QueryContext,
  input: Input<typeof contract.getConversationEffectiveness>,
): Promise<Effectiveness> {
  const dashboard = await openDashboard(ctx, input)
  return section(ctx, dashboard, { name: 'effectiveness' }, async () => {
    const clock = input.businessHours ? 'open' : 'real'
    const [conversations, replies, resolutions, people, responseTime, targetSeconds, slaPerChannel] =
      await Promise.all([
        periodSums(ctx, dashboard, 'conversations'),
        periodSums(ctx, dashboard, 'replies'),
        periodSums(ctx, dashboard, 'resolutions'),
        peopleOf(ctx, dashboard),
        dailyReplies(ctx, dashboard),
        readFirstTarget(ctx),
        channelsOf(ctx, dashboard),
      ])
    const { opened = 0, resolved = 0 } = conversations.total ?? {}
    return {
      conversations: metricOver(dashboard, 'conversations', conversations, formulas.conversations),
      firstReply: metricOver(dashboard, 'first_reply', replies, formulas.firstReply(clock)),
      slaCompliance: metricOver(dashboard, 'sla_compliance', conversations, formulas.slaCompliance),
      resolutionRate: metricOver(dashboard, 'resolution_rate', conversations, formulas.resolutionRate),
      reopened: metricOver(dashboard, 'reopened', resolutions, formulas.reopened),
      resolutionTime: metricOver(dashboard, 'resolution_time', resolutions, formulas.resolutionTime(clock)),
      perAgent: people
        .filter(({ sums }) => sums.opened > 0)
        .map(({ id, name, sums }) => ({
          id,
          name,
          conversations: sums.opened,
          share: share(sums.opened, opened).value ?? 0,
        })),
      responseTime,
      targetSeconds,
      slaPerChannel,
      resolvedVsOpen: { resolved, open: opened - resolved },
      ranking: people.filter(({ key }) => key !== nobody).map((person) => rankingOf(dashboard, person)),
    }
  })
}

/** Each person, the bot and nobody with their conversations, first replies and ratings; most conversations first. */
async function peopleOf(ctx: QueryContext, dashboard: Dashboard) {
  const { filter, span, input } = dashboard
  const kind = input.businessHours ? 'first_open' : 'first'
  const [names, conversations, ratings, spread] = await Promise.all([
    loadNames(ctx),
    sumsBy(ctx, dashboard, 'conversations', ['agent_id']),
    sumsBy(ctx, dashboard, 'ratings', ['agent_id']),
    recall(ctx, dashboard, ['percentiles by agent', kind, filter, span], async () => [
      ...(await readPercentilesByAgent(ctx, { kind, filter, span })),
    ]),
  ])
  const percentilesOf = new Map(spread)
  const ratingOf = new Map(ratings.map((row) => [row.agent_id, formulas.rating(row).value]))
  return conversations
    .map(({ agent_id: key, ...sums }) => ({
      key,
      id: key === nobody || key === theBot ? null : key,
      name: key === nobody ? 'Unassigned' : key === theBot ? 'Bot' : (names.get(key) ?? 'A former colleague'),
      sums,
      percentiles: percentilesOf.get(key) ?? null,
      rating: ratingOf.get(key) ?? null,
    }))
    .sort((a, b) => b.sums.opened - a.sums.opened || a.name.localeCompare(b.name))
}

function rankingOf(
  dashboard: Dashboard,
  { id, name, sums, percentiles, rating }: Awaited<ReturnType<typeof peopleOf>>[number],
): Effectiveness['ranking'][number] {
  const row = {
    id,
    name,
    conversations: sums.opened,
    firstReplyP50: percentiles && round(percentiles.p50 / 1000, 1),
    firstReplyP90: percentiles && round(percentiles.p90 / 1000, 1),
    resolved: sums.resolved,
    resolutionRate: formulas.resolutionRate(sums).value,
    slaPercent: formulas.slaCompliance(sums).value,
    rating,
  }
  const columns = {
    firstReplyP50: 'first_reply_p50',
    firstReplyP90: 'first_reply_p90',
    resolutionRate: 'resolution_rate',
    slaPercent: 'sla_compliance',
    rating: 'rating',
  } as const satisfies Partial<Record<keyof typeof row, MetricKey>>
  const marks: Effectiveness['ranking'][number]['marks'] = {}
  for (const [column, key] of Object.entries(columns) as [keyof typeof columns, MetricKey][]) {
    const tone = toneOf(row[column], thresholdOf(key, dashboard.settings.thresholds))
    if (tone === 'warn' || tone === 'bad') marks[column] = tone
  }
  return { ...row, marks }
}

/** First replies by day: average, half and nine tenths; days on which we are closed are marked. */
async function dailyReplies(ctx: QueryContext, dashboard: Dashboard): Promise<Effectiveness['responseTime']> {
  const { filter, span, input, days, zone } = dashboard
  const kind = input.businessHours ? 'first_open' : 'first'
  const [sums, spread, { schedule }] = await Promise.all([
    sumsBy(ctx, dashboard, 'replies', ['day']),
    recall(ctx, dashboard, ['percentiles by day', kind, filter, span], async () => [
      ...(await readPercentilesByDay(ctx, { kind, filter, span })),
    ]),
    loadSlaRules(ctx),
  ])
  const sumsOf = new Map(sums.map((row) => [row.day, row]))
  const spreadOf = new Map(spread)
  const average = formulas.firstReply(input.businessHours ? 'open' : 'real')
  const starts = [...days, addDays(days.at(-1)!, 1)].map((day) => Date.parse(startOfDay(zone, day)))
  return days.map((day, i) => {
    const percentiles = spreadOf.get(day)
    return {
      day,
      average: sumsOf.has(day) ? average(sumsOf.get(day)!).value : null,
      p50: percentiles ? round(percentiles.p50 / 1000, 1) : null,
      p90: percentiles ? round(percentiles.p90 / 1000, 1) : null,
      isClosed: openMsBetween(schedule, starts[i]!, starts[i + 1]!) === 0,
    }
  })
}

/** Promises kept and broken on each channel that had any. */
async function channelsOf(ctx: QueryContext, dashboard: Dashboard): Promise<Effectiveness['slaPerChannel']> {
  const { channels, filter } = dashboard
  const wanted = filter.channels ?? channels.map(({ id }) => id)
  const rows = await sumsBy(ctx, dashboard, 'conversations', ['channel_id'], {
    filter: { ...filter, channels: wanted.filter((id) => id !== everything) },
  })
  return channels.flatMap(({ id, name }) => {
    const sums = rows.find((row) => row.channel_id === id)
    if (!sums || sums.sla_met + sums.sla_breached === 0) return []
    return [
      {
        id,
        name,
        met: sums.sla_met,
        breached: sums.sla_breached,
        percent: formulas.slaCompliance(sums).value,
      },
    ]
  })
}
