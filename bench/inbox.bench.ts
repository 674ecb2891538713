import { deepEqual, ok } from 'node:assert/strict'
import * as inbox from '#modules/inbox/contract.ts'
import { encodeCursor } from '#values/cursor.ts'
import type { Output } from '#values/endpoint.ts'
import { openBigInbox, PASSWORD } from './dashboard-place.ts'
import { dressInbox } from './inbox-data.ts'
import { type Client, openClient } from './loopback.ts'
import { asOwner, startServer } from './places.ts'
import { type BenchRow, rowOf, timed } from './rows.ts'

// The work at hand of an office with a million conversations: every view and its next page, filters, searches of every
// kind, opening a conversation and the whole page, through HTTP. The data are the dashboard's (dashboard-place.ts).

const EMAIL = 'owner@example.com'
const REPEATS = 25
const LIST_MS = 50
const OPEN_MS = 30
const PLAIN = 'ILIKE over every message, without the index; it found the same'

type Page = Output<typeof inbox.listConversations>

/** Where the measured office is: a server, somebody who is signed in, and the database behind it. */
export interface InboxDesk {
  client: Client
  cookie: string
  databaseUrl: string
  orgId: string
}

export async function run(): Promise<BenchRow[]> {
  const { dataDir, databaseUrl, orgId, close } = await openBigInbox()
  const server = await startServer(dataDir, ['--no-demo'], { ROLE: 'api', LOG_LEVEL: 'warn' })
  const client = openClient(server.url, 4)
  try {
    const answer = await client.post('/api/v1/sign-in', { email: EMAIL, password: PASSWORD })
    ok(answer.status < 300, `signing in answered ${answer.status}`)
    return await measureInbox({ client, cookie: answer.cookies, databaseUrl, orgId })
  } finally {
    client.close()
    await server.stop()
    await close()
  }
}

/** Everything about the inbox at this size. The data are afterwards what they were, but for labels and mentions. */
export async function measureInbox(desk: InboxDesk): Promise<BenchRow[]> {
  const undress = await dressInbox(desk.databaseUrl, desk.orgId, EMAIL)
  try {
    const plainMs = await checkSearches(desk)
    return [...(await measureLists(desk, plainMs)), ...(await measureOpening(desk))]
  } finally {
    await undress()
  }
}

async function measureLists(desk: InboxDesk, plainMs: readonly number[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const list = async (name: string, inputs: Input[], note?: string) =>
    rows.push(...(await measureList(desk, name, inputs, note)))
  for (const view of views) await list(`list: ${view}`, [{ view }])
  await list('list: other orders', [{ sort: 'newest' }, { sort: 'waiting' }, { sort: 'priority' }])
  await list('list: saved views with filters', await filtersOf(desk))
  await list('list: the number beside the menu', [{ view: 'mine', sla: 'overdue', limit: '1' }])
  for (const [kind, words] of Object.entries(searches)) {
    await list(
      `search: ${kind}`,
      words.map((q) => ({ q })),
      words.join(' · '),
    )
  }
  await list('search: in a view, with filters', [
    { q: 'clean', view: 'mine' },
    { q: 'Monday', view: 'resolved', priority: 'urgent' },
    { q: 'visit', label: 'VIP' },
  ])
  const plain = rowOf('inbox: reference, a search in plain SQL', 'ms', plainMs, undefined, PLAIN)
  const searched = rows.filter(({ name }) => name.startsWith('inbox, search'))
  const ratio = searched.map(({ p95 }) => plain.median / p95)
  return [...rows, plain, rowOf('inbox: searches against plain SQL', '×', ratio, { of: 'p95', least: 10 })]
}

type Input = Record<string, string>
const views = ['all', 'mine', 'unassigned', 'team', 'mentions', 'snoozed', 'resolved']

/** At least three of each kind; none is asked for twice in a row. */
const searches = {
  'common words': ['clean', 'Monday', 'visit', 'key'],
  'rare words': ['zephyrine', 'zephyrin', 'ephyrine'],
  'words nobody said': ['frobnicate', 'limescale', 'mondesday', 'étagère'],
  'two letters': ['zq', 'le', 'on', 'fz', 'mo'],
  names: ['amara', 'Grant', 'amara grant 100', 'Zebedee'],
  'pieces of numbers': ['1234', '07700 012345', '+44 7700 1', '4477', '#500000'],
  'several words': [
    'Tuesday clean',
    'key desk Friday',
    '"Nobody came on Friday"',
    'Friday Monday',
    'visit 5678',
  ],
  'quotation marks, % and _': ['%', '_', '50%', 'a_b', '"', "o'neil", '\\'],
} as const

const urlOf = (input: Input) =>
  `${inbox.listConversations.path}?${new URLSearchParams({ limit: '50', ...input })}`

async function ask<T>({ client, cookie }: InboxDesk, path: string): Promise<{ ms: number; body: T }> {
  const answer = await client.get(path, { cookie })
  ok(answer.status === 200, `${path} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
  return { ms: answer.ms, body: JSON.parse(answer.body) as T }
}

/** First pages and those after them, the inputs in turns. */
async function measureList(
  desk: InboxDesk,
  name: string,
  inputs: readonly Input[],
  note?: string,
): Promise<BenchRow[]> {
  const first: number[] = []
  const later: number[] = []
  for (let i = -2 * inputs.length; i < REPEATS; i++) {
    const input = inputs[(i + 2 * inputs.length) % inputs.length]!
    const { ms, body } = await ask<Page>(desk, urlOf(input))
    if (i >= 0) first.push(ms)
    if (!body.nextCursor) continue
    const next = await ask<Page>(desk, urlOf({ ...input, cursor: body.nextCursor }))
    const shown = new Set(body.items.map(({ id }) => id))
    ok(!next.body.items.some(({ id }) => shown.has(id)), `${name}: the next page shows nothing twice`)
    if (i >= 0) later.push(next.ms)
  }
  const limit = { of: 'p95', most: LIST_MS } as const
  return [
    rowOf(`inbox, ${name}`, 'ms', first, limit, note),
    ...(later.length >= 5 ? [rowOf(`inbox, ${name}, next page`, 'ms', later, limit)] : []),
  ]
}

/** Filters as people save them: channel, label, team, priority, assignee, what is due, and several at once. */
async function filtersOf({ databaseUrl, orgId }: InboxDesk): Promise<Input[]> {
  const [ids] = await asOwner<{ agent: string; team: string; channel: string }>(
    databaseUrl,
    `select (select member_id from inbox.agents where org_id = '${orgId}' order by member_id limit 1) as agent,
       (select id from inbox.teams where org_id = '${orgId}' order by id limit 1) as team,
       (select id from inbox.channels where org_id = '${orgId}' order by id limit 1) as channel`,
  )
  const { agent, team, channel } = ids!
  return [
    { channelKind: 'sms' },
    { channelId: channel },
    { label: 'VIP' },
    { teamId: team },
    { priority: 'urgent' },
    { assigneeId: agent },
    { sla: 'overdue' },
    { view: 'unassigned', channelKind: 'whatsapp', priority: 'high', sort: 'waiting' },
    { view: 'resolved', assigneeId: agent },
    { view: 'resolved', label: 'VIP' },
  ]
}

/** Searches find exactly what a plain look at every message finds, which is the reference. */
async function checkSearches(desk: InboxDesk): Promise<number[]> {
  const times: number[] = []
  for (const q of ['zephyrine', 'clean', 'limescale']) {
    let expected: { id: string }[] = []
    const ms = await timed(async () => {
      expected = await asOwner<{ id: string }>(
        desk.databaseUrl,
        `select conversation_id as id from inbox.messages
         where org_id = '${desk.orgId}' and (direction <> 'internal' or kind = 'note') and body || '' ilike '%${q}%'
         group by conversation_id order by max(created_at) desc, conversation_id desc limit 50`,
      )
    })
    times.push(ms)
    const found: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 50 && found.length < expected.length; page++) {
      const { body } = await ask<Page>(desk, urlOf({ q, ...(cursor && { cursor }) }))
      found.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
      if (!cursor) break
    }
    deepEqual(
      found.slice(0, expected.length),
      expected.map(({ id }) => id),
      `the search for ${q} finds what was said`,
    )
  }
  return times
}

/** A conversation of any time, its earlier messages, and the inbox as a document with everything in it. */
async function measureOpening(desk: InboxDesk): Promise<BenchRow[]> {
  const conversations = await asOwner<{ id: string }>(
    desk.databaseUrl,
    `select id from inbox.conversations where org_id = '${desk.orgId}' order by md5(id::text) limit ${REPEATS * 2 + 6}`,
  )
  const times = { open: [] as number[], older: [] as number[], page: [] as number[] }
  for (const [i, { id }] of conversations.entries()) {
    const path = inbox.getConversation.path.replace(':conversationId', id)
    const opened = await ask<Output<typeof inbox.getConversation>>(desk, path)
    ok(opened.body.messages.length > 0, 'a conversation shows its messages')
    const mark = opened.body.messages.at(-1)!
    const cursor = encodeURIComponent(encodeCursor([mark.createdAt, mark.id]))
    const older = await ask(desk, `${path}/messages?cursor=${cursor}`)
    const page = await desk.client.get(`/inbox/${id}`, { cookie: desk.cookie })
    ok(page.status === 200 && page.body.includes('</html>'), `the inbox answered ${page.status}`)
    if (i < 6) continue
    times.open.push(opened.ms)
    times.older.push(older.ms)
    times.page.push(page.ms)
  }
  return [
    rowOf('inbox: opening a conversation', 'ms', times.open, { of: 'p95', most: OPEN_MS }),
    rowOf('inbox: earlier messages of it', 'ms', times.older, { of: 'p95', most: OPEN_MS }),
    rowOf(
      'inbox: the whole page as a document',
      'ms',
      times.page,
      undefined,
      'list, counts, people, labels, views, the open conversation and its client, drawn on the server',
    ),
  ]
}
