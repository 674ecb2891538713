import { type RawBuilder, sql } from 'kysely'
import { among, during, type FactsSelect, idOf, one, partIs } from './source.ts'

/** Leads and bookings that were not cancelled. */
const conversions =
  (kind: 'lead' | 'booking', value: RawBuilder<unknown>): FactsSelect =>
  (ctx, input) =>
    sql`
    select v.id, v.at, v.agent_id, v.channel_id, v.conversation_id, ${value} as value,
           ${kind === 'lead' ? sql`'Lead'` : sql`'Booking'`} as title, '' as detail
    from inbox.conversions v
    where v.org_id = ${ctx.orgId} and ${during('v.at', input)} and v.kind = ${kind} and v.cancelled_at is null
      and ${among('v.channel_id', input.filter.channels)} and ${among('v.agent_id', input.filter.agents)}`

/** What came of broadcasts that began in the period, whenever it came. */
const ofCampaigns: FactsSelect = (ctx, input) => sql`
  select v.id, v.at, v.agent_id, b.channel_id, v.conversation_id, ${one} as value,
         b.name || ': ' || case v.kind when 'lead' then 'lead' else 'booking' end as title,
         coalesce((v.amount / 100.0)::numeric(12, 2)::text, '') as detail
  from inbox.broadcasts b join inbox.conversions v on v.org_id = b.org_id and v.broadcast_id = b.id
  where b.org_id = ${ctx.orgId} and ${during('b.started_at', input)} and v.cancelled_at is null
    and ${among('b.channel_id', input.filter.channels)}
    and ${input.part === undefined ? sql`true` : sql`b.id = ${idOf(input.part)}::uuid`}`

const tickets =
  (at: 't.created_at' | 't.resolved_at', condition: RawBuilder<unknown>): FactsSelect =>
  (ctx, input) =>
    sql`
    select t.id, ${sql.ref(at)} as at, t.assignee_id as agent_id, c.channel_id, t.conversation_id, ${one} as value,
           'Ticket ' || t.number || ': ' || t.title as title, t.priority || ', ' || t.status as detail
    from inbox.tickets t left join inbox.conversations c on c.org_id = t.org_id and c.id = t.conversation_id
    where t.org_id = ${ctx.orgId} and ${condition} and ${at === 't.resolved_at' ? during(at, input) : sql`true`}
      and ${partIs(sql`t.priority`, input.part)}
      and ${among('c.channel_id', input.filter.channels)} and ${among('t.assignee_id', input.filter.agents)}`

/**
 * Customers who began a conversation in the period, each once (for each chosen channel and person), at their first
 * conversation in it. A customer is a contact together with those merged into it.
 */
const customers =
  (value: RawBuilder<unknown>, condition: RawBuilder<unknown> = sql`true`): FactsSelect =>
  (ctx, input) => {
    const { agents, channels } = input.filter
    const apart = sql.join([
      sql`coalesce(k.merged_into, k.id)`,
      channels === null ? sql`null::uuid` : sql`c.channel_id`,
      agents === null ? sql`null::uuid` : sql`c.assignee_id`,
    ])
    return sql`
      select v.id, v.at, v.agent_id, v.channel_id, v.id as conversation_id, ${value} as value, v.name as title,
             case when v.first_at < ${input.from} then 'known before' else 'new' end as detail
      from (
        with here as materialized (
          select distinct on (${apart}) c.id, c.opened_at as at, c.assignee_id as agent_id, c.channel_id,
                 coalesce(k.merged_into, k.id) as person_id, k.name
          from inbox.conversations c join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
          where c.org_id = ${ctx.orgId} and ${during('c.opened_at', input)}
            and ${among('c.channel_id', channels)} and ${among('c.assignee_id', agents)}
          order by ${apart}, c.opened_at, c.id
        ), contacts as materialized (
          select person_id, person_id as contact_id from here
          union
          select h.person_id, k.id from here h
          join inbox.contacts k on k.org_id = ${ctx.orgId} and k.merged_into = h.person_id
        ), firsts as materialized (
          select o.person_id, min(c.opened_at) as first_at from contacts o
          join inbox.conversations c on c.org_id = ${ctx.orgId} and c.contact_id = o.contact_id group by 1
        )
        select h.*, f.first_at from here h join firsts f on f.person_id = h.person_id
      ) v
      where ${condition}`
  }

const isKnown = (from: string) => sql`v.first_at < ${from}`

/** Time of people who were there, cut at the ends of the period: all of it, or what was active. Channels have no part in it. */
const time =
  (counts: 'active' | 'all'): FactsSelect =>
  (ctx, input) => {
    const now = ctx.now.toString()
    const seconds = sql`extract(epoch from least(coalesce(s.ends_at, ${now}), ${input.to}) - greatest(s.starts_at, ${input.from}))`
    return sql`
      select s.id, greatest(s.starts_at, ${input.from}) as at, s.member_id as agent_id, null::uuid as channel_id,
             null::uuid as conversation_id, case when ${counts === 'active'} and s.state = 'away' then 0 else ${seconds} end as value,
             s.state as title, round(${seconds} / 60) || ' min ' || s.state as detail
      from inbox.agent_spells s
      where s.org_id = ${ctx.orgId} and s.state <> 'offline' and s.starts_at < ${input.to}
        and coalesce(s.ends_at, ${now}) > ${input.from} and s.starts_at < ${now} and ${among('s.member_id', input.filter.agents)}`
  }

/** Facts of what comes of talking, by the key of their figure. */
export const businessFacts = {
  leads: conversions('lead', one),
  bookings_from_chat: conversions('booking', one),
  chat_revenue: conversions('booking', sql`v.amount::numeric`),
  campaign_conversions: ofCampaigns,
  open_tickets: tickets('t.created_at', sql`t.status <> 'resolved'`),
  tickets_resolved: tickets('t.resolved_at', sql`true`),
  new_customers: (ctx, input) => customers(one, sql`not ${isKnown(input.from)}`)(ctx, input),
  returning_customers: (ctx, input) => customers(one, isKnown(input.from))(ctx, input),
  repeat_customers: (ctx, input) => customers(sql`(${isKnown(input.from)})::int::numeric`)(ctx, input),
  active_share: time('active'),
  time_there: time('all'),
} as const satisfies Record<string, FactsSelect>
