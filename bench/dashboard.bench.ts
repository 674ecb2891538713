import { deepEqual, ok } from 'node:assert/strict'
import pg from 'pg'
import * as analytics from '#modules/analytics/contract.ts'
import { createAdmin, createOrganization } from '#modules/identity/public.ts'
import * as inbox from '#modules/inbox/contract.ts'
import { checkRollups, rebuildRollups } from '#platform/rollups.ts'
import type { Endpoint } from '#values/endpoint.ts'
import { modules } from '../src/modules.ts'
import { fillInbox, withBulkLoad } from './dashboard-data.ts'
import { rawSections } from './dashboard-raw.ts'
import { type Client, openClient } from './loopback.ts'
import { openPlace, type Place } from './places.ts'
import { type BenchRow, rowOf, spread, timed } from './rows.ts'

// A year of a large inbox: every section of the dashboard through HTTP beside the same figures by plain GROUP BY over
// the raw tables, and the list, the search and the thread at that size. BENCH_CONVERSATIONS sets the size.

const CONVERSATIONS = Number(process.env.BENCH_CONVERSATIONS ?? 1_000_000)
const AGENTS = 50
const SMALL_ORGS = 100
const ZONE = 'Europe/London'
/** Every figure is counted again in these, over both clock changes. */
const OTHER_ZONES = ['Asia/Kolkata', 'Australia/Lord_Howe']
const REPEATS = 25
const PASSWORD = 'bench bench bench'

const sections = {
  kpi: analytics.getKpi,
  conversations: analytics.getConversationEffectiveness,
  whatsapp: analytics.getWhatsappPerformance,
  load: analytics.getCustomerLoad,
  agents: analytics.getAgentProductivity,
  automation: analytics.getAutomationImpact,
  business: analytics.getBusinessImpact,
} as const

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    const orgId = await createBig(place)
    const loading = await fillAll(place, orgId)
    const server = await place.start({ ROLE: 'api' })
    const client = openClient(server.url, 4)
    try {
      const cookie = await signIn(client)
      const desk = { place, client, cookie, orgId }
      return [
        ...loading,
        ...(await measureSections(desk, 30, { mostMs: 40, leastTimes: 40 })),
        ...(await measureSections(desk, 365, { mostMs: 150, leastTimes: 150 })),
        ...(await measureInbox(desk)),
        ...(await checkZones(place, orgId)),
      ]
    } finally {
      client.close()
      await server.stop()
    }
  } finally {
    await place.close()
  }
}

interface Desk {
  place: Place
  client: Client
  cookie: string
  orgId: string
}

async function createBig({ services }: Place): Promise<string> {
  const settings = { slug: 'big', name: 'Big', zone: ZONE, currency: 'GBP', isDemo: false, isDefault: true }
  const { orgId } = await createOrganization(services, settings)
  await createAdmin(services, {
    email: 'owner@example.com',
    name: 'Owner',
    password: PASSWORD,
    orgSlug: 'big',
  })
  return orgId
}

async function fillAll({ services, databaseUrl }: Place, orgId: string): Promise<BenchRow[]> {
  const small: string[] = []
  for (let i = 0; i < SMALL_ORGS; i++) {
    const settings = {
      slug: `small-${i}`,
      name: `Small ${i}`,
      zone: ZONE,
      currency: 'GBP',
      isDemo: false,
      isDefault: false,
    }
    small.push((await createOrganization(services, settings)).orgId)
  }
  const lastDay = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate().toString()
  const size = { zone: ZONE, lastDay, seed: 1 }
  const loadMs = await timed(() =>
    withBulkLoad(databaseUrl, async (client) => {
      for (const [i, id] of small.entries()) {
        await fillInbox(client, {
          ...size,
          orgId: id,
          conversations: CONVERSATIONS / 2000,
          agents: 3,
          seed: i + 2,
        })
      }
      await fillInbox(client, { ...size, orgId, conversations: CONVERSATIONS, agents: AGENTS })
    }),
  )
  const rollups = modules.flatMap((module) => module.rollups ?? [])
  const rebuildMs = await timed(() => rebuildRollups(services, rollups))
  const [counts] = await sql<{ conversations: number; messages: number }>(
    databaseUrl,
    'select (select count(*)::int from inbox.conversations) as conversations, (select count(*)::int from inbox.messages) as messages',
  )
  const words = `${counts!.conversations.toLocaleString('en-GB')} conversations, ${counts!.messages.toLocaleString('en-GB')} messages, ${AGENTS} agents, a year, and ${SMALL_ORGS} small organisations`
  return [
    rowOf(
      'dashboard: loading the data',
      's',
      [loadMs / 1000],
      undefined,
      `${words}; with indexes and statistics`,
    ),
    rowOf(
      'dashboard: computing every figure anew',
      's',
      [rebuildMs / 1000],
      undefined,
      'frontdesk rollups rebuild',
    ),
  ]
}

async function signIn(client: Client): Promise<string> {
  const answer = await fetchCookie(client)
  ok(answer, 'the owner can sign in')
  return answer
}

async function fetchCookie(client: Client): Promise<string> {
  const answer = await client.post('/api/v1/sign-in', { email: 'owner@example.com', password: PASSWORD })
  ok(answer.status < 300, `signing in answered ${answer.status}`)
  return answer.cookies
}

const path = (endpoint: Endpoint, input: Record<string, string>) =>
  `${endpoint.path}?${new URLSearchParams(input)}`

/** What is remembered of figures is not found any more, as after any change. */
const forget = ({ place, orgId }: Desk) =>
  sql(place.databaseUrl, `update core.rollup_state set version = version + 1 where org_id = '${orgId}'`)

/** One request for each section, none of them remembered, beside the same figures counted from the raw tables. */
async function measureSections(
  desk: Desk,
  days: number,
  promise: { mostMs: number; leastTimes: number },
): Promise<BenchRow[]> {
  const today = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate()
  const span = { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() }
  const times = new Map<string, number[]>()
  const all: number[] = []
  for (let repeat = -3; repeat < REPEATS; repeat++) {
    await forget(desk)
    // A second, so that the version is asked for anew.
    await new Promise((done) => setTimeout(done, 1_050))
    let sum = 0
    for (const [name, endpoint] of Object.entries(sections)) {
      const answer = await desk.client.get(path(endpoint, span), { cookie: desk.cookie })
      ok(answer.status === 200, `${name} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
      if (repeat >= 0) times.set(name, [...(times.get(name) ?? []), answer.ms])
      sum += answer.ms
    }
    if (repeat >= 0) all.push(sum)
  }
  const raw = await rawSections(desk.place.databaseUrl, desk.orgId, { ...span, zone: ZONE })
  await compareAnswers(desk, span, raw.figures)
  const ratio = all.map((ms) => raw.ms / ms)
  const slowest = [...times]
    .map(([name, list]) => ({ name, ...spread(list) }))
    .sort((a, b) => b.p95 - a.p95)[0]!
  return [
    ...[...times].map(([name, list]) =>
      rowOf(`dashboard: ${name}, ${days} days, through HTTP`, 'ms', list, {
        of: 'p95',
        most: promise.mostMs,
      }),
    ),
    rowOf(
      `dashboard: all sections, ${days} days`,
      'ms',
      all,
      undefined,
      `one after the other, nothing remembered; slowest: ${slowest.name}`,
    ),
    rowOf(
      `dashboard: reference, plain GROUP BY, ${days} days`,
      'ms',
      [raw.ms],
      undefined,
      'the same figures from the raw tables',
    ),
    rowOf(`dashboard: all sections against plain GROUP BY, ${days} days`, '×', ratio, {
      of: 'median',
      least: promise.leastTimes,
    }),
  ]
}

/** Figures of the sections equal those that were counted from the raw tables. */
async function compareAnswers(
  desk: Desk,
  span: { from: string; to: string },
  counted: Record<string, number | null>,
): Promise<void> {
  const shown: Record<string, number | null> = {}
  for (const endpoint of Object.values(sections)) {
    const answer = await desk.client.get(path(endpoint, span), { cookie: desk.cookie })
    for (const value of Object.values(JSON.parse(answer.body) as Record<string, unknown>)) {
      const { key, value: figure } = (value ?? {}) as { key?: string; value?: number | null }
      if (key && figure !== undefined && key in counted) shown[key] = figure
    }
  }
  deepEqual(shown, counted, 'the dashboard shows what the raw tables hold')
}

/** The list, a search for a common and for a rare word, and a thread, at this size. */
async function measureInbox(desk: Desk): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  const measure = async (name: string, pathOf: (i: number) => string, most: number) => {
    const times: number[] = []
    for (let i = -3; i < REPEATS; i++) {
      const answer = await desk.client.get(pathOf(i + 3), { cookie: desk.cookie })
      ok(answer.status === 200, `${name} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
      if (i >= 0) times.push(answer.ms)
    }
    rows.push(rowOf(`inbox: ${name}`, 'ms', times, { of: 'p95', most }))
  }
  const conversations = await sql<{ id: string }>(
    desk.place.databaseUrl,
    `select id from inbox.conversations where org_id = '${desk.orgId}' order by md5(id::text) limit ${REPEATS + 3}`,
  )
  const views = ['all', 'unassigned', 'resolved', 'mine']
  await measure(
    'a page of conversations',
    (i) => path(inbox.listConversations, { view: views[i % 4]!, limit: '50' }),
    50,
  )
  await measure(
    'searching a common word',
    (i) => path(inbox.listConversations, { q: ['clean', 'Monday', 'visit', 'key'][i % 4]!, limit: '50' }),
    50,
  )
  await measure(
    'searching a rare word',
    (i) => path(inbox.listConversations, { q: i % 2 ? 'zephyrine' : 'zephyrin', limit: '50' }),
    50,
  )
  await measure(
    'opening a conversation',
    (i) => inbox.getConversation.path.replace(':conversationId', conversations[i]!.id),
    30,
  )
  return rows
}

/** In every zone all figures equal a full recount; the change of the zone alone computes them anew. */
async function checkZones({ services, databaseUrl }: Place, orgId: string): Promise<BenchRow[]> {
  const rollups = modules
    .flatMap((module) => module.rollups ?? [])
    .filter(({ name }) => name.startsWith('inbox.'))
  const rows: BenchRow[] = []
  for (const zone of [ZONE, ...OTHER_ZONES]) {
    if (zone !== ZONE) await sql(databaseUrl, `update core.orgs set zone = '${zone}' where id = '${orgId}'`)
    const ms = await timed(async () => deepEqual(await checkRollups(services, rollups, orgId), []))
    rows.push(
      rowOf(
        `dashboard: every kept figure equals its recount, ${zone}`,
        's',
        [ms / 1000],
        undefined,
        'both clock changes of the year',
      ),
    )
  }
  return rows
}

async function sql<T>(databaseUrl: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows as T[]
  } finally {
    await client.end()
  }
}
