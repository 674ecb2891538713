import { beforeAll, describe, expect, test } from 'vitest'
import { listFileKeys } from '#platform/backup/files.ts'
import { checkRollups } from '#platform/rollups.ts'
import { testWorld } from '#platform/testing/world.ts'
import { openMsBetween } from '#values/business-hours.ts'
import { modules } from '../modules.ts'
import { openingHours } from './office.ts'
import { openPlans } from './open-now.ts'
import { removeDemo, seedDemo } from './seed.ts'

const world = await testWorld()
/** A Wednesday afternoon: somebody is at every desk. */
const NOW = '2026-11-18T14:20:00.000Z'
/** Three weeks have everything; how long the whole takes is measured by `frontdesk bench start`. */
const MONTHS = 0.7

const rollups = modules.flatMap((module) => module.rollups ?? [])

beforeAll(async () => {
  world.setNow(NOW)
  await seedDemo(world.services, rollups, MONTHS)
}, 120_000)

const one = async (sql: string) => Number((await world.sql<{ n: unknown }>(`select (${sql}) as n`))[0]!.n)
/** Rows that must not be; the statement selects them. */
const none = async (sql: string) =>
  expect(await world.sql(`select * from (${sql}) wrong limit 3`)).toEqual([])

describe('there is enough of everything (PLAT-020)', () => {
  test('fourteen people answered dozens of conversations a day, of ten messages and more', async () => {
    const conversations = await one('select count(*) from inbox.conversations')
    const messages = await one('select count(*) from inbox.messages')
    expect(conversations).toBeGreaterThan(72 * 30 * MONTHS)
    expect(messages).toBeGreaterThan(9 * conversations)
    // The owner answers now and then, too.
    expect(await one('select count(distinct agent_id) from inbox.replies')).toBeGreaterThanOrEqual(14)
    expect(await one('select count(*) from inbox.agents')).toBe(14)
  })

  test.each([
    ['channels', 5],
    ['teams', 3],
    ['sla_policies', 5],
    ['bot_flows', 9],
    ['canned_replies', 9],
    ['macros', 4],
    ['templates', 9],
    ['broadcasts', 2],
    ['attachments', 40],
    ['failures', 40],
    ['tickets', 40],
    ['conversions', 100],
    ['ratings', 300],
    ['bot_sessions', 300],
    ['mentions', 35],
    ['calls', 70],
    ['agent_spells', 1_000],
    ['agent_activity', 2_000],
    ['opt_outs', 10],
  ])('%s: at least %i', async (table, least) => {
    expect(await one(`select count(*) from inbox.${table}`)).toBeGreaterThanOrEqual(least)
  })

  test('every channel, every author and every sort of failure is there', async () => {
    expect(await one('select count(distinct channel_id) from inbox.conversations')).toBe(5)
    expect(await one('select count(distinct author_kind) from inbox.messages')).toBe(6)
    expect(await one('select count(distinct category) from inbox.failures')).toBeGreaterThan(5)
  })
})

describe('the work of this minute', () => {
  test('some conversations are open in every state', async () => {
    const count = (condition: string) =>
      one(`select count(*) from inbox.conversations where status <> 'resolved' and ${condition}`)
    expect(await count('true')).toBe(openPlans.length)
    expect(await count(`due_at < '${NOW}'`)).toBeGreaterThanOrEqual(5)
    expect(
      await count(`due_at between '${NOW}' and timestamptz '${NOW}' + interval '15 min'`),
    ).toBeGreaterThanOrEqual(6)
    expect(
      await count(`waiting_since is null and bot_state = 'none' and status = 'open'`),
    ).toBeGreaterThanOrEqual(9)
    expect(await count(`bot_state = 'running'`)).toBe(3)
    expect(await count(`bot_state = 'escalated' and assignee_id is null`)).toBe(2)
    expect(await count(`status = 'snoozed' and snoozed_until > '${NOW}'`)).toBe(5)
    expect(await count('assignee_id is null and waiting_since is not null')).toBeGreaterThanOrEqual(7)
  })

  test('everybody who signs in has some of it', async () => {
    const mine = await world.sql<{ name: string; n: number }>(
      `select m.name, count(*)::int as n from inbox.conversations c join identity.members m on m.org_id = c.org_id and m.id = c.assignee_id
       where c.status = 'open' and m.name in ('Ewa Lis', 'Ruth Adler', 'Nadia Rahman') group by 1`,
    )
    expect(mine.map(({ name }) => name).sort()).toEqual(['Ewa Lis', 'Nadia Rahman', 'Ruth Adler'])
  })

  test('people are at their desks, and tickets of every priority are open', async () => {
    expect(await one(`select count(*) from inbox.agents where status <> 'offline'`)).toBeGreaterThanOrEqual(7)
    expect(await one(`select count(*) from inbox.tickets where status <> 'resolved'`)).toBeGreaterThanOrEqual(
      8,
    )
    expect(await one(`select count(*) from inbox.messages where created_at > '2026-11-18'`)).toBeGreaterThan(
      200,
    )
  })
})

describe('facts agree with each other', () => {
  test('every reference points at a row, though nobody checked them one by one while loading', async () => {
    const keys = await world.sql<{ name: string; child: string; parent: string; columns: string[][] }>(
      `select f.conname as name, f.conrelid::regclass::text as child, f.confrelid::regclass::text as parent,
              (select jsonb_agg(jsonb_build_array(a.attname, b.attname)) from unnest(f.conkey, f.confkey) k (own, other)
               join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
               join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.other) as columns
       from pg_constraint f where f.contype = 'f'
         and f.connamespace in ('inbox'::regnamespace, 'booking'::regnamespace, 'crm'::regnamespace, 'payments'::regnamespace)`,
    )
    expect(keys.length).toBeGreaterThan(35)
    const lost = keys.map(({ name, child, parent, columns }) => {
      const isNamed = columns.map(([own]) => `c."${own}" is not null`).join(' and ')
      const isThere = columns.map(([own, other]) => `p."${other}" = c."${own}"`).join(' and ')
      return `select '${name}' as key where exists (select from ${child} c
        where ${isNamed} and not exists (select from ${parent} p where ${isThere}))`
    })
    await none(lost.join(' union all '))
  })

  test('nothing lies in the future', async () => {
    await none(
      `select id from inbox.messages where greatest(created_at, sent_at, delivered_at, read_at, failed_at) > '${NOW}'`,
    )
    await none(
      `select id from inbox.conversations where greatest(opened_at, last_message_at, resolved_at, waiting_since) > '${NOW}'`,
    )
    await none(`select id from inbox.resolutions where greatest(resolved_at, reopened_at) > '${NOW}'`)
    await none(`select id from inbox.ratings where greatest(asked_at, answered_at) > '${NOW}'`)
    await none(`select id from inbox.tickets where greatest(created_at, resolved_at) > '${NOW}'`)
    await none(`select id from inbox.conversions where greatest(at, cancelled_at) > '${NOW}'`)
    await none(`select id from inbox.agent_spells where greatest(starts_at, ends_at) > '${NOW}'`)
  })

  test('no message stands before its conversation, and the latest is the one that lists show', async () => {
    await none(`select m.id from inbox.messages m join inbox.conversations c on c.org_id = m.org_id and c.id = m.conversation_id
      where m.created_at < c.opened_at and m.broadcast_id is null`)
    await none(`select c.id, c.last_message_at, l.at from inbox.conversations c join lateral (select max(m.created_at) as at
        from inbox.messages m where m.org_id = c.org_id and m.conversation_id = c.id and m.direction <> 'internal'
          and m.kind <> 'reaction') l on true where c.last_message_at <> l.at`)
    await none(`select c.id from inbox.conversations c join lateral (select count(*) as n from inbox.messages m
        where m.org_id = c.org_id and m.conversation_id = c.id and m.direction <> 'internal') l on true
      where c.message_count <> l.n`)
  })

  test('a message was sent before it arrived, and arrived before it was read (INBX-016)', async () => {
    await none(`select id from inbox.messages where sent_at < created_at or delivered_at < sent_at or read_at < delivered_at
      or failed_at < created_at or (delivered_at is not null and sent_at is null) or (read_at is not null and delivered_at is null)`)
    await none(`select id, status from inbox.messages where direction = 'out' and status <> case when failed_at is not null then 'failed'
      when read_at is not null then 'read' when delivered_at is not null then 'delivered' else 'sent' end`)
    await none(
      `select id from inbox.messages where (direction = 'in') <> (status = 'received') or (direction = 'internal') <> (status = 'internal')`,
    )
    await none(`select m.id from inbox.messages m full join inbox.failures f on f.org_id = m.org_id and f.message_id = m.id
      where (m.status = 'failed') <> (f.message_id is not null) or m.failure_code <> f.code or m.failed_at <> f.failed_at`)
  })

  test('every reply is a message of ours to somebody who waited since a message of theirs', async () => {
    await none(`select r.id from inbox.replies r left join inbox.messages m on m.org_id = r.org_id and m.id = r.id
      where m.id is null or m.created_at <> r.replied_at or m.author_id is distinct from r.agent_id
        or m.author_kind not in ('agent', 'bot') or m.conversation_id <> r.conversation_id
        or r.wait_ms <> (extract(epoch from r.replied_at - r.waited_from) * 1000)::bigint or r.wait_open_ms > r.wait_ms`)
    await none(`select r.id from inbox.replies r where not exists (select from inbox.messages m where m.org_id = r.org_id
        and m.conversation_id = r.conversation_id and m.created_at = r.waited_from)`)
    await none(`select conversation_id from inbox.replies where is_first group by 1 having count(*) > 1`)
    await none(`select c.id from inbox.conversations c left join inbox.replies r on r.org_id = c.org_id and r.conversation_id = c.id
        and r.is_first join inbox.channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
      where ch.kind <> 'phone' and (c.first_reply_at is distinct from r.replied_at or c.first_reply_ms is distinct from r.wait_ms
        or c.first_reply_open_ms is distinct from r.wait_open_ms or c.first_reply_by is distinct from r.agent_id)`)
  })

  test('business hours are those of the firm, to the millisecond', async () => {
    const days = await world.sql<{ day: string }>('select day::text from booking.holidays')
    const schedule = {
      ...{ zone: 'Europe/London', weekly: openingHours },
      overrides: days.map(({ day }) => ({ day, hours: [] })),
    }
    const waits = await world.sql<{ from: string; to: string; open: number }>(
      `select waited_from as from, replied_at as to, wait_open_ms as open from inbox.replies order by id limit 1500`,
    )
    for (const { from, to, open } of waits)
      expect(openMsBetween(schedule, Date.parse(from), Date.parse(to))).toBe(open)
  })

  test('promises were kept or broken as their due times say (INBX-022)', async () => {
    await none(`select id, first_sla from inbox.conversations where first_sla <> case when first_due_at is null then 'none'
      when first_reply_at is not null then case when first_reply_at > first_due_at then 'breached' else 'met' end
      when status <> 'resolved' then 'pending' when first_due_at < resolved_at then 'breached' else 'none' end`)
    await none(`select r.id from inbox.replies r join inbox.conversations c on c.org_id = r.org_id and c.id = r.conversation_id
      where r.is_first and c.first_due_at is not null and r.is_within <> (r.replied_at <= c.first_due_at)`)
    expect(await one(`select round(100.0 * avg(is_within::int)) from inbox.replies`)).toBeGreaterThan(75)
    expect(await one(`select round(100.0 * avg(is_within::int)) from inbox.replies`)).toBeLessThan(97)
  })

  test('resolved conversations have their resolutions, the last one not opened again (INBX-003)', async () => {
    await none(`select c.id from inbox.conversations c left join inbox.resolutions r on r.org_id = c.org_id
        and r.conversation_id = c.id and r.reopened_at is null
      where c.status = 'resolved' and c.last_author <> 'broadcast' and r.id is null and c.sla_policy_id is not null`)
    await none(`select r.id from inbox.resolutions r join inbox.conversations c on c.org_id = r.org_id and c.id = r.conversation_id
      where r.reopened_at is null and (c.status <> 'resolved' or c.resolved_at <> r.resolved_at
        or c.resolved_by is distinct from r.agent_id)`)
    await none(
      `select id from inbox.resolutions where took_ms < 0 or took_open_ms > took_ms or reopened_at < resolved_at`,
    )
  })

  test('people answer only while they are at their desks', async () => {
    await none(`select r.id, r.replied_at, a.state from inbox.replies r join inbox.agent_spells a on a.org_id = r.org_id
        and a.member_id = r.agent_id and a.starts_at <= r.replied_at and (a.ends_at > r.replied_at or a.ends_at is null)
      where a.state = 'offline' and r.replied_at < timestamptz '${NOW}' - interval '2 days'
        and a.starts_at < r.replied_at - interval '15 min'`)
    await none(`select a.id from inbox.agent_spells a join inbox.agent_spells b on b.org_id = a.org_id and b.member_id = a.member_id
        and b.id <> a.id and b.starts_at >= a.starts_at and (a.ends_at is null or b.starts_at < a.ends_at)`)
  })

  test('numbers run in the order of time, and a contact’s first conversation is the one that says so', async () => {
    await none(`select * from (select number, opened_at, lag(opened_at) over (order by number) as before from inbox.conversations) o
      where opened_at < before`)
    await none(
      `select contact_id from inbox.conversations group by contact_id having count(*) filter (where is_first) <> 1`,
    )
    await none(`select c.id from inbox.contacts c join inbox.conversations v on v.org_id = c.org_id and v.contact_id = c.id
      where v.is_first and v.opened_at <> c.first_seen_at`)
    expect(await one('select max(number) from inbox.conversations')).toBe(
      await one(`select last_number from inbox.counters where name = 'conversation'`),
    )
  })

  test('every word is filled in', async () => {
    await none(`select id, subject from inbox.conversations where subject ~ '[{}]'`)
    await none(`select id, body from inbox.messages where body ~ '[{}]' and kind <> 'template'`)
  })

  test('one person has at most one matter at a time on a channel', async () => {
    await none(`select a.id, b.id from inbox.conversations a join inbox.conversations b on b.org_id = a.org_id
        and b.contact_id = a.contact_id and b.opened_at > a.opened_at and b.opened_at < coalesce(a.resolved_at, 'infinity')`)
  })

  test('bookings that came of talking are bookings, of the same client and price (INBX-028)', async () => {
    await none(`select v.id from inbox.conversions v left join booking.appointments a on a.org_id = v.org_id and a.id = v.ref_id
      where v.kind = 'booking' and (a.id is null or a.client_id <> v.client_id or a.price_amount <> v.amount
        or a.created_at <> v.at or a.cancelled_at is distinct from v.cancelled_at)`)
    await none(`select v.id from inbox.conversions v left join crm.clients c on c.org_id = v.org_id and c.id = v.ref_id
      where v.kind = 'lead' and (c.id is null or c.created_at <> v.at)`)
    await none(`select v.id from inbox.conversions v join inbox.conversations c on c.org_id = v.org_id and c.id = v.conversation_id
      where v.broadcast_id is null and (c.opened_at > v.at or c.client_id <> v.client_id)`)
    expect(
      await one('select count(*) from inbox.conversions where broadcast_id is not null'),
    ).toBeGreaterThan(5)
  })

  test('every figure equals its recount', async () => {
    expect(await checkRollups(world.services, rollups)).toEqual([])
  })
})

test('removing the demonstration leaves not a row and not a file of it', async () => {
  const orgId = (await world.sql<{ id: string }>('select id from core.orgs'))[0]!.id
  expect((await listFileKeys(world.services.config, orgId)).length).toBeGreaterThan(5)
  await removeDemo(world.services)
  expect(await listFileKeys(world.services.config, orgId)).toEqual([])
  const tables = await world.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant'`,
  )
  expect(tables.length).toBeGreaterThan(90)
  for (const { name } of tables) {
    expect([name, await world.sql(`select 1 from ${name} where org_id = $1 limit 1`, [orgId])]).toEqual([
      name,
      [],
    ])
  }
  expect(await world.sql('select id from core.orgs')).toEqual([])
})
