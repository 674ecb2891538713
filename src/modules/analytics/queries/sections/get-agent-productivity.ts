import { nobody, readAgentsNow, readOpenNow, readPercentilesByAgent, theBot } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../../contract/dashboard.ts'
import { round } from '../../domain/figure.ts'
import { metricOf } from '../../domain/metrics.ts'
import { balanceOf, scoreOf } from '../../domain/score.ts'
import {
  activeMs,
  perHour,
  shareOfTime,
  type TimeSums,
  targetsOf,
  timeByAgent,
  timeByDay,
} from '../agent-time.ts'
import { type Dashboard, loadNames, openDashboard, recall, section } from '../dashboard.ts'
import { formulas } from '../formulas.ts'
import { metric, metricOver } from '../metric.ts'
import { addUp, periodSums, sumsBy } from '../sums.ts'

type Productivity = Output<typeof contract.getAgentProductivity>

/** How each person is doing. */
export async function getAgentProductivity(
  ctx: QueryContext,
  input: Input<typeof contract.getAgentProductivity>,
): Promise<Productivity> {
  const dashboard = await openDashboard(ctx, input)
  const topics = ['agents', 'conversations']
  // Running spells grow by the minute: remembered for a moment only.
  return section(ctx, dashboard, { name: 'agents', topics, seconds: 5 }, async () => {
    const [conversations, replies, agents, time] = await Promise.all([
      periodSums(ctx, dashboard, 'conversations'),
      periodSums(ctx, dashboard, 'replies'),
      agentRows(ctx, dashboard),
      timeByDay(ctx, dashboard, dashboard.span),
    ])
    const before = dashboard.previous ? await timeByDay(ctx, dashboard, dashboard.previous) : undefined
    const [timeNow, timeBefore] = [addUp([...time.values()]), before && addUp([...before.values()])]
    return {
      handled: metricOver(dashboard, 'handled', conversations, formulas.handled),
      resolutionRate: metricOver(dashboard, 'resolution_rate', conversations, formulas.resolutionRate),
      activeShare: metric(dashboard, 'active_share', shareOfTime(timeNow), {
        previous: shareOfTime(timeBefore),
        spark: dashboard.days.map((day) => shareOfTime(time.get(day)).value),
      }),
      repliesPerHour: metric(dashboard, 'replies_per_hour', perHour(replies.total?.n, timeNow), {
        previous: perHour(replies.previous?.n, timeBefore),
        spark: dashboard.days.map((day) => perHour(replies.byDay.get(day)?.n, time.get(day)).value),
      }),
      agents,
      balance: metric(dashboard, 'work_balance', {
        value: balanceOf(agents.filter(wasThere).map(({ conversations: n }) => n)),
      }),
      workload: agents
        .filter((agent) => wasThere(agent) || agent.openNow > 0)
        .map(({ id, name, conversations: n, openNow }) => ({ id, name, conversations: n, openNow })),
      scoreFormula: metricOf('agent_score').formula,
    }
  })
}

export type AgentFigures = Productivity['agents'][number] & { conversations: number }

/** Who counts for the balance: worked or had something to do in the period. */
export function wasThere({ conversations, onlineSeconds, busySeconds }: AgentFigures): boolean {
  return conversations > 0 || onlineSeconds + busySeconds > 0
}

/** A row for each person under the filter who answers customers now or did in the period; most conversations first. */
export async function agentRows(ctx: QueryContext, dashboard: Dashboard): Promise<AgentFigures[]> {
  const { filter, span, input, settings } = dashboard
  const kind = input.businessHours ? 'first_open' : 'first'
  const [names, states, open, conversations, replies, ratings, time, spread] = await Promise.all([
    loadNames(ctx),
    readAgentsNow(ctx),
    readOpenNow(ctx, filter),
    sumsBy(ctx, dashboard, 'conversations', ['agent_id']),
    sumsBy(ctx, dashboard, 'replies', ['agent_id']),
    sumsBy(ctx, dashboard, 'ratings', ['agent_id']),
    timeByAgent(ctx, dashboard, span),
    recall(ctx, dashboard, ['percentiles by agent', kind, filter, span], async () => [
      ...(await readPercentilesByAgent(ctx, { kind, filter, span })),
    ]),
  ])
  const byId = <T extends { agent_id: string }>(rows: readonly T[]) =>
    new Map(rows.map((row) => [row.agent_id, row]))
  const facts = {
    states: new Map(states.map((state) => [state.memberId, state])),
    open: new Map(open.map(({ agentId, n }) => [agentId, n])),
    conversations: byId(conversations),
    replies: byId(replies),
    ratings: byId(ratings),
    time,
    spread: new Map(spread),
  }
  const ids = new Set([
    ...facts.states.keys(),
    ...facts.conversations.keys(),
    ...facts.replies.keys(),
    ...time.keys(),
  ])
  return [...ids]
    .filter((id) => id !== nobody && id !== theBot && (filter.agents === null || filter.agents.includes(id)))
    .map((id) => agentRow(id, names.get(id) ?? 'A former colleague', facts, targetsOf(settings)))
    .sort((a, b) => b.conversations - a.conversations || a.name.localeCompare(b.name))
}

interface AgentFacts {
  states: ReadonlyMap<string, Awaited<ReturnType<typeof readAgentsNow>>[number]>
  open: ReadonlyMap<string | null, number>
  conversations: ReadonlyMap<string, Parameters<typeof formulas.handled>[0]>
  replies: ReadonlyMap<string, Parameters<typeof formulas.replies>[0]>
  ratings: ReadonlyMap<string, Parameters<typeof formulas.rating>[0]>
  time: ReadonlyMap<string, TimeSums>
  spread: ReadonlyMap<string, { p50: number; p90: number }>
}

function agentRow(
  id: string,
  name: string,
  facts: AgentFacts,
  targets: ReturnType<typeof targetsOf>,
): AgentFigures {
  const sums = facts.conversations.get(id)
  const answered = facts.replies.get(id)
  const time = facts.time.get(id)
  const state = facts.states.get(id)
  const ratings = facts.ratings.get(id)
  const p50 = facts.spread.get(id)?.p50
  const judged = {
    repliesPerHour: perHour(answered?.n ?? (activeMs(time) > 0 ? 0 : undefined), time).value,
    resolutionRate: sums ? formulas.resolutionRate(sums).value : null,
    firstReplyP50: p50 === undefined ? null : round(p50 / 1000, 1),
    rating: ratings ? formulas.rating(ratings).value : null,
  }
  return {
    id,
    name,
    state: state?.state ?? 'offline',
    stateSince: state?.since ?? null,
    conversations: sums?.opened ?? 0,
    handled: sums ? sums.by_agent + sums.by_both : 0,
    replies: answered?.n ?? 0,
    resolved: sums?.resolved ?? 0,
    ...judged,
    onlineSeconds: Math.round((time?.online_ms ?? 0) / 1000),
    busySeconds: Math.round((time?.busy_ms ?? 0) / 1000),
    awaySeconds: Math.round((time?.away_ms ?? 0) / 1000),
    openNow: facts.open.get(id) ?? 0,
    capacity: state?.capacity ?? null,
    score: scoreOf(judged, targets),
  }
}
