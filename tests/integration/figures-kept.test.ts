import pg from 'pg'
import { expect, test } from 'vitest'
import { judgeFigures } from '#platform/alerts.ts'
import type { Change } from '#platform/live.ts'
import {
  checkRollups,
  checkSample,
  figureState,
  lastFigureCheck,
  rebuildRollups,
  refreshRollups,
  startRollupWorker,
} from '#platform/rollups.ts'
import { testWorld } from '#platform/testing/world.ts'
import { readLoadByClock, readLoadByWeekday } from '../../src/modules/inbox/public.ts'
import { modules } from '../../src/modules.ts'
import { writeInbox } from './inbox-facts.ts'

const world = await testWorld()
const rollups = modules.flatMap((module) => module.rollups ?? [])

async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const settle = (orgId: string) => withOwner((client) => refreshRollups(client, rollups, orgId))
const differences = (orgId: string) => checkRollups(world.services, rollups, orgId)

async function inboxIn(zone: string, conversations: number) {
  const facts = await writeInbox(world, { zone, conversations })
  await world.sql('analyze')
  return facts
}

test.each(['Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Havana', 'Atlantic/Azores'])(
  'every figure kept by the marks equals its recount in %s, over both clock changes (ANLY-001)',
  async (zone) => {
    const { orgId } = await inboxIn(zone, 100)
    expect(await settle(orgId)).toBeGreaterThan(100)
    const counts = rollups
      .filter(({ name }) => name.startsWith('inbox.'))
      .map(({ table }) => `select '${table}' as name, count(*)::int as n from ${table} where org_id = $1`)
    const rows = await world.sql<{ name: string; n: number }>(counts.join(' union all '), [orgId])
    expect(rows.filter(({ n }) => n === 0)).toEqual([])
    expect(await differences(orgId)).toEqual([])
  },
)

/** What happens to facts after they were counted. `$1` is the organisation. */
const changes: [words: string, sql: string][] = [
  [
    'a conversation is given to somebody else',
    `update inbox.conversations set assignee_id = (select min(member_id::text)::uuid from inbox.agents where org_id = $1) where org_id = $1 and number % 7 = 1`,
  ],
  [
    'a conversation is given to nobody',
    `update inbox.conversations set assignee_id = null where org_id = $1 and number % 7 = 2`,
  ],
  [
    'conversations are resolved',
    `update inbox.conversations set status = 'resolved' where org_id = $1 and number % 5 = 0`,
  ],
  [
    'the bot turns out to have been alone',
    `update inbox.conversations set handled_by = 'bot' where org_id = $1 and assignee_id is null and number % 3 = 0`,
  ],
  [
    'a first answer is late',
    `update inbox.conversations set first_sla = 'breached' where org_id = $1 and number % 4 = 0`,
  ],
  ['conversations are deleted', `delete from inbox.conversations where org_id = $1 and number % 11 = 3`],
  [
    'contacts are merged',
    `update inbox.contacts c set merged_into = (select min(id::text)::uuid from inbox.contacts where org_id = $1) where org_id = $1 and merged_into is null and c.name like '%9' and id <> (select min(id::text)::uuid from inbox.contacts where org_id = $1)`,
  ],
  [
    'contacts are split',
    `update inbox.contacts set merged_into = null where org_id = $1 and name like '%1%'`,
  ],
  [
    'messages are read',
    `update inbox.messages set status = 'read' where org_id = $1 and status = 'delivered'`,
  ],
  [
    'messages fail',
    `update inbox.messages set status = 'failed', failure_category = 'network' where org_id = $1 and status = 'sent'`,
  ],
  [
    'a failure is explained anew',
    `update inbox.messages set failure_title = 'Gone' where org_id = $1 and status = 'failed'`,
  ],
  [
    'messages are cancelled',
    `update inbox.messages set status = 'cancelled' where org_id = $1 and status = 'queued'`,
  ],
  ['messages are deleted', `delete from inbox.messages where org_id = $1 and author_kind = 'auto_reply'`],
  [
    'answers are counted anew',
    `update inbox.replies set wait_ms = wait_ms * 2, is_within = false where org_id = $1 and is_first`,
  ],
  ['answers are deleted', `delete from inbox.replies where org_id = $1 and agent_id is null`],
  [
    'resolved conversations are opened again',
    `update inbox.resolutions set reopened_at = resolved_at + interval '9 days' where org_id = $1 and reopened_at is null and agent_id is null`,
  ],
  ['resolutions are deleted', `delete from inbox.resolutions where org_id = $1 and by_kind = 'system'`],
  [
    'customers answer the question',
    `update inbox.ratings set score = 5, answered_at = asked_at + interval '2 days' where org_id = $1 and score is null`,
  ],
  [
    'talks with the bot end',
    `update inbox.bot_sessions set outcome = 'dropped', reason = 'x' where org_id = $1 and outcome = 'running'`,
  ],
  [
    'a spell ends',
    `update inbox.agent_spells set ends_at = starts_at + interval '40 hours' where org_id = $1 and ends_at is null`,
  ],
  [
    'bookings are cancelled',
    `update inbox.conversions set cancelled_at = now() where org_id = $1 and kind = 'booking'`,
  ],
  [
    'tickets are resolved',
    `update inbox.tickets set status = 'resolved', resolved_at = created_at + interval '30 hours' where org_id = $1 and resolved_at is null`,
  ],
  [
    'tickets are opened again',
    `update inbox.tickets set status = 'open', resolved_at = null where org_id = $1 and number % 3 = 0`,
  ],
  [
    'a broadcast began on another day',
    `update inbox.broadcasts set started_at = started_at + interval '3 days' where org_id = $1`,
  ],
  ['recipients are deleted', `delete from inbox.broadcast_recipients where org_id = $1 and name like '%7'`],
  ['broadcasts are deleted', `delete from inbox.broadcasts where org_id = $1`],
]

test('figures follow whatever happens to facts later: reassigned, merged, deleted, late (ANLY-002, ANLY-003)', async () => {
  const { orgId } = await inboxIn('Europe/London', 70)
  await settle(orgId)
  for (const [words, sql] of changes) {
    await world.sql(sql, [orgId])
    await settle(orgId)
    expect(await differences(orgId), words).toEqual([])
  }
})

test('a batch leaves one mark for each rollup and day, however many messages and statements it has', async () => {
  const { orgId, conversations, channels } = await inboxIn('Europe/London', 20)
  await settle(orgId)
  await withOwner(async (client) => {
    await client.query('begin')
    for (let batch = 0; batch < 3; batch++) {
      await client.query(
        `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, status, created_at)
         select $1, uuidv7(), $2, $3, 'in', 'contact', 'text', 'received', '2026-11-09T10:00:00Z' from generate_series(1, 500)`,
        [orgId, conversations[0]!.id, channels[0]],
      )
    }
    await client.query('commit')
  })
  expect(await world.sql('select rollup, day from core.rollup_marks where org_id = $1', [orgId])).toEqual([
    { rollup: 'inbox.messages_by_day', day: '2026-11-09' },
  ])
})

test('another message in a conversation moves no figure of the conversation', async () => {
  const { orgId, conversations } = await inboxIn('Europe/London', 20)
  await settle(orgId)
  const seen = `update inbox.conversations set last_message_at = now(), message_count = message_count + 1 where org_id = $1 and id = $2`
  await world.sql(seen, [orgId, conversations[0]!.id])
  expect(await settle(orgId)).toBe(0)
})

test('a figure that was tampered with is found by the nightly sample, raises an alert and is mended by a rebuild', async () => {
  const { orgId } = await inboxIn('Asia/Kolkata', 30)
  await settle(orgId)
  const who = world.system(orgId)
  const sample = () => withOwner((client) => checkSample(world.services, client, rollups, orgId))
  expect(await sample()).toEqual([])
  await world.sql('update inbox.messages_by_day set incoming = incoming + 1 where org_id = $1', [orgId])
  expect((await sample())[0]).toMatch(/inbox.messages_by_day/)
  const differingFigures = await world.query(lastFigureCheck, undefined, who)
  const figures = {
    readiness: { ok: true, checks: {} },
    providers: [],
    processes: [],
    api: {},
    queue: {},
    disk: {},
    database: {},
  }
  const own = { givenUpJobs: 0, failedDeliveries: 0, wantsBackups: false, differingFigures }
  expect(judgeFigures(figures as never, own).map(({ key }) => key)).toEqual(['figures_differ'])
  await rebuildRollups(world.services, rollups, orgId)
  expect(await differences(orgId)).toEqual([])
  expect((await world.query(lastFigureCheck, undefined, who)).count).toBe(0)
})

test('messages by hour of the clock and of the week equal their count, where clocks change by half an hour (ANLY-016)', async () => {
  const { orgId, channels } = await inboxIn('Australia/Lord_Howe', 80)
  await settle(orgId)
  const span = { from: '2026-04-01', to: '2026-10-31' }
  const filter = { agents: null, channels: channels.slice(0, 2) }
  const counted = await world.sql<{ day: string; weekday: number; hour: number; incoming: number }>(
    `select local::date::text as day, extract(isodow from local)::int as weekday, extract(hour from local)::int as hour,
            count(*)::int as incoming
     from (select created_at at time zone 'Australia/Lord_Howe' as local from inbox.messages
           where org_id = $1 and direction = 'in' and channel_id = any($2)) m
     where local::date between $3 and $4 group by 1, 2, 3`,
    [orgId, filter.channels, span.from, span.to],
  )
  expect(counted.length).toBeGreaterThan(20)
  const sumBy = (keyOf: (row: (typeof counted)[number]) => string) => {
    const sums: Record<string, number> = {}
    for (const row of counted) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.incoming
    return sums
  }
  const who = world.system(orgId)
  const byClock = await world.query(readLoadByClock, { filter, span }, who)
  expect(
    Object.fromEntries(
      byClock
        .filter(({ incoming }) => incoming > 0)
        .map(({ day, hour, incoming }) => [`${day} ${hour}`, incoming]),
    ),
  ).toEqual(sumBy(({ day, hour }) => `${day} ${hour}`))
  const byWeekday = await world.query(readLoadByWeekday, { filter, span }, who)
  expect(
    Object.fromEntries(byWeekday.map(({ weekday, hour, incoming }) => [`${weekday} ${hour}`, incoming])),
  ).toEqual(sumBy(({ weekday, hour }) => `${weekday} ${hour}`))
})

test('another zone means other days: all figures are computed anew', async () => {
  const { orgId } = await inboxIn('Europe/London', 40)
  await settle(orgId)
  await world.sql(`update core.orgs set zone = 'Australia/Lord_Howe' where id = $1`, [orgId])
  await settle(orgId)
  expect(await differences(orgId)).toEqual([])
})

test('"as of" is the oldest write that waits to be counted, and now when none does', async () => {
  const { orgId, conversations } = await inboxIn('Europe/London', 20)
  await settle(orgId)
  const who = world.system(orgId)
  const forget = () => world.services.cache.changed(orgId, ['figures'])
  world.setNow('2026-11-10T12:00:00Z')
  const settled = await world.query(figureState, undefined, who)
  expect(settled.asOf).toBe('2026-11-10T12:00:00.000Z')
  await world.sql(
    `update inbox.conversations set first_sla = 'met' where org_id = $1 and first_sla <> 'met'`,
    [orgId],
  )
  forget()
  expect((await world.query(figureState, undefined, who)).asOf).not.toBe(settled.asOf)
  await settle(orgId)
  forget()
  const after = await world.query(figureState, undefined, who)
  expect(after.asOf).toBe(settled.asOf)
  expect(after.version).toBeGreaterThan(settled.version)
  expect(conversations.length).toBeGreaterThan(0)
  world.setNow(null)
})

test('the worker recomputes what is marked and tells open screens, several changes at once (PLAT-060)', async () => {
  const { orgId } = await inboxIn('Europe/London', 20)
  const heard: Change[] = []
  world.services.live.onChange((org, changes) => {
    if (org === orgId) heard.push(...changes)
  })
  const worker = startRollupWorker(world.services, rollups)
  try {
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(0)
    for (let i = 0; i < 5; i++) {
      await world.sql(`update inbox.conversations set first_sla = $2 where org_id = $1`, [
        orgId,
        i % 2 ? 'met' : 'breached',
      ])
    }
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(1)
    expect(heard.length).toBeLessThan(5)
    expect(heard.every(({ topic }) => topic === 'figures')).toBe(true)
  } finally {
    await worker.stop()
  }
  expect(await differences(orgId)).toEqual([])
})
