import { readRunningSpells } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { addDays, localDay, startOfDay } from '#values/zone.ts'
import type { DashboardSettings } from '../contract/settings.ts'
import { round, share, thresholdOf, type Value } from '../domain/figure.ts'
import type { Span } from '../domain/period.ts'
import type { ScoreTargets } from '../domain/score.ts'
import type { Dashboard } from './dashboard.ts'
import { sumsBy } from './sums.ts'

/** Time in each state, in milliseconds. */
export interface TimeSums {
  online_ms: number
  busy_ms: number
  away_ms: number
}

const HOUR_MS = 3_600_000
const noTime: TimeSums = { online_ms: 0, busy_ms: 0, away_ms: 0 }

/** Online and busy. */
export const activeMs = (time: TimeSums | undefined) => (time ? time.online_ms + time.busy_ms : 0)

/** The time of each local day: spells that ended, from the kept figures, and those that run, until now. */
export async function timeByDay(
  ctx: QueryContext,
  dashboard: Dashboard,
  span: Span,
): Promise<Map<string, TimeSums>> {
  const [rows, running] = await Promise.all([
    sumsBy(ctx, dashboard, 'time', ['day'], { span }),
    runningParts(ctx, dashboard, span),
  ])
  return addTo(new Map(rows.map(({ day, ...time }) => [day, time])), running, ({ day }) => day)
}

/** The time of each person, likewise. */
export async function timeByAgent(
  ctx: QueryContext,
  dashboard: Dashboard,
  span: Span,
): Promise<Map<string, TimeSums>> {
  const [rows, running] = await Promise.all([
    sumsBy(ctx, dashboard, 'time', ['agent_id'], { span }),
    runningParts(ctx, dashboard, span),
  ])
  return addTo(
    new Map(rows.map(({ agent_id, ...time }) => [agent_id, time])),
    running,
    ({ agentId }) => agentId,
  )
}

interface Part {
  agentId: string
  day: string
  state: 'online' | 'busy' | 'away'
  ms: number
}

/** Spells that still run, cut at local midnights and at the ends of the span. */
async function runningParts(
  ctx: QueryContext,
  { zone, filter, today }: Dashboard,
  span: Span,
): Promise<Part[]> {
  if (span.to < span.from || span.from > today) return []
  const spells = (await readRunningSpells(ctx)).filter(
    ({ memberId }) => filter.agents === null || filter.agents.includes(memberId),
  )
  const now = ctx.now.epochMilliseconds
  return spells.flatMap(({ memberId, state, startsAt }) => {
    const parts: Part[] = []
    const began = localDay(zone, startsAt)
    const last = span.to < today ? span.to : today
    for (let day = began > span.from ? began : span.from; day <= last; day = addDays(day, 1)) {
      const from = Math.max(Date.parse(startsAt), Date.parse(startOfDay(zone, day)))
      const to = Math.min(now, Date.parse(startOfDay(zone, addDays(day, 1))))
      if (to > from) parts.push({ agentId: memberId, day, state: state as Part['state'], ms: to - from })
    }
    return parts
  })
}

function addTo(
  sums: Map<string, TimeSums>,
  parts: readonly Part[],
  keyOf: (part: Part) => string,
): Map<string, TimeSums> {
  for (const part of parts) {
    const time = { ...(sums.get(keyOf(part)) ?? noTime) }
    time[`${part.state}_ms`] += part.ms
    sums.set(keyOf(part), time)
  }
  return sums
}

/** Active time out of all time there. */
export function shareOfTime(time: TimeSums | undefined): Value {
  return share(activeMs(time), activeMs(time) + (time?.away_ms ?? 0))
}

/** So many of something for each active hour; none without any active time or anything to count. */
export function perHour(n: number | undefined, time: TimeSums | undefined): Value {
  const active = activeMs(time)
  return { value: n === undefined || active === 0 ? null : round(n / (active / HOUR_MS), 2) }
}

/** What counts as full marks in a score. */
export function targetsOf({ thresholds }: DashboardSettings): ScoreTargets {
  return {
    repliesPerHour: thresholdOf('replies_per_hour', thresholds)!.warn,
    firstReplySeconds: thresholdOf('first_reply', thresholds)!.warn,
  }
}
