import { type RawBuilder, sql } from 'kysely'
import { among, during, type FactsSelect, none, one, partIs } from './source.ts'

const states = sql`case c.handled_by when 'bot' then 'the bot' when 'agent' then 'people' when 'both' then 'the bot, then people'
  else 'nobody yet' end`

/** Conversations that were opened in the period. */
const conversations =
  (value: RawBuilder<unknown>, condition: RawBuilder<unknown> = sql`true`): FactsSelect =>
  (ctx, input) =>
    sql`
    select c.id, c.opened_at as at, c.assignee_id as agent_id, c.channel_id, c.id as conversation_id, ${value} as value,
           ${none} as title, c.status || ', answered by ' || ${states} as detail
    from inbox.conversations c
    where c.org_id = ${ctx.orgId} and ${during('c.opened_at', input)} and ${condition}
      and ${among('c.channel_id', input.filter.channels)} and ${among('c.assignee_id', input.filter.agents)}`

/** Answers to waiting customers; the value is how long they waited, in seconds. */
const replies =
  (condition: RawBuilder<unknown>, clock: 'real' | 'open' | 'count'): FactsSelect =>
  (ctx, input) =>
    sql`
    select r.id, r.replied_at as at, r.agent_id, r.channel_id, r.conversation_id,
           ${clock === 'count' ? one : sql`${sql.ref(clock === 'open' ? 'r.wait_open_ms' : 'r.wait_ms')} / 1000.0`} as value,
           ${none} as title,
           case when r.is_first then 'first answer' else 'further answer' end
             || case r.is_within when true then ', in time' when false then ', late' else '' end as detail
    from inbox.replies r
    where r.org_id = ${ctx.orgId} and ${during('r.replied_at', input)} and ${condition}
      and ${among('r.channel_id', input.filter.channels)} and ${among('r.agent_id', input.filter.agents)}`

/** Resolutions of the period. */
const resolutions =
  (value: RawBuilder<unknown>): FactsSelect =>
  (ctx, input) =>
    sql`
    select r.id, r.resolved_at as at, r.agent_id, r.channel_id, r.conversation_id, ${value} as value, ${none} as title,
           case r.by_kind when 'agent' then 'by a person' when 'bot' then 'by the bot' else 'by itself' end
             || case when r.reopened_at is null then '' else ', opened again' end as detail
    from inbox.resolutions r
    where r.org_id = ${ctx.orgId} and ${during('r.resolved_at', input)}
      and ${among('r.channel_id', input.filter.channels)} and ${among('r.agent_id', input.filter.agents)}`

/** Answers to "How did we do?". */
const ratings =
  (condition: RawBuilder<unknown> = sql`true`): FactsSelect =>
  (ctx, input) =>
    sql`
    select r.id, r.answered_at as at, r.agent_id, r.channel_id, r.conversation_id, r.score::numeric as value,
           ${none} as title, r.comment as detail
    from inbox.ratings r
    where r.org_id = ${ctx.orgId} and ${during('r.answered_at', input)} and r.score is not null and ${condition}
      and ${among('r.channel_id', input.filter.channels)} and ${among('r.agent_id', input.filter.agents)}`

/** Conversations with the bot that have ended. */
const sessions =
  (value: RawBuilder<unknown>, condition: RawBuilder<unknown> = sql`true`): FactsSelect =>
  (ctx, input) =>
    sql`
    select s.id, s.started_at as at, c.assignee_id as agent_id, s.channel_id, s.conversation_id, ${value} as value,
           ${none} as title, s.outcome || case when s.reason = '' then '' else ': ' || s.reason end as detail
    from inbox.bot_sessions s join inbox.conversations c on c.org_id = s.org_id and c.id = s.conversation_id
    where s.org_id = ${ctx.orgId} and ${during('s.started_at', input)} and s.outcome <> 'running' and ${condition}
      and ${among('s.channel_id', input.filter.channels)} and ${among('c.assignee_id', input.filter.agents)}`

const sessionsOfIntent =
  (value: RawBuilder<unknown>): FactsSelect =>
  (ctx, input) =>
    sessions(value, partIs(sql`s.intent`, input.part))(ctx, input)

const isPerson = sql`r.agent_id is not null`
const flag = (condition: RawBuilder<unknown>) => sql`(${condition})::int::numeric`

/** Facts of conversations by the key of their figure. Keys that end in `_open` count business hours. */
export const conversationFacts = {
  conversations: conversations(one),
  resolution_rate: conversations(flag(sql`c.status = 'resolved'`)),
  sla_compliance: conversations(flag(sql`c.first_sla = 'met'`), sql`c.first_sla in ('met', 'breached')`),
  handled: conversations(one, sql`c.handled_by in ('agent', 'both')`),
  bot_conversations: conversations(one, sql`c.handled_by in ('bot', 'both')`),
  active_conversations: (ctx, input) => sql`
    select c.id, c.opened_at as at, c.assignee_id as agent_id, c.channel_id, c.id as conversation_id, ${one} as value,
           ${none} as title, c.status || ', answered by ' || ${states} as detail
    from inbox.conversations c
    where c.org_id = ${ctx.orgId} and c.status <> 'resolved' and (${input.part !== 'unassigned'} or c.assignee_id is null)
      and ${among('c.channel_id', input.filter.channels)} and ${among('c.assignee_id', input.filter.agents)}`,
  response_time: replies(isPerson, 'real'),
  response_time_open: replies(isPerson, 'open'),
  first_reply: replies(sql`r.is_first`, 'real'),
  first_reply_open: replies(sql`r.is_first`, 'open'),
  waiting_time: replies(sql`true`, 'real'),
  waiting_time_open: replies(sql`true`, 'open'),
  replies: replies(isPerson, 'count'),
  replies_within: (ctx, input) => sql`
    select r.id, r.replied_at as at, r.agent_id, r.channel_id, r.conversation_id, ${flag(sql`r.is_within`)} as value,
           ${none} as title, case when r.is_within then 'in time' else 'late' end as detail
    from inbox.replies r
    where r.org_id = ${ctx.orgId} and ${during('r.replied_at', input)} and r.agent_id is not null and r.is_within is not null
      and ${among('r.channel_id', input.filter.channels)} and ${among('r.agent_id', input.filter.agents)}`,
  resolution_time: resolutions(sql`r.took_ms / 1000.0`),
  resolution_time_open: resolutions(sql`r.took_open_ms / 1000.0`),
  reopened: resolutions(flag(sql`r.reopened_at is not null`)),
  rating: ratings(),
  rating_bot: ratings(sql`r.handled_by = 'bot'`),
  rating_human: ratings(sql`r.handled_by <> 'bot'`),
  solved_by_bot: sessionsOfIntent(flag(sql`s.outcome = 'solved'`)),
  drop_off: sessionsOfIntent(flag(sql`s.outcome = 'dropped'`)),
  escalation: (ctx, input) =>
    input.part === undefined
      ? sessions(flag(sql`s.outcome = 'escalated'`))(ctx, input)
      : sessions(one, sql`s.outcome = 'escalated' and ${partIs(sql`s.reason`, input.part)}`)(ctx, input),
  bot_talks: (ctx, input) => sql`
    select s.id, s.started_at as at, c.assignee_id as agent_id, s.channel_id, s.conversation_id, ${one} as value,
           ${none} as title, s.outcome || case when s.reason = '' then '' else ': ' || s.reason end as detail
    from inbox.bot_sessions s join inbox.conversations c on c.org_id = s.org_id and c.id = s.conversation_id
    where s.org_id = ${ctx.orgId} and ${during('s.started_at', input)} and ${partIs(sql`s.intent`, input.part)}
      and ${among('s.channel_id', input.filter.channels)} and ${among('c.assignee_id', input.filter.agents)}`,
  time_saved: (ctx, input) =>
    sessions(sql`${input.each ?? 0}::numeric`, sql`s.outcome = 'solved'`)(ctx, input),
} as const satisfies Record<string, FactsSelect>
