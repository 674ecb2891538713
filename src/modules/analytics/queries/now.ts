import { type FigureSums, readOpenNow, readTicketsNow } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { addDays } from '#values/zone.ts'
import type { Metric } from '../contract/dashboard.ts'
import type { Value } from '../domain/figure.ts'
import { type Dashboard, recall } from './dashboard.ts'
import { metric } from './metric.ts'
import { addUp, sumsBy, totalOf } from './sums.ts'

/** What changed between two days: how many came and how many went. */
interface Flow {
  day: string
  came: number
  went: number
}

/**
 * How many there were at the end of each day, told backwards from how many there are now: what came since is taken off,
 * what went since is put back. Days to come are gaps.
 */
export function standings(
  now: number,
  flows: readonly Flow[],
  days: readonly string[],
  today: string,
): (number | null)[] {
  const netOf = new Map(flows.map(({ day, came, went }) => [day, came - went]))
  const later = flows
    .filter(({ day }) => day > days.at(-1)!)
    .reduce((sum, { came, went }) => sum + came - went, 0)
  let standing = now - later
  const found: (number | null)[] = []
  for (const day of days.toReversed()) {
    found.push(day > today ? null : standing)
    standing -= netOf.get(day) ?? 0
  }
  return found.toReversed()
}

/** Conversations that are not resolved now, with their number at the end of each day of the period and before it. */
export async function activeConversations(
  ctx: QueryContext,
  dashboard: Dashboard,
): Promise<Metric & { unassigned: number }> {
  const { span, previous, today, days, filter } = dashboard
  const until = span.to > today ? span.to : today
  const [open, flows, since] = await Promise.all([
    readOpenNow(ctx, filter),
    sumsBy(ctx, dashboard, 'conversations', ['day'], { span: { from: span.from, to: until } }),
    sinceBefore(ctx, dashboard, 'conversations', until),
  ])
  const any = open.length > 0 || flows.length > 0 || (await hasConversations(ctx, dashboard))
  const now = open.reduce((sum, { n }) => sum + n, 0)
  const moved = flows.map(({ day, opened, back, closed }) => ({ day, came: opened + back, went: closed }))
  const before: Value | null = previous && {
    value: now - (since ? since.opened + since.back - since.closed : 0),
  }
  return {
    ...metric(
      dashboard,
      'active_conversations',
      { value: any ? now : null },
      {
        previous: any ? before : null,
        spark: any ? standings(now, moved, days, today) : days.map(() => null),
      },
    ),
    unassigned: open.find(({ agentId }) => agentId === null)?.n ?? 0,
  }
}

/** What came and went since the period before ended; the same days as the period's own when that follows it at once. */
async function sinceBefore<S extends 'conversations' | 'tickets'>(
  ctx: QueryContext,
  dashboard: Dashboard,
  source: S,
  until: string,
): Promise<FigureSums<S> | undefined> {
  const { previous, span } = dashboard
  if (!previous) return undefined
  const from = addDays(previous.to, 1)
  if (from !== span.from) return totalOf(ctx, dashboard, source, { span: { from, to: until } })
  return addUp(await sumsBy(ctx, dashboard, source, ['day'], { span: { from, to: until } }))
}

/** Whether there ever was a conversation: none open is then a figure, not a lack of one. */
async function hasConversations(ctx: QueryContext, dashboard: Dashboard): Promise<boolean> {
  const span = { from: '2000-01-01', to: dashboard.today }
  const total = await recall(ctx, dashboard, ['any conversations'], async () => {
    const found = await totalOf(ctx, dashboard, 'conversations', {
      span,
      filter: { agents: null, channels: null },
    })
    return found?.opened ?? 0
  })
  return total > 0
}

const priorities = ['urgent', 'high', 'normal', 'low'] as const

/** Tickets that are not resolved now, with their number at the end of each day of the period and before it. */
export async function openTickets(
  ctx: QueryContext,
  dashboard: Dashboard,
): Promise<Metric & { byPriority: Record<(typeof priorities)[number], number> }> {
  const { span, previous, today, days, filter } = dashboard
  const until = span.to > today ? span.to : today
  const [open, flows, since] = await Promise.all([
    readTicketsNow(ctx, filter),
    sumsBy(ctx, dashboard, 'tickets', ['day'], { span: { from: span.from, to: until } }),
    sinceBefore(ctx, dashboard, 'tickets', until),
  ])
  const now = open.reduce((sum, { n }) => sum + n, 0)
  const any = now > 0 || flows.length > 0
  const moved = flows.map(({ day, created, resolved }) => ({ day, came: created, went: resolved }))
  const before: Value | null = previous && { value: now - (since ? since.created - since.resolved : 0) }
  return {
    ...metric(
      dashboard,
      'open_tickets',
      { value: any ? now : null },
      {
        previous: any ? before : null,
        spark: any ? standings(now, moved, days, today) : days.map(() => null),
      },
    ),
    byPriority: Object.fromEntries(
      priorities.map((priority) => [priority, open.find((row) => row.priority === priority)?.n ?? 0]),
    ) as Record<(typeof priorities)[number], number>,
  }
}
