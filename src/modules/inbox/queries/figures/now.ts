import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { AgentState, ChannelKind, Priority } from '../../contract/words.ts'
import type { FigureFilter } from './filter.ts'

/** A column of facts under the filter. */
const under = (column: string, ids: readonly string[] | null) =>
  ids === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`

/** Conversations that are not resolved now, by whom they are assigned to; null for nobody. */
export async function readOpenNow(
  ctx: QueryContext,
  filter: FigureFilter,
): Promise<{ agentId: string | null; n: number }[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ agentId: string | null; n: number }>`
    select c.assignee_id as "agentId", count(*) as n from inbox.conversations c
    where c.org_id = ${ctx.orgId} and c.status <> 'resolved' and ${under('c.channel_id', filter.channels)}
      and ${under('c.assignee_id', filter.agents)}
    group by c.assignee_id`.execute(ctx.tx)
  return rows
}

/** Tickets that are not resolved now, by priority. A channel's tickets are those of its conversations. */
export async function readTicketsNow(
  ctx: QueryContext,
  filter: FigureFilter,
): Promise<{ priority: Priority; n: number }[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ priority: Priority; n: number }>`
    select t.priority, count(*) as n from inbox.tickets t
    where t.org_id = ${ctx.orgId} and t.status <> 'resolved' and ${under('t.assignee_id', filter.agents)}
      and ${
        filter.channels === null
          ? sql`true`
          : sql`(select c.channel_id from inbox.conversations c where c.org_id = t.org_id and c.id = t.conversation_id)
              = any(${filter.channels}::uuid[])`
      }
    group by t.priority`.execute(ctx.tx)
  return rows
}

/** Somebody who answers, as they are now. */
export interface AgentNow {
  memberId: string
  state: AgentState
  since: string
  capacity: number
}

export async function readAgentsNow(ctx: QueryContext): Promise<AgentNow[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<AgentNow>`
    select member_id as "memberId", status as state, since, capacity from inbox.agents where org_id = ${ctx.orgId}`.execute(
    ctx.tx,
  )
  return rows
}

/** Spells that still run, to be added to the kept time. Offline ones are left out. */
export async function readRunningSpells(
  ctx: QueryContext,
): Promise<{ memberId: string; state: AgentState; startsAt: string }[]> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ memberId: string; state: AgentState; startsAt: string }>`
    select member_id as "memberId", state, starts_at as "startsAt" from inbox.agent_spells
    where org_id = ${ctx.orgId} and ends_at is null and state <> 'offline'`.execute(ctx.tx)
  return rows
}

/**
 * A channel with what happened on it in the last hour: messages that left, and those of them that arrived; and how
 * many of that hour left in the last five minutes.
 */
export interface ChannelNow {
  id: string
  kind: ChannelKind
  name: string
  address: string
  isActive: boolean
  lastReceivedAt: string | null
  lastSentAt: string | null
  lastError: string | null
  lastErrorAt: string | null
  hourSent: number
  hourArrived: number
  lastFiveMinutes: number
}

export async function readChannelsNow(ctx: QueryContext): Promise<ChannelNow[]> {
  permit(ctx, 'figures.view')
  const since = ctx.now.subtract({ hours: 1 }).toString()
  const recently = ctx.now.subtract({ minutes: 5 }).toString()
  // Both ends of the hour: with one only, a prepared plan reckons with a third of all messages ever.
  const { rows } = await sql<ChannelNow>`
    with hour as (
      select m.channel_id, count(*) as sent, count(*) filter (where m.status in ('delivered', 'read')) as arrived,
             count(*) filter (where m.sent_at >= ${recently}) as recent
      from inbox.messages m
      where m.org_id = ${ctx.orgId} and m.created_at between ${since} and ${ctx.now.toString()} and m.direction = 'out'
        and m.status in ('sent', 'delivered', 'read', 'failed')
      group by m.channel_id)
    select c.id, c.kind, c.name, c.address, c.is_active as "isActive", c.last_received_at as "lastReceivedAt",
           c.last_sent_at as "lastSentAt", c.last_error as "lastError", c.last_error_at as "lastErrorAt",
           coalesce(h.sent, 0) as "hourSent", coalesce(h.arrived, 0) as "hourArrived",
           coalesce(h.recent, 0) as "lastFiveMinutes"
    from inbox.channels c left join hour h on h.channel_id = c.id
    where c.org_id = ${ctx.orgId} and c.deleted_at is null order by c.created_at, c.id`.execute(ctx.tx)
  return rows
}

/** What waits to be sent on some channels, and since when the oldest does. */
export async function readQueueNow(
  ctx: QueryContext,
  channels: readonly string[],
): Promise<{ depth: number; oldestAt: string | null }> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ depth: number; oldestAt: string | null }>`
    select count(*) as depth, min(o.queued_at) as "oldestAt" from inbox.outgoing o
    where o.org_id = ${ctx.orgId} and o.channel_id = any(${channels}::uuid[])`.execute(ctx.tx)
  return rows[0]!
}

/** Channels and teams to filter by; deleted ones are left out. */
export async function readFigureChoices(ctx: QueryContext): Promise<{
  channels: { id: string; name: string; kind: ChannelKind }[]
  teams: { id: string; name: string; memberIds: string[] }[]
}> {
  permit(ctx, 'figures.view')
  const [channels, teams] = await Promise.all([
    sql<{ id: string; name: string; kind: ChannelKind }>`
      select id, name, kind from inbox.channels where org_id = ${ctx.orgId} and deleted_at is null
      order by created_at, id`.execute(ctx.tx),
    sql<{ id: string; name: string; memberIds: string[] }>`
      select t.id, t.name, coalesce(array_agg(m.member_id::text) filter (where m.member_id is not null), '{}') as "memberIds"
      from inbox.teams t left join inbox.team_members m on m.org_id = t.org_id and m.team_id = t.id
      where t.org_id = ${ctx.orgId} and t.deleted_at is null group by t.id, t.name order by t.name`.execute(
      ctx.tx,
    ),
  ])
  return { channels: channels.rows, teams: teams.rows }
}

/** What was promised for the first answer, in seconds: of the first policy that promises one; null without. */
export async function readFirstTarget(ctx: QueryContext): Promise<number | null> {
  permit(ctx, 'figures.view')
  const { rows } = await sql<{ minutes: number }>`
    select first_minutes as minutes from inbox.sla_policies
    where org_id = ${ctx.orgId} and is_active and first_minutes is not null order by position, id limit 1`.execute(
    ctx.tx,
  )
  return rows[0] ? rows[0].minutes * 60 : null
}
