import pg from 'pg'
import { newId } from '#values/ids.ts'

// An inbox of any size, made inside the database: a year of conversations with messages, answers, resolutions, ratings,
// talks with the bot, broadcasts, bookings, tickets and working time. Everything follows from a seed.

export interface InboxSize {
  orgId: string
  zone: string
  conversations: number
  agents: number
  /** The year ends with this local day. */
  lastDay: string
  seed: number
}

/** Numbers from 0 to 1 that depend on a number and a salt only. */
const RANDOM = `
  create schema if not exists bench;
  create or replace function bench.r(n bigint, salt int) returns float8 language sql immutable parallel safe as
    'select (hashint8extended(n, salt) & 9007199254740991)::float8 / 9007199254740992'`

/** Settings of a connection that only loads: no triggers, no foreign keys, much memory, nobody waits for the disk. */
const LOADING = `set session_replication_role = replica; set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off`

/**
 * Writes without triggers, foreign keys and secondary indexes; those are made anew at the end, with statistics. There
 * are two connections, for work that can go on side by side.
 */
export async function withBulkLoad<T>(
  databaseUrl: string,
  work: (client: pg.Client, beside: pg.Client) => Promise<T>,
): Promise<T> {
  const [client, beside] = [1, 2].map(() => new pg.Client({ connectionString: databaseUrl })) as [
    pg.Client,
    pg.Client,
  ]
  await Promise.all([client.connect(), beside.connect()])
  try {
    await client.query(RANDOM)
    await Promise.all([client.query(LOADING), beside.query(LOADING)])
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'inbox' and c.relname in ('messages', 'conversations', 'replies', 'resolutions')
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      order by pg_get_indexdef(i.indexrelid) like '%gin%' desc, c.relname <> 'messages'`)
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    const result = await work(client, beside)
    const waiting = [...indexes]
    const build = async (by: pg.Client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await by.query(next.definition)
    }
    await Promise.all([build(client), build(beside)])
    await client.query('vacuum analyze')
    return result
  } finally {
    await Promise.all([client.end(), beside.end()])
  }
}

/** Fills one organisation, over a second connection as well if there is one. Returns the ids of its people and channels. */
export async function fillInbox(
  client: pg.Client,
  size: InboxSize,
  beside = client,
): Promise<{ agents: string[]; channels: string[]; teams: string[] }> {
  const agents = Array.from({ length: size.agents }, () => newId())
  const channels = Array.from({ length: 5 }, () => newId())
  const teams = [newId(), newId()]
  const write = async (by: pg.Client, steps: readonly ((size: InboxSize) => string[])[]) => {
    for (const statement of steps.flatMap((step) => step(size))) {
      await by.query(
        statement
          .replaceAll(':org', `'${size.orgId}'::uuid`)
          .replaceAll(':zone', `'${size.zone}'`)
          .replaceAll(':last', `'${size.lastDay}'::date`)
          .replaceAll(':agents', `array[${agents.map((id) => `'${id}'`).join(',')}]::uuid[]`)
          .replaceAll(':channels', `array[${channels.map((id) => `'${id}'`).join(',')}]::uuid[]`)
          .replaceAll(':teams', `array[${teams.map((id) => `'${id}'`).join(',')}]::uuid[]`)
          .replaceAll(':seed', String(size.seed)),
      )
    }
  }
  await write(client, [people, contacts, staging])
  await Promise.all([
    write(client, [messages, broadcasts]),
    write(beside, [conversations, answers, outcomes, spells]),
  ])
  return { agents, channels, teams }
}

const people = () => [
  `insert into identity.members (org_id, id, user_id, name, email, roles, created_at)
   select :org, a, a::text, 'Agent ' || i, 'agent-' || a || '@example.com', array['agent'], now() - interval '2 years'
   from unnest(:agents) with ordinality u(a, i)`,
  `insert into inbox.channels (org_id, id, kind, name, address, created_at)
   select :org, c, (array['whatsapp', 'whatsapp', 'sms', 'email', 'webchat'])[i],
          'Channel ' || i, '+4477009000' || lpad(i::text, 2, '0'), now() - interval '2 years'
   from unnest(:channels) with ordinality u(c, i)`,
  `insert into inbox.teams (org_id, id, name, created_at)
   select :org, t, 'Team ' || i, now() - interval '2 years' from unnest(:teams) with ordinality u(t, i)`,
  `insert into inbox.team_members (org_id, team_id, member_id)
   select :org, (:teams)[1 + i % 2], a from unnest(:agents) with ordinality u(a, i)`,
  `insert into inbox.sla_policies (org_id, id, name, position, first_minutes, next_minutes, created_at)
   values (:org, uuidv7(), 'Everybody', 1, 15, 60, now() - interval '2 years')`,
]

const contacts = ({ conversations: n }: InboxSize) => [
  'drop table if exists bench.contacts',
  `create unlogged table bench.contacts as
   select i as n, uuidv7(interval '-400 days') as id, uuidv7(interval '-400 days') as client_id,
          case when bench.r(i, :seed + 1) < 0.5 then 1 + i % 2 else 3 + i % 3 end as channel
   from generate_series(0, ${Math.max(20, Math.floor(n / 5))} - 1) i`,
  `insert into inbox.contacts (org_id, id, channel_id, platform_user_id, name, phone, client_id, merged_into, first_seen_at)
   select :org, c.id, (:channels)[c.channel], 'person-' || c.n,
          (array['Amara', 'Ben', 'Chloe', 'Dev', 'Ewa', 'Farid', 'Grace', 'Hugo', 'Isla', 'Jonas'])[1 + c.n % 10] || ' '
            || (array['Abara', 'Lis', 'Patel', 'Carter', 'Grant', 'Rahman', 'Okafor', 'Silva', 'Novak', 'Weber'])[1 + (c.n / 10) % 10]
            || ' ' || c.n,
          '+4477' || lpad((c.n % 100000000)::text, 8, '0'), c.client_id, k.id, now() - interval '400 days'
   from bench.contacts c
   left join bench.contacts k on c.n % 97 = 96 and k.n = c.n - 90`,
]

/** Everything about a conversation that its facts need, oldest first. */
const staging = ({ conversations: n }: InboxSize) => [
  'drop table if exists bench.conversations',
  `create unlogged table bench.conversations as
   with drawn as (
     select i, :last - (bench.r(i, :seed + 2) * 365)::int % 365 as day,
            7 + 14 * (bench.r(i, :seed + 3) + bench.r(i, :seed + 4) + bench.r(i, :seed + 5)) / 3 as hours,
            floor(bench.r(i, :seed + 6) * (select count(*) from bench.contacts))::int as contact,
            bench.r(i, :seed + 7) as handled, 1 + floor(bench.r(i, :seed + 8) * cardinality(:agents))::int as agent,
            (3000 * exp(bench.r(i, :seed + 9) * 7.8))::bigint as first_wait
     from generate_series(1, ${n}) i
   ), timed as (
     -- What would still be to come today came yesterday.
     select d.*, d.at - case when d.at > now() - interval '1 minute' then interval '1 day' else '0' end as opened_at
     from (select d.*, (d.day::timestamp + make_interval(secs => d.hours * 3600)) at time zone :zone as at from drawn d) d
   )
   select row_number() over (order by opened_at, i) as n, uuidv7(opened_at - now()) as id, opened_at, contact,
          case when handled < 0.15 then 'bot' when handled < 0.65 then 'agent' when handled < 0.92 then 'both' else 'nobody' end as handled_by,
          case when handled < 0.15 then null else agent end as agent,
          case when handled between 0.15 and 0.65 or handled >= 0.92 then first_wait else least(first_wait, 4000) end as first_wait,
          now() - opened_at > interval '1 day' and bench.r(i, :seed + 10) < 0.9995 as is_resolved,
          bench.r(i, :seed + 11) < 0.06 as is_reopened, bench.r(i, :seed + 12) as luck
   from timed`,
  'create index on bench.conversations (n)',
  'analyze bench.conversations',
]

const conversations = () => [
  `insert into inbox.conversations (org_id, id, number, channel_id, contact_id, client_id, status, assignee_id, priority,
     opened_at, is_first, last_message_at, last_incoming_at, last_preview, last_author, message_count, waiting_since,
     first_due_at, first_reply_at, first_reply_ms, first_reply_open_ms, first_sla, resolved_at, reopened_count, handled_by, bot_state)
   select :org, c.id, c.n, (:channels)[k.channel], k.id, k.client_id, case when c.is_resolved then 'resolved' else 'open' end,
          (:agents)[c.agent], (array['urgent', 'high', 'normal', 'normal', 'normal', 'low'])[1 + c.n % 6], c.opened_at, false,
          c.opened_at + interval '3 hours', c.opened_at + interval '2 hours', 'Thank you, see you then', 'agent', 10, null,
          c.opened_at + interval '15 minutes', case when c.handled_by <> 'nobody' then c.opened_at + c.first_wait * interval '1 ms' end,
          case when c.handled_by <> 'nobody' then c.first_wait end, case when c.handled_by <> 'nobody' then c.first_wait / 2 end,
          case when c.handled_by = 'nobody' then 'breached' when c.first_wait <= 900000 then 'met' else 'breached' end,
          case when c.is_resolved then c.opened_at + interval '5 hours' end, c.is_reopened::int, c.handled_by,
          case c.handled_by when 'bot' then 'solved' when 'both' then 'escalated' else 'none' end
   from bench.conversations c join bench.contacts k on k.n = c.contact order by c.n`,
]

/** Ten messages each: a customer's and ours in turns. */
const messages = () => [
  `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, author_id, kind, body, provider_ref,
     status, price_amount, created_at, sent_at, delivered_at, read_at, failed_at, failure_code, failure_title, failure_category)
   select :org, uuidv7(m.at - now()), m.conversation_id, (:channels)[m.channel], m.direction, m.author_kind, m.author_id, 'text',
     (array['Could you come on', 'We would like a clean on', 'Is there a free time on', 'Please move our visit to', 'The team left early on',
            'Thank you for', 'How much is it on', 'Nobody came on', 'We are away until', 'The key is at the desk on'])[1 + (m.dice * 10)::int % 10]
       || ' ' || (array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'])[1 + (m.dice * 1000)::int % 6]
       || case when m.key % 200003 = 7 then ' zephyrine' else ' ' || (m.key % 9973) end,
     case when m.channel <= 3 then 'ref-' || m.key end, m.status, case when m.direction = 'out' and m.channel <= 2 and m.key % 3 = 0 then 4 end,
     m.at, case when m.direction = 'out' then m.at end, case when m.status in ('delivered', 'read') then m.at end,
     case when m.status = 'read' then m.at end, case when m.status = 'failed' then m.at end,
     case when m.status = 'failed' then (array['131026', '131047', '131049'])[1 + m.key % 3] end,
     case when m.status = 'failed' then (array['Undeliverable', 'Window closed', 'Limited'])[1 + m.key % 3] end,
     case when m.status = 'failed' then (array['bad_number', 'window_closed', 'rate_limited'])[1 + m.key % 3] end
   from (
     select c.id as conversation_id, k.channel, c.n * 10 + i as key, bench.r(c.n * 10 + i, :seed + 13) as dice,
            case when i % 2 = 0 then 'in' else 'out' end as direction,
            case when i % 2 = 0 then 'contact' when c.handled_by = 'bot' or (c.handled_by = 'both' and i = 1) then 'bot'
                 when c.handled_by = 'nobody' then 'auto_reply' when i = 9 and c.n % 20 = 0 then 'auto_reply' else 'agent' end as author_kind,
            case when i % 2 = 1 and c.handled_by in ('agent', 'both') and not (c.handled_by = 'both' and i = 1)
                 and not (i = 9 and c.n % 20 = 0) then (:agents)[c.agent] end as author_id,
            case when i % 2 = 0 then 'received' else (array['read', 'read', 'read', 'read', 'delivered', 'delivered', 'sent', 'failed'])
              [1 + floor(bench.r(c.n * 10 + i, :seed + 14) * 7.2)::int] end as status,
            -- Nor is anything said that is still to come: it was said within the last hour.
            least(now() - interval '1 second' - interval '1 hour' * bench.r(c.n * 10 + i, :seed + 17), c.opened_at + case when i > 0 then c.first_wait else 0 end * interval '1 ms'
              + (i / 2) * interval '25 minutes' + (i % 2) * interval '1 minute' * least(i - 1, 1) * (1 + 10 * bench.r(c.n * 10 + i, :seed + 15))) as at
     from bench.conversations c join bench.contacts k on k.n = c.contact, generate_series(0, 9) i
   ) m order by m.at`,
]

const answers = () => [
  `insert into inbox.replies (org_id, id, conversation_id, channel_id, agent_id, waited_from, replied_at, wait_ms, wait_open_ms, is_first, is_within)
   select :org, uuidv7(r.at - now()), r.conversation_id, (:channels)[r.channel], r.agent_id, r.at - r.wait * interval '1 ms', r.at, r.wait,
          r.wait / 2, r.i = 0, r.wait <= 900000
   from (
     select c.id as conversation_id, k.channel, i,
            case when c.handled_by = 'bot' or (c.handled_by = 'both' and i = 0) then null else (:agents)[c.agent] end as agent_id,
            case when i = 0 then c.first_wait else (2000 * exp(bench.r(c.n * 3 + i, :seed + 16) * 7))::bigint end as wait,
            least(now(), c.opened_at + c.first_wait * interval '1 ms' + i * interval '27 minutes') as at
     from bench.conversations c join bench.contacts k on k.n = c.contact, generate_series(0, 2) i
     where c.handled_by <> 'nobody'
   ) r order by r.at`,
  `insert into inbox.resolutions (org_id, id, conversation_id, channel_id, agent_id, by_kind, resolved_at, took_ms, took_open_ms, reopened_at)
   select :org, uuidv7(c.opened_at + interval '5 hours' - now()), c.id, (:channels)[k.channel],
          case when c.handled_by in ('agent', 'both') then (:agents)[c.agent] end,
          case c.handled_by when 'bot' then 'bot' when 'nobody' then 'system' else 'agent' end, c.opened_at + i * interval '4 hours' + interval '1 hour',
          (1 + i) * 3600000, (1 + i) * 1800000,
          case when i = 0 and (c.is_reopened or not c.is_resolved) then c.opened_at + interval '2 hours' end
   from bench.conversations c join bench.contacts k on k.n = c.contact, generate_series(0, 1) i
   where case when i = 0 then c.is_reopened or c.is_resolved else c.is_reopened and c.is_resolved end
     and c.opened_at + i * interval '4 hours' + interval '1 hour' < now()
   order by c.n`,
  `insert into inbox.ratings (org_id, id, conversation_id, channel_id, agent_id, handled_by, asked_at, score, answered_at)
   select :org, uuidv7(c.opened_at - now()), c.id, (:channels)[k.channel], (:agents)[c.agent], c.handled_by, c.opened_at + interval '5 hours',
          least(5, 1 + floor(sqrt(c.luck * 5) * 5)::int), least(now(), c.opened_at + interval '6 hours')
   from bench.conversations c join bench.contacts k on k.n = c.contact
   where c.luck < 0.2 and c.handled_by <> 'nobody' and c.is_resolved`,
]

const outcomes = () => [
  `insert into inbox.bot_sessions (org_id, id, conversation_id, channel_id, intent, started_at, ended_at, outcome, reason)
   select :org, uuidv7(c.opened_at - now()), c.id, (:channels)[k.channel],
          (array['book', 'move', 'cancel', 'price', 'hours', 'invoice', 'complaint', ''])[1 + c.n % 8], c.opened_at, c.opened_at + interval '10 minutes',
          case when c.handled_by = 'both' then 'escalated' when c.luck < 0.8 then 'solved' else 'dropped' end,
          case when c.handled_by = 'both' then (array['asked for a person', 'not sure', 'complaint'])[1 + c.n % 3] when c.luck < 0.8 then '' else 'question' end
   from bench.conversations c join bench.contacts k on k.n = c.contact where c.handled_by in ('bot', 'both')`,
  `insert into inbox.conversions (org_id, id, kind, at, client_id, conversation_id, channel_id, agent_id, amount, ref_id, cancelled_at)
   select :org, uuidv7(c.opened_at - now()), case when c.n % 3 = 0 then 'lead' else 'booking' end, c.opened_at + interval '2 hours', k.client_id, c.id,
          (:channels)[k.channel], (:agents)[c.agent], case when c.n % 3 = 0 then null else 3000 + (c.n * 37) % 9000 end, uuidv7(c.opened_at - now()),
          case when c.n % 10 = 1 then c.opened_at + interval '1 day' end
   from bench.conversations c join bench.contacts k on k.n = c.contact where c.luck between 0.5 and 0.56 and c.opened_at < now() - interval '2 hours'`,
  `insert into inbox.tickets (org_id, id, number, title, conversation_id, client_id, priority, status, assignee_id, created_at, created_by, resolved_at)
   select :org, uuidv7(c.opened_at - now()), c.n, 'Ticket', c.id, k.client_id, (array['urgent', 'high', 'normal', 'low'])[1 + c.n % 4],
          case when c.n % 100 = 0 then 'open' else 'resolved' end, (:agents)[coalesce(c.agent, 1)], c.opened_at + interval '1 hour', 'Bench',
          case when c.n % 100 <> 0 then c.opened_at + interval '20 hours' end
   from bench.conversations c join bench.contacts k on k.n = c.contact
   where c.luck between 0.7 and 0.73 and (c.n % 100 = 0 or c.opened_at < now() - interval '20 hours')`,
]

/** Two a month; the messages are conversations' own that are then said to be a broadcast's. */
const broadcasts = () => [
  `insert into inbox.broadcasts (org_id, id, name, channel_id, template_id, audience, status, created_by, created_at, started_at, finished_at)
   select :org, uuidv7(s.at - now()), 'Broadcast ' || s.i, (:channels)[1], uuidv7(), '{}', 'done', 'Bench', s.at, s.at, s.at + interval '1 hour'
   from (select i, ((:last - 15 * i)::timestamp + interval '10 hours') at time zone :zone - interval '1 day' as at from generate_series(0, 23) i) s`,
  `insert into inbox.broadcast_recipients (org_id, id, broadcast_id, address, name, state, message_id)
   select :org, uuidv7(), b.id, m.id::text, 'Somebody', 'queued', m.id
   from inbox.broadcasts b, lateral (
     select id from inbox.messages m where m.org_id = :org and m.created_at >= b.started_at and m.created_at < b.started_at + interval '1 day'
       and m.direction = 'out' and m.channel_id = (:channels)[1] order by m.created_at limit 500) m
   where b.org_id = :org`,
  `update inbox.messages m set broadcast_id = r.broadcast_id from inbox.broadcast_recipients r
   where r.org_id = :org and m.org_id = :org and m.id = r.message_id`,
]

/** Weekdays from eight to six with a break; the last of each person runs. */
const spells = () => [
  `insert into inbox.agent_spells (org_id, id, member_id, state, starts_at, ends_at)
   select :org, uuidv7(s.at - now()), s.a, s.state, s.at, s.at + s.hours * interval '1 hour'
   from (select a, p.state, p.hours, ((:last - d)::timestamp + p.start * interval '1 hour') at time zone :zone as at
         from unnest(:agents) a, generate_series(1, 364) d,
              (values ('online', 8, 4), ('away', 12, 1), ('busy', 13, 1), ('online', 14, 4), ('offline', 18, 14)) p(state, start, hours)) s`,
  `insert into inbox.agent_spells (org_id, id, member_id, state, starts_at) select :org, uuidv7(), a, 'online', now() - interval '1 hour' from unnest(:agents) a`,
  `insert into inbox.agents (org_id, member_id, status, since, seen_at) select :org, a, 'online', now() - interval '1 hour', now() from unnest(:agents) a`,
]
