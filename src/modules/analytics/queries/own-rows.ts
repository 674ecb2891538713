import { loadInboxSettings } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Output } from '#values/endpoint.ts'
import { money, splitMoney } from '#values/money.ts'
import { startOfDay } from '#values/zone.ts'
import type { listMetricRows } from '../contract/dashboard.ts'
import { round } from '../domain/figure.ts'
import { balanceOf } from '../domain/score.ts'
import { activeMs, timeByAgent } from './agent-time.ts'
import { type Dashboard, loadNames } from './dashboard.ts'
import { type AgentFigures, agentRows, wasThere } from './sections/get-agent-productivity.ts'
import { costEach, costsOf } from './sections/get-business-impact.ts'

export type OwnRows = Omit<Output<typeof listMetricRows>, 'metric'>
type Row = OwnRows['rows'][number]

const sumOf = (rows: readonly Row[]) => rows.reduce((sum, { value }) => sum + (value ?? 0), 0)

const personRow = (at: string, agent: AgentFigures, value: number | null, detail: string): Row => ({
  id: agent.id!,
  at,
  label: agent.name,
  href: null,
  agentName: agent.name,
  channelName: null,
  value,
  detail,
})

/** People with their scores; the figure is the average of those who have one. */
export async function agentScoreRows(ctx: QueryContext, dashboard: Dashboard): Promise<OwnRows> {
  const agents = (await agentRows(ctx, dashboard)).filter(({ score }) => score !== null)
  const rows = agents.map((agent) =>
    personRow(
      dashboard.asOf,
      agent,
      agent.score,
      `${agent.repliesPerHour ?? '–'} answers per hour, ${agent.resolutionRate ?? '–'}% resolved, first reply ${agent.firstReplyP50 ?? '–'} s, rated ${agent.rating ?? '–'}`,
    ),
  )
  const sum = rows.length > 0 ? sumOf(rows) : null
  return { rows, count: rows.length, sum, value: sum === null ? null : round(sum / rows.length, 1) }
}

/** People with the conversations of the period. */
export async function agentBalanceRows(ctx: QueryContext, dashboard: Dashboard): Promise<OwnRows> {
  const agents = (await agentRows(ctx, dashboard)).filter(wasThere)
  const rows = agents.map((agent) =>
    personRow(dashboard.asOf, agent, agent.conversations, `${agent.openNow} open now`),
  )
  return {
    rows,
    count: rows.length,
    sum: rows.length > 0 ? sumOf(rows) : null,
    value: balanceOf(agents.map(({ conversations }) => conversations)),
  }
}

/** What the conversations of the period cost: each person's time, the tools, the messages. Their sum is the whole cost. */
export async function costRows(ctx: QueryContext, dashboard: Dashboard): Promise<OwnRows> {
  const [costs, time, names, { agentHourAmount }] = await Promise.all([
    costsOf(ctx, dashboard, dashboard.span),
    timeByAgent(ctx, dashboard, dashboard.span),
    loadNames(ctx),
    loadInboxSettings(ctx),
  ])
  const at = startOfDay(dashboard.zone, dashboard.span.from)
  const people = [...time].filter(([, spent]) => activeMs(spent) > 0)
  const shares =
    people.length > 0
      ? splitMoney(
          money(costs.time, dashboard.currency),
          people.map(([, spent]) => activeMs(spent)),
        )
      : []
  const row = (
    id: string,
    label: string,
    value: number,
    detail: string,
    agentName: string | null = null,
  ): Row => ({
    ...{ id, at, label, href: null, agentName, channelName: null, value, detail },
  })
  const rows = people.map(([id, spent], i) => {
    const name = names.get(id) ?? 'A former colleague'
    const hours = round(activeMs(spent) / 3_600_000, 1)
    return row(
      id,
      `Time of ${name}`,
      shares[i]!.amount,
      `${hours} h at ${agentHourAmount} an hour, minor units`,
      name,
    )
  })
  if (costs.tools > 0)
    rows.push(row('tools', 'Tools', costs.tools, 'The share of the period in the months’ cost'))
  if (costs.messages > 0) rows.push(row('messages', 'Messages', costs.messages, 'What the vendors charge'))
  return {
    rows,
    count: costs.conversations,
    sum: costs.conversations > 0 ? sumOf(rows) : null,
    value: costEach(costs).value,
  }
}
