import type { Rollup } from '#platform/rollups.ts'
import { CUBE, CUBE_TABLE, cubeBy, DAYS, NOBODY, spanOf } from './cube.ts'

/** Leads and bookings that came of talking, by their day; cancelled ones are left out. */
export const conversionsByDay: Rollup = {
  name: 'inbox.conversions_by_day',
  table: 'inbox.conversions_by_day',
  ...CUBE_TABLE,
  measures: ['leads', 'bookings', 'amount'],
  select: `
    with ${DAYS}, facts as (
      select d.day, coalesce(v.channel_id, ${NOBODY}) as channel_id, coalesce(v.agent_id, ${NOBODY}) as agent_id, v.kind, v.amount
      from days d join inbox.conversions v on v.org_id = $1 and v.at >= d.since and v.at < d.until
      where v.cancelled_at is null
    )
    select f.day, ${CUBE}, (count(*) filter (where kind = 'lead'))::int as leads,
           (count(*) filter (where kind = 'booking'))::int as bookings,
           coalesce(sum(amount) filter (where kind = 'booking'), 0)::bigint as amount
    from facts f group by ${cubeBy()}`,
  span: spanOf('inbox.conversions', 'at'),
}

/** Tickets by the day they were opened, and by the day they were resolved. */
export const ticketsByDay: Rollup = {
  name: 'inbox.tickets_by_day',
  table: 'inbox.tickets_by_day',
  ...CUBE_TABLE,
  measures: ['created', 'resolved'],
  select: `
    with ${DAYS}, events as (
      select d.day, t.conversation_id, t.assignee_id, 1 as created, 0 as resolved
      from days d join inbox.tickets t on t.org_id = $1 and t.created_at >= d.since and t.created_at < d.until
      union all
      select d.day, t.conversation_id, t.assignee_id, 0, 1
      from days d join inbox.tickets t on t.org_id = $1 and t.resolved_at >= d.since and t.resolved_at < d.until
    ), facts as (
      select e.day, coalesce(c.channel_id, ${NOBODY}) as channel_id, coalesce(e.assignee_id, ${NOBODY}) as agent_id,
             e.created, e.resolved
      from events e left join inbox.conversations c on c.org_id = $1 and c.id = e.conversation_id
    )
    select f.day, ${CUBE}, sum(created)::int as created, sum(resolved)::int as resolved
    from facts f group by ${cubeBy()}`,
  span: spanOf('inbox.tickets', 'created_at', 'resolved_at'),
}

/** What became of each broadcast that has begun, by the day it began. */
export const broadcastsByDay: Rollup = {
  name: 'inbox.broadcasts_by_day',
  table: 'inbox.broadcasts_by_day',
  dimensions: ['channel_id', 'broadcast_id'],
  hasDaysApart: true,
  measures: ['recipients', 'sent', 'delivered', 'read', 'failed', 'conversions', 'amount'],
  select: `
    with ${DAYS}, begun as materialized (
      select d.day, b.channel_id, b.id from days d
      join inbox.broadcasts b on b.org_id = $1 and b.started_at >= d.since and b.started_at < d.until
    ), messages as (
      select r.broadcast_id, (count(*) filter (where r.state <> 'skipped'))::int as recipients,
             (count(*) filter (where m.status = 'sent'))::int as sent,
             (count(*) filter (where m.status = 'delivered'))::int as delivered,
             (count(*) filter (where m.status = 'read'))::int as read,
             (count(*) filter (where m.status = 'failed'))::int as failed
      from begun b join inbox.broadcast_recipients r on r.org_id = $1 and r.broadcast_id = b.id
      left join inbox.messages m on m.org_id = $1 and m.id = r.message_id
      group by r.broadcast_id
    ), won as (
      select v.broadcast_id, count(*)::int as conversions,
             coalesce(sum(v.amount) filter (where v.kind = 'booking'), 0)::bigint as amount
      from begun b join inbox.conversions v on v.org_id = $1 and v.broadcast_id = b.id
      where v.cancelled_at is null group by v.broadcast_id
    )
    select b.day, b.channel_id, b.id as broadcast_id, coalesce(m.recipients, 0) as recipients, coalesce(m.sent, 0) as sent,
           coalesce(m.delivered, 0) as delivered, coalesce(m.read, 0) as read, coalesce(m.failed, 0) as failed,
           coalesce(w.conversions, 0) as conversions, coalesce(w.amount, 0)::bigint as amount
    from begun b left join messages m on m.broadcast_id = b.id left join won w on w.broadcast_id = b.id`,
  span: spanOf('inbox.broadcasts', 'started_at'),
}
