import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
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
      and ${within('f.day', [span])}
    group by f.day, u.at order by u.at`.execute(ctx.tx)
  return rows
}

/** Incoming messages of the period by weekday (Monday is 1) and hour of the clock. */
export async function readLoadByWeekday(
  ctx: QueryContext,
  { filter, span }: LoadInput,
): Promise<{ weekday: number; hour: number; incoming: number }[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ weekday: number; hour: number; incoming: number }>`
    select extract(isodow from f.day)::int as weekday, u.clock as hour, sum(u.incoming) as incoming
    from inbox.messages_by_day f, unnest(f.hour_of, f.hour_in) u(clock, incoming)
    where f.org_id = ${ctx.orgId} and ${chosen('f.channel_id', filter.channels)} and ${chosen('f.agent_id', filter.agents)}
      and ${within('f.day', [span])}
    group by 1, 2`.execute(ctx.tx)
  return rows
}

/** Messages, notes and events left out, that were written between two instants; for parts of an hour. */
export async function countMessages(
  ctx: QueryContext,
  { filter, from, to }: { filter: FigureFilter; from: string; to: string },
): Promise<number> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from inbox.messages m
    left join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id and m.direction = 'in'
    where m.org_id = ${ctx.orgId} and m.created_at >= ${from} and m.created_at < ${to}
      and m.direction <> 'internal' and m.status <> 'cancelled'
      and (${filter.channels === null} or m.channel_id = any(${filter.channels ?? []}::uuid[]))
      and (${filter.agents === null} or case m.direction when 'in' then c.assignee_id else m.author_id end = any(${filter.agents ?? []}::uuid[]))`.execute(
    ctx.tx,
  )
  return rows[0]!.n
}
