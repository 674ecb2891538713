import { monthsOf, type Rollup } from '#platform/rollups.ts'
import { CUBE, CUBE_DIMENSIONS, CUBE_TABLE, cubeBy, DAYS, NOBODY, spanOf, sums } from './cube.ts'

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
  `count(*) filter (where direction = 'out' and ${condition}) as ${name}`

const counted = [
  ...['incoming', 'outgoing', 'waiting', 'sent', 'delivered', 'read', 'failed'],
  ...['auto_sent', 'auto_failed'],
]

/**
 * Messages by the day they were written and how far they got since, and by the hour of the local clock. Where clocks
 * change by half an hour, one hour of the clock has two instants at which it begins.
 */
export const messagesByDay: Rollup = {
  name: 'inbox.messages_by_day',
  table: 'inbox.messages_by_day',
  ...CUBE_TABLE,
  measures: [...counted, 'price_amount', 'hour_at', 'hour_of', 'hour_in', 'hour_out'],
  select: `
    with ${DAYS}, facts as materialized (
      select m.day, m.channel_id, m.agent_id, m.created_at - (m.local_at - date_trunc('hour', m.local_at)) as began_at,
             min(extract(hour from m.local_at))::smallint as clock, count(*) filter (where direction = 'in') as incoming,
             ${outgoing('outgoing', 'true')},
             ${outgoing('waiting', `status in ('queued', 'sending')`)}, ${outgoing('sent', `status = 'sent'`)},
             ${outgoing('delivered', `status = 'delivered'`)}, ${outgoing('read', `status = 'read'`)},
             ${outgoing('failed', `status = 'failed'`)}, sum(price_amount) as price_amount,
             ${outgoing('auto_sent', `author_kind = 'auto_reply' and status in ('sent', 'delivered', 'read')`)},
             ${outgoing('auto_failed', `author_kind = 'auto_reply' and status = 'failed'`)}
      from (select m.*, m.created_at at time zone m.zone as local_at from (${MESSAGES}) m) m
      group by 1, 2, 3, 4
    ), hours as (
      select f.day, ${CUBE}, f.began_at, min(f.clock) as clock, ${sums('int', counted)}, ${sums('bigint', ['price_amount'])}
      from facts f group by ${cubeBy('f.began_at')}
    )
    select day, channel_id, agent_id, ${sums('int', counted)}, ${sums('bigint', ['price_amount'])},
           array_agg(began_at order by began_at) as hour_at, array_agg(clock order by began_at) as hour_of,
           array_agg(incoming order by began_at) as hour_in, array_agg(outgoing order by began_at) as hour_out
    from hours group by day, channel_id, agent_id`,
  span,
}

/** Messages that failed, by the day they were written and why. */
export const failuresByDay: Rollup = {
  name: 'inbox.failures_by_day',
  table: 'inbox.failures_by_day',
  ...CUBE_TABLE,
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

export const failuresByMonth = monthsOf(failuresByDay)

const talks = ['sessions', 'solved', 'escalated', 'dropped']
const talksBy = (kind: string, intent: string, reason: string) => `
    select f.day, ${CUBE}, '${kind}' as kind, ${intent} as intent, ${reason} as reason, ${sums('int', talks)} from facts f`

/**
 * Conversations with the bot by the day they began, for whom the conversation is assigned to today: all of them, by
 * intent, and those that were handed over by reason.
 */
export const botByDay: Rollup = {
  name: 'inbox.bot_by_day',
  table: 'inbox.bot_by_day',
  ...CUBE_TABLE,
  dimensions: [...CUBE_DIMENSIONS, 'kind', 'intent', 'reason'],
  measures: talks,
  select: `
    with ${DAYS}, facts as materialized (
      select d.day, s.channel_id, coalesce(c.assignee_id, ${NOBODY}) as agent_id, s.intent, s.reason, count(*) as sessions,
             count(*) filter (where outcome = 'solved') as solved, count(*) filter (where outcome = 'escalated') as escalated,
             count(*) filter (where outcome = 'dropped') as dropped
      from days d join inbox.bot_sessions s on s.org_id = $1 and s.started_at >= d.since and s.started_at < d.until
      join inbox.conversations c on c.org_id = $1 and c.id = s.conversation_id
      group by 1, 2, 3, 4, 5, s.outcome
    )
    ${talksBy('all', `''`, `''`)} group by ${cubeBy()}
    union all ${talksBy('intent', 'f.intent', `''`)} group by ${cubeBy('f.intent')}
    union all ${talksBy('reason', `''`, 'f.reason')} where f.escalated > 0 group by ${cubeBy('f.reason')}`,
  span: spanOf('inbox.bot_sessions', 'started_at'),
}

export const botByMonth = monthsOf(botByDay)
