import { monthSpan, monthsOf, type Rollup } from '#platform/rollups.ts'
import { ALL, BOT, CUBE, CUBE_DIMENSIONS, CUBE_TABLE, cubeBy, DAYS, NOBODY, spanOf, sums } from './cube.ts'

const span = spanOf('inbox.replies', 'replied_at')

/** Answers to waiting customers by the day and the person of the answer: by people, first ones, and any. */
export const repliesByDay: Rollup = {
  name: 'inbox.replies_by_day',
  table: 'inbox.replies_by_day',
  ...CUBE_TABLE,
  measures: [
    ...['n', 'wait_ms', 'wait_open_ms', 'promised', 'within'],
    ...['first_n', 'first_wait_ms', 'first_wait_open_ms', 'any_n', 'any_wait_ms', 'any_wait_open_ms'],
  ],
  select: `
    with ${DAYS}, facts as materialized (
      select d.day, r.channel_id, coalesce(r.agent_id, ${BOT}) as agent_id, count(r.agent_id) as n,
             sum(wait_ms) filter (where r.agent_id is not null) as wait_ms,
             sum(wait_open_ms) filter (where r.agent_id is not null) as wait_open_ms,
             count(*) filter (where r.agent_id is not null and is_within is not null) as promised,
             count(*) filter (where r.agent_id is not null and is_within) as within,
             count(*) filter (where is_first) as first_n, sum(wait_ms) filter (where is_first) as first_wait_ms,
             sum(wait_open_ms) filter (where is_first) as first_wait_open_ms,
             count(*) as any_n, sum(wait_ms) as any_wait_ms, sum(wait_open_ms) as any_wait_open_ms
      from days d join inbox.replies r on r.org_id = $1 and r.replied_at >= d.since and r.replied_at < d.until
      group by 1, 2, 3
    )
    select f.day, ${CUBE}, ${sums('int', ['n', 'promised', 'within', 'first_n', 'any_n'])},
           ${sums('bigint', ['wait_ms', 'wait_open_ms', 'first_wait_ms', 'first_wait_open_ms', 'any_wait_ms', 'any_wait_open_ms'])}
    from facts f group by ${cubeBy()}`,
  span,
}

export const repliesByMonth = monthsOf(repliesByDay)

/** Lists of buckets and their counts, and the buckets in which half and nine tenths of `binned` rows are reached. */
const lists = (key: string) => `
    select ${key}, array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as counts,
           min(bucket) filter (where upto >= ceil(whole * 0.5)) as p50,
           min(bucket) filter (where upto >= ceil(whole * 0.9)) as p90
    from (select *, sum(n) over (partition by ${key} order by bucket) as upto,
                 sum(n) over (partition by ${key}) as whole from binned) ranked
    group by ${key}`

/**
 * How waiting times are spread: `response` by people, `first` for first answers by anybody, each in real time and in
 * business hours (`_open`). Buckets grow by 1.05/0.95, so that every value is at most 5 % off the middle of its bucket.
 */
export const replySpreadByDay: Rollup = {
  name: 'inbox.reply_spread_by_day',
  table: 'inbox.reply_spread_by_day',
  ...CUBE_TABLE,
  dimensions: ['kind', ...CUBE_DIMENSIONS],
  measures: ['buckets', 'counts', 'p50', 'p90'],
  select: `
    with ${DAYS}, facts as materialized (
      select d.day, r.channel_id, coalesce(r.agent_id, ${BOT}) as agent_id, k.kind, inbox.bucket_of(k.ms) as bucket, count(*) as n
      from days d join inbox.replies r on r.org_id = $1 and r.replied_at >= d.since and r.replied_at < d.until,
           lateral (values ('response', r.wait_ms, r.agent_id is not null), ('response_open', r.wait_open_ms, r.agent_id is not null),
                           ('first', r.wait_ms, r.is_first), ('first_open', r.wait_open_ms, r.is_first)) k(kind, ms, counts)
      where k.counts group by 1, 2, 3, 4, 5
    ), binned as (
      select f.day, f.kind, ${CUBE}, f.bucket, sum(n)::int as n
      from facts f group by ${cubeBy('f.kind', 'f.bucket')}
    )${lists('day, kind, channel_id, agent_id')}`,
  span,
}

/** The same over whole months: for each channel and each person, not for pairs of both. */
export const replySpreadByMonth: Rollup = {
  ...replySpreadByDay,
  name: 'inbox.reply_spread_by_month',
  table: 'inbox.reply_spread_by_month',
  monthsOf: replySpreadByDay.name,
  select: `
    with binned as (
      select m as day, t.kind, t.channel_id, t.agent_id, u.bucket, sum(u.n)::int as n
      from unnest($2::date[]) m
      join inbox.reply_spread_by_day t on t.org_id = $1 and t.day + 0 >= m and t.day + 0 < m + interval '1 month',
           unnest(t.buckets, t.counts) u(bucket, n)
      where t.channel_id = ${ALL} or t.agent_id = ${ALL}
      group by m, t.kind, t.channel_id, t.agent_id, u.bucket
    )${lists('day, kind, channel_id, agent_id')}`,
  span: monthSpan(replySpreadByDay),
}

/** Resolutions by their day and who resolved; nobody for the bot and the product itself. */
export const resolutionsByDay: Rollup = {
  name: 'inbox.resolutions_by_day',
  table: 'inbox.resolutions_by_day',
  ...CUBE_TABLE,
  measures: ['n', 'took_ms', 'took_open_ms', 'reopened'],
  select: `
    with ${DAYS}, facts as (
      select d.day, r.channel_id, coalesce(r.agent_id, case r.by_kind when 'bot' then ${BOT} else ${NOBODY} end) as agent_id, r.took_ms, r.took_open_ms, r.reopened_at
      from days d join inbox.resolutions r on r.org_id = $1 and r.resolved_at >= d.since and r.resolved_at < d.until
    )
    select f.day, ${CUBE}, count(*)::int as n, sum(took_ms)::bigint as took_ms, sum(took_open_ms)::bigint as took_open_ms,
           count(reopened_at)::int as reopened
    from facts f group by ${cubeBy()}`,
  span: spanOf('inbox.resolutions', 'resolved_at'),
}

/** Answers to "How did we do?" by their day and the person they are about. */
export const ratingsByDay: Rollup = {
  name: 'inbox.ratings_by_day',
  table: 'inbox.ratings_by_day',
  ...CUBE_TABLE,
  measures: ['n', 'score', 'bot_n', 'bot_score', 'human_n', 'human_score'],
  select: `
    with ${DAYS}, facts as (
      select d.day, r.channel_id, coalesce(r.agent_id, case r.handled_by when 'bot' then ${BOT} else ${NOBODY} end) as agent_id, r.score, r.handled_by = 'bot' as by_bot
      from days d join inbox.ratings r on r.org_id = $1 and r.answered_at >= d.since and r.answered_at < d.until
      where r.score is not null
    )
    select f.day, ${CUBE}, count(*)::int as n, sum(score)::int as score,
           (count(*) filter (where by_bot))::int as bot_n, coalesce(sum(score) filter (where by_bot), 0)::int as bot_score,
           (count(*) filter (where not by_bot))::int as human_n,
           coalesce(sum(score) filter (where not by_bot), 0)::int as human_score
    from facts f group by ${cubeBy()}`,
  span: spanOf('inbox.ratings', 'answered_at'),
}

export const ratingsByMonth = monthsOf(ratingsByDay)

const share = (state: string) =>
  `coalesce(sum(ms) filter (where state = '${state}'), 0)::bigint as ${state}_ms`

/**
 * Time of each person in each state, cut at local midnights: spells that have ended. Those that still run are added
 * when read, so that every minute counts. Channels have no part in it.
 */
export const agentTimeByDay: Rollup = {
  name: 'inbox.agent_time_by_day',
  table: 'inbox.agent_time_by_day',
  ...CUBE_TABLE,
  measures: ['online_ms', 'busy_ms', 'away_ms'],
  select: `
    with ${DAYS}, spells as materialized (
      select s.member_id, s.state, s.starts_at, s.ends_at from inbox.agent_spells s
      where s.org_id = $1 and s.ends_at > (select min(since) from days) and s.starts_at < (select max(until) from days)
        and s.state <> 'offline'
    ), parts as (
      select s.*, generate_series((s.starts_at at time zone o.zone)::date, (s.ends_at at time zone o.zone)::date, '1 day')::date as day
      from spells s, core.orgs o where o.id = $1
    ), facts as (
      select d.day, p.member_id as agent_id, p.state,
             (extract(epoch from least(p.ends_at, d.until) - greatest(p.starts_at, d.since)) * 1000)::bigint as ms
      from parts p join days d on d.day = p.day where p.ends_at > d.since and p.starts_at < d.until
    )
    select f.day, ${ALL} as channel_id, coalesce(f.agent_id, ${ALL}) as agent_id,
           ${share('online')}, ${share('busy')}, ${share('away')}
    from facts f group by grouping sets ((f.day), (f.day, f.agent_id))`,
  span: `
    select (min(s.starts_at) at time zone min(o.zone))::date as first, (max(s.ends_at) at time zone min(o.zone))::date as last
    from inbox.agent_spells s join core.orgs o on o.id = s.org_id where s.org_id = $1 and s.ends_at is not null`,
}

export const agentTimeByMonth = monthsOf(agentTimeByDay)
