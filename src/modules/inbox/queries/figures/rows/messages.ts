import { type RawBuilder, sql } from 'kysely'
import { among, during, type FactsInput, type FactsSelect, idOf, none, one, partIs } from './source.ts'

const columns = (value: RawBuilder<unknown>) => sql`
  select m.id, m.created_at as at, case m.direction when 'in' then c.assignee_id else m.author_id end as agent_id, m.channel_id,
         m.conversation_id, ${value} as value, ${none} as title,
         m.status || case when m.status = 'failed' then ': ' || coalesce(nullif(m.failure_title, ''), m.failure_category, 'unknown')
           else '' end as detail`

/** Messages written in the period; private notes, events and cancelled ones are left out. */
const messages =
  (
    value: RawBuilder<unknown>,
    condition: RawBuilder<unknown>,
    more: (input: FactsInput) => RawBuilder<unknown> = () => sql`true`,
  ): FactsSelect =>
  (ctx, input) =>
    sql`
    ${columns(value)}
    from inbox.messages m
    left join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id and m.direction = 'in'
    where m.org_id = ${ctx.orgId} and ${during('m.created_at', input)} and m.direction <> 'internal' and m.status <> 'cancelled'
      and ${condition} and ${more(input)} and ${among('m.channel_id', input.filter.channels)}
      and ${agentIs(input)}`

const agentIs = ({ filter }: FactsInput) =>
  filter.agents === null
    ? sql<boolean>`true`
    : sql<boolean>`case m.direction when 'in' then c.assignee_id else m.author_id end = any(${filter.agents}::uuid[])`

const left = sql`m.direction = 'out' and m.status in ('sent', 'delivered', 'read', 'failed')`
const flag = (condition: RawBuilder<unknown>) => sql`(${condition})::int::numeric`
const arrived = flag(sql`m.status in ('delivered', 'read')`)

/** A weekday and hour of the local clock: `1-09` is Monday from nine to ten. */
const atHour = ({ part, zone }: FactsInput) =>
  part === undefined
    ? sql`true`
    : sql`to_char(m.created_at at time zone ${zone}::text, 'ID-HH24') = ${part}::text`

/** How far it got at least: a step of the funnel. */
const reached = ({ part }: FactsInput) => {
  if (part === 'delivered') return sql`m.status in ('delivered', 'read')`
  return part === 'read' ? sql`m.status = 'read'` : sql`true`
}

const ofCategory = ({ part }: FactsInput) => {
  if (part === undefined) return sql`true`
  const [category, code] = part.split(':')
  return sql`coalesce(m.failure_category, 'unknown') = ${category!} and ${partIs(sql`coalesce(m.failure_code, '')`, code)}`
}

/** Messages of broadcasts that began in the period; the instant is the broadcast's, so that they stay together. */
const ofBroadcasts: FactsSelect = (ctx, input) => sql`
  select m.id, m.created_at as at, null::uuid as agent_id, b.channel_id, m.conversation_id, ${arrived} as value,
         b.name || ' to ' || r.name as title, m.status as detail
  from inbox.broadcasts b
  join inbox.broadcast_recipients r on r.org_id = b.org_id and r.broadcast_id = b.id
  join inbox.messages m on m.org_id = r.org_id and m.id = r.message_id
  where b.org_id = ${ctx.orgId} and ${during('b.started_at', input)} and m.status in ('sent', 'delivered', 'read', 'failed')
    and ${among('b.channel_id', input.filter.channels)}
    and ${input.part === undefined ? sql`true` : sql`b.id = ${idOf(input.part)}::uuid`}`

/** Facts of messages by the key of their figure. */
export const messageFacts = {
  delivery_rate: messages(arrived, left),
  whatsapp_sent: messages(one, left, reached),
  whatsapp_read_rate: messages(
    flag(sql`m.status = 'read'`),
    sql`m.direction = 'out' and m.status in ('delivered', 'read')`,
  ),
  whatsapp_failed: messages(one, sql`m.direction = 'out' and m.status = 'failed'`, ofCategory),
  messages_today: messages(one, sql`true`),
  incoming_messages: messages(one, sql`m.direction = 'in'`, atHour),
  auto_replies: messages(one, sql`${left} and m.author_kind = 'auto_reply'`),
  auto_reply_success: messages(
    flag(sql`m.status <> 'failed'`),
    sql`${left} and m.author_kind = 'auto_reply'`,
  ),
  priced: messages(sql`m.price_amount::numeric`, sql`m.price_amount is not null`),
  broadcast_success: ofBroadcasts,
} as const satisfies Record<string, FactsSelect>
