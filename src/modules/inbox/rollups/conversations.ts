import { monthSpan, monthsOf, type Rollup } from '#platform/rollups.ts'
import { BOT, CUBE, CUBE_TABLE, cubeBy, DAYS, NOBODY, spanOf } from './cube.ts'

/** Who carries a conversation: whom it is assigned to, else the bot if it was alone with it, else nobody. */
const CARRIER = `coalesce(c.assignee_id, case when c.handled_by = 'bot' then ${BOT} else ${NOBODY} end)`

/**
 * Conversations by the day they were opened and what became of them; besides, how many were resolved (`closed`) and
 * opened again (`back`) on the day, whenever they began: what is open at the end of a day is all that was opened, less
 * closed, plus back. Counted for whom they are assigned to today.
 */
export const conversationsByDay: Rollup = {
  name: 'inbox.conversations_by_day',
  table: 'inbox.conversations_by_day',
  ...CUBE_TABLE,
  measures: [
    ...['opened', 'resolved', 'sla_met', 'sla_breached', 'by_bot', 'by_agent', 'by_both'],
    ...['closed', 'back'],
  ],
  select: `
    with ${DAYS}, facts as (
      select d.day, c.channel_id, ${CARRIER} as agent_id, 1 as opened,
             (c.status = 'resolved')::int as resolved, (c.first_sla = 'met')::int as sla_met,
             (c.first_sla = 'breached')::int as sla_breached, (c.handled_by = 'bot')::int as by_bot,
             (c.handled_by = 'agent')::int as by_agent, (c.handled_by = 'both')::int as by_both,
             -- Some begin resolved (a broadcast nobody has answered): nobody ever resolved them.
             (c.status = 'resolved' and not exists (select from inbox.resolutions r
               where r.org_id = $1 and r.conversation_id = c.id))::int as closed, 0 as back
      from days d join inbox.conversations c on c.org_id = $1 and c.opened_at >= d.since and c.opened_at < d.until
      union all
      select d.day, c.channel_id, ${CARRIER}, 0, 0, 0, 0, 0, 0, 0, 1, 0
      from days d join inbox.resolutions r on r.org_id = $1 and r.resolved_at >= d.since and r.resolved_at < d.until
      join inbox.conversations c on c.org_id = $1 and c.id = r.conversation_id
      union all
      select d.day, c.channel_id, ${CARRIER}, 0, 0, 0, 0, 0, 0, 0, 0, 1
      from days d join inbox.resolutions r on r.org_id = $1 and r.reopened_at >= d.since and r.reopened_at < d.until
      join inbox.conversations c on c.org_id = $1 and c.id = r.conversation_id
    )
    select f.day, ${CUBE}, sum(opened)::int as opened, sum(resolved)::int as resolved, sum(sla_met)::int as sla_met,
           sum(sla_breached)::int as sla_breached, sum(by_bot)::int as by_bot, sum(by_agent)::int as by_agent,
           sum(by_both)::int as by_both, sum(closed)::int as closed, sum(back)::int as back
    from facts f group by ${cubeBy()}`,
  span: `
    select least(c.first, r.first) as first, greatest(c.last, r.last) as last
    from (${spanOf('inbox.conversations', 'opened_at')}) c,
         (${spanOf('inbox.resolutions', 'resolved_at', 'reopened_at')}) r`,
}

export const conversationsByMonth = monthsOf(conversationsByDay)

/**
 * Customers by each day on which they began a conversation, with the day on which they were seen before. A customer is
 * a contact together with those merged into it. For a channel or a person, "seen before" means there; who was known
 * elsewhere stands in `known`.
 */
export const contactsByDay: Rollup = {
  name: 'inbox.contacts_by_day',
  table: 'inbox.contacts_by_day',
  ...CUBE_TABLE,
  measures: ['fresh', 'back', 'known_days', 'known_counts', 'seen_days', 'seen_counts'],
  select: `
    with ${DAYS}, here as materialized (
      select distinct d.day, d.since, d.until, d.zone, coalesce(k.merged_into, k.id) as person_id
      from days d join inbox.conversations c on c.org_id = $1 and c.opened_at >= d.since and c.opened_at < d.until
      join inbox.contacts k on k.org_id = $1 and k.id = c.contact_id
    ), contacts as materialized (
      select h.day, h.since, h.until, h.zone, h.person_id, h.person_id as contact_id from here h
      union all
      select h.day, h.since, h.until, h.zone, h.person_id, k.id from here h
      join inbox.contacts k on k.org_id = $1 and k.merged_into = h.person_id and k.id <> h.person_id
    ), talks as (
      select h.day, h.since, h.zone, h.person_id, c.channel_id, coalesce(c.assignee_id, ${NOBODY}) as agent_id, c.opened_at,
             min(c.opened_at) over (partition by h.day, h.person_id) as first_at
      from contacts h join inbox.conversations c on c.org_id = $1 and c.contact_id = h.contact_id and c.opened_at < h.until
    ), people as (
      select f.day, ${CUBE}, f.since, f.zone, min(f.first_at) as first_at,
             max(f.opened_at) filter (where f.opened_at < f.since) as seen_at
      from talks f
      group by grouping sets ((f.day, f.since, f.zone, f.person_id), (f.day, f.since, f.zone, f.person_id, f.channel_id),
        (f.day, f.since, f.zone, f.person_id, f.agent_id), (f.day, f.since, f.zone, f.person_id, f.channel_id, f.agent_id))
      having max(f.opened_at) >= f.since
    ), by_seen as (
      select day, channel_id, agent_id, seen_at is not null as is_seen,
             (case when seen_at is not null then seen_at when first_at < since then first_at end at time zone zone)::date as before,
             count(*)::int as n
      from people group by 1, 2, 3, 4, 5
    )
    select day, channel_id, agent_id, coalesce(sum(n) filter (where before is null), 0)::int as fresh,
           coalesce(sum(n) filter (where before is not null), 0)::int as back,
           coalesce(array_agg(before order by before) filter (where before is not null and not is_seen), '{}') as known_days,
           coalesce(array_agg(n order by before) filter (where before is not null and not is_seen), '{}') as known_counts,
           coalesce(array_agg(before order by before) filter (where is_seen), '{}') as seen_days,
           coalesce(array_agg(n order by before) filter (where is_seen), '{}') as seen_counts
    from by_seen group by day, channel_id, agent_id`,
  span: spanOf('inbox.conversations', 'opened_at'),
}

/**
 * The same for a whole month: who was seen before the month stands once, whoever came twice within it counts once. For
 * periods that hold the whole month; those that begin within it take the days.
 */
export const contactsByMonth: Rollup = {
  ...contactsByDay,
  name: 'inbox.contacts_by_month',
  table: 'inbox.contacts_by_month',
  monthsOf: contactsByDay.name,
  select: `
    with kept as (
      select m, t.* from unnest($2::date[]) m
      join inbox.contacts_by_day t on t.org_id = $1 and t.day + 0 >= m and t.day + 0 < m + interval '1 month'
    ), sums as (
      select m, channel_id, agent_id, sum(fresh)::int as fresh from kept group by 1, 2, 3
    ), known as (
      select m, channel_id, agent_id, d, sum(n)::int as n from kept, unnest(known_days, known_counts) u(d, n) group by 1, 2, 3, 4
    ), seen as (
      select m, channel_id, agent_id, d, sum(n)::int as n from kept, unnest(seen_days, seen_counts) u(d, n)
      where d < m group by 1, 2, 3, 4
    ), known_lists as (
      select m, channel_id, agent_id, array_agg(d order by d) as days, array_agg(n order by d) as counts, sum(n) as back
      from known group by 1, 2, 3
    ), seen_lists as (
      select m, channel_id, agent_id, array_agg(d order by d) as days, array_agg(n order by d) as counts, sum(n) as back
      from seen group by 1, 2, 3
    )
    select s.m as day, s.channel_id, s.agent_id, s.fresh,
           (coalesce(k.back, 0) + coalesce(e.back, 0))::int as back,
           coalesce(k.days, '{}') as known_days, coalesce(k.counts, '{}') as known_counts,
           coalesce(e.days, '{}') as seen_days, coalesce(e.counts, '{}') as seen_counts
    from sums s
    left join known_lists k on k.m = s.m and k.channel_id = s.channel_id and k.agent_id = s.agent_id
    left join seen_lists e on e.m = s.m and e.channel_id = s.channel_id and e.agent_id = s.agent_id`,
  span: monthSpan(contactsByDay),
}
