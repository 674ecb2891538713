import { monthsOf, type Rollup } from '#platform/rollups.ts'
import { CUBE, CUBE_DIMENSIONS, cubeBy, DAYS, NOBODY, spanOf } from './cube.ts'

const span = spanOf('inbox.messages', 'created_at')

/**
 * Messages of the wanted days without private notes, events and cancelled ones. A message of ours counts for who wrote
 * it, a customer's for whom the conversation is assigned to today.
 */
const MESSAGES = `
      select d.day, d.zone, m.channel_id, m.direction, m.status, m.author_kind, m.price_amount, m.created_at,
             case m.direction when 'in' then coalesce(c.assignee_id, ${NOBODY}) else coalesce(m.author_id, ${NOBODY}) end as agent_id
      from days d join inbox.messages m on m.org_id = $1 and m.created_at >= d.since and m.created_at < d.until
      left join inbox.conversations c on c.org_id = $1 and c.id = m.conversation_id and m.direction = 'in'
      where m.direction <> 'internal' and m.status <> 'cancelled'`

const outgoing = (name: string, condition: string) =>
  `(count(*) filter (where direction = 'out' and ${condition}))::int as ${name}`

/**
 * Messages by the day they were written and how far they got since, and by the hour of the local clock. Where clocks
 * change by half an hour, one hour of the clock has two instants at which it begins.
 */
export const messagesByDay: Rollup = {
  name: 'inbox.messages_by_day',
  table: 'inbox.messages_by_day',
  dimensions: CUBE_DIMENSIONS,
  measures: [
    ...['incoming', 'outgoing', 'waiting', 'sent', 'delivered', 'read', 'failed', 'price_amount'],
    ...['auto_sent', 'auto_failed', 'hour_at', 'hour_of', 'hour_in', 'hour_out'],
  ],
  select: `
    with ${DAYS}, facts as (
      select m.*, m.created_at - (m.local_at - date_trunc('hour', m.local_at)) as began_at,
             extract(hour from m.local_at)::smallint as clock
      from (select m.*, m.created_at at time zone m.zone as local_at from (${MESSAGES}) m) m
    ), hours as (
      select f.day, ${CUBE}, f.began_at, min(f.clock) as clock, (count(*) filter (where direction = 'in'))::int as incoming,
             ${outgoing('outgoing', 'true')},
             ${outgoing('waiting', `status in ('queued', 'sending')`)}, ${outgoing('sent', `status = 'sent'`)},
             ${outgoing('delivered', `status = 'delivered'`)}, ${outgoing('read', `status = 'read'`)},
             ${outgoing('failed', `status = 'failed'`)}, coalesce(sum(price_amount), 0)::bigint as price_amount,
             ${outgoing('auto_sent', `author_kind = 'auto_reply' and status in ('sent', 'delivered', 'read')`)},
             ${outgoing('auto_failed', `author_kind = 'auto_reply' and status = 'failed'`)}
      from facts f group by ${cubeBy('f.began_at')}
    )
    select day, channel_id, agent_id, sum(incoming)::int as incoming, sum(outgoing)::int as outgoing,
           sum(waiting)::int as waiting, sum(sent)::int as sent, sum(delivered)::int as delivered, sum(read)::int as read,
           sum(failed)::int as failed, sum(price_amount)::bigint as price_amount, sum(auto_sent)::int as auto_sent,
           sum(auto_failed)::int as auto_failed, array_agg(began_at order by began_at) as hour_at,
           array_agg(clock order by began_at) as hour_of, array_agg(incoming order by began_at) as hour_in,
           array_agg(outgoing order by began_at) as hour_out
    from hours group by day, channel_id, agent_id`,
  span,
}

/** Messages that failed, by the day they were written and why. */
export const failuresByDay: Rollup = {
  name: 'inbox.failures_by_day',
  table: 'inbox.failures_by_day',
  dimensions: [...CUBE_DIMENSIONS, 'category', 'code', 'title'],
  measures: ['n'],
  select: `
    with ${DAYS}, facts as (
      select d.day, m.channel_id, coalesce(m.author_id, ${NOBODY}) as agent_id,
             coalesce(m.failure_category, 'unknown') as category, coalesce(m.failure_code, '') as code,
             coalesce(m.failure_title, '') as title
      from days d join inbox.messages m on m.org_id = $1 and m.created_at >= d.since and m.created_at < d.until
      where m.direction = 'out' and m.status = 'failed'
    )
    select f.day, ${CUBE}, f.category, f.code, f.title, count(*)::int as n
    from facts f group by ${cubeBy('f.category', 'f.code', 'f.title')}`,
  span,
}

/** Conversations with the bot by the day they began, for whom the conversation is assigned to today. */
export const botByDay: Rollup = {
  name: 'inbox.bot_by_day',
  table: 'inbox.bot_by_day',
  dimensions: [...CUBE_DIMENSIONS, 'intent', 'reason'],
  measures: ['sessions', 'solved', 'escalated', 'dropped'],
  select: `
    with ${DAYS}, facts as (
      select d.day, s.channel_id, coalesce(c.assignee_id, ${NOBODY}) as agent_id, s.intent, s.outcome,
             case s.outcome when 'escalated' then s.reason else '' end as reason
      from days d join inbox.bot_sessions s on s.org_id = $1 and s.started_at >= d.since and s.started_at < d.until
      join inbox.conversations c on c.org_id = $1 and c.id = s.conversation_id
    )
    select f.day, ${CUBE}, f.intent, f.reason, count(*)::int as sessions,
           (count(*) filter (where outcome = 'solved'))::int as solved,
           (count(*) filter (where outcome = 'escalated'))::int as escalated,
           (count(*) filter (where outcome = 'dropped'))::int as dropped
    from facts f group by ${cubeBy('f.intent', 'f.reason')}`,
  span: spanOf('inbox.bot_sessions', 'started_at'),
}

export const botByMonth = monthsOf(botByDay)
