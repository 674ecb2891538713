import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { epochDay, weekdayIndex } from '#values/zone.ts'
import { eachCount } from './counts.ts'
import { chosen, type FigureFilter, type Span, within } from './filter.ts'

/** Messages of one hour of the local clock. */
export interface HourLoad {
  /** ISO instant at which the hour began. */
  at: string
  day: string
  /** Monday is 1. */
  weekday: number
  hour: number
  incoming: number
  outgoing: number
}

interface LoadInput {
  filter: FigureFilter
  span: Span
}

/** Messages by the hour, oldest first; hours without any are missing. */
export async function readLoadByHour(ctx: QueryContext, { filter, span }: LoadInput): Promise<HourLoad[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<HourLoad>`
    select u.at, f.day, extract(isodow from f.day)::int as weekday, min(u.clock) as hour, sum(u.incoming) as incoming,
           sum(u.outgoing) as outgoing
    from inbox.messages_by_day f, unnest(f.hour_at, f.hour_of, f.hour_in, f.hour_out) u(at, clock, incoming, outgoing)
    where f.org_id = ${ctx.orgId} and ${chosen('f.channel_id', filter.channels)} and ${chosen('f.agent_id', filter.agents)}
      and ${within('f.day', span)}
    group by f.day, u.at order by u.at`.execute(ctx.tx)
  return rows
}

/** Incoming messages of the period by weekday (Monday is 1) and hour of the clock. */
export async function readLoadByWeekday(
  ctx: QueryContext,
  input: LoadInput,
): Promise<{ weekday: number; hour: number; incoming: number }[]> {
  const week = Array.from({ length: 7 * 24 }, () => 0)
  for (const { day, hours, incoming } of await readDays(ctx, input)) {
    const first = weekdayIndex(epochDay(day)) * 24
    eachCount(hours, incoming, (hour, n) => {
      week[first + hour] = week[first + hour]! + n
    })
  }
  return week.flatMap((incoming, i) =>
    incoming > 0 ? [{ weekday: Math.floor(i / 24) + 1, hour: i % 24, incoming }] : [],
  )
}

/** Incoming messages by local day and hour of the clock; where clocks go back, both hours of the same name together. */
export async function readLoadByClock(
  ctx: QueryContext,
  input: LoadInput,
): Promise<{ day: string; hour: number; incoming: number }[]> {
  const days = new Map<string, number[]>()
  for (const { day, hours, incoming } of await readDays(ctx, input)) {
    const counts = days.get(day) ?? []
    eachCount(hours, incoming, (hour, n) => {
      counts[hour] = (counts[hour] ?? 0) + n
    })
    days.set(day, counts)
  }
  // Hours without any message of either kind are holes, which are left out.
  return [...days].flatMap(([day, counts]) => counts.flatMap((incoming, hour) => [{ day, hour, incoming }]))
}

/** The hours of each day for each chosen channel and person, as lists. */
async function readDays(
  ctx: QueryContext,
  { filter, span }: LoadInput,
): Promise<{ day: string; hours: string; incoming: string }[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ day: string; hours: string; incoming: string }>`
    select day, hour_of::text as hours, hour_in::text as incoming from inbox.messages_by_day
    where org_id = ${ctx.orgId} and ${chosen('channel_id', filter.channels)} and ${chosen('agent_id', filter.agents)}
      and ${within('day', span)}`.execute(ctx.tx)
  return rows
}

/** Messages, notes and events left out, that were written between two instants; for parts of an hour. */
export async function countMessages(
  ctx: QueryContext,
  { filter, from, to }: { filter: FigureFilter; from: string; to: string },
): Promise<number> {
  permit(ctx, 'figures.view')
  const { agents, channels } = filter
  // Whom a conversation is assigned to is looked up only when somebody is chosen.
  const carried =
    agents === null
      ? sql`true`
      : sql`case m.direction when 'in' then (select c.assignee_id from inbox.conversations c
          where c.org_id = m.org_id and c.id = m.conversation_id) else m.author_id end = any(${agents}::uuid[])`
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from inbox.messages m
    where m.org_id = ${ctx.orgId} and m.created_at >= ${from} and m.created_at < ${to}
      and m.direction <> 'internal' and m.status <> 'cancelled'
      and ${channels === null ? sql`true` : sql`m.channel_id = any(${channels}::uuid[])`} and ${carried}`.execute(
    ctx.tx,
  )
  return rows[0]!.n
}
