import { deepEqual, ok } from 'node:assert/strict'
import * as analytics from '#modules/analytics/contract.ts'
import { checkRollups, rebuildRollups } from '#platform/rollups.ts'
import type { Endpoint } from '#values/endpoint.ts'

import { type BigInbox, openBigInbox, PASSWORD, rollups, ZONE } from './dashboard-place.ts'
import { rawSections } from './dashboard-raw.ts'
import { type Client, openClient } from './loopback.ts'
import { asOwner, startServer } from './places.ts'
import { type BenchRow, pause, rowOf, spread, timed } from './rows.ts'

// A year of a large inbox: every section of the dashboard through HTTP beside the same figures by plain GROUP BY over
// the raw tables, and every kept figure beside its recount. BENCH_CONVERSATIONS sets the size; BENCH_DATA_DIR takes a
// data directory that was filled before, and leaves it.

/** Every figure is counted again in these too, over both clock changes. */
const OTHER_ZONES = ['Asia/Kolkata', 'Australia/Lord_Howe']
const REPEATS = 25

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
  const place = await openBigInbox()
  try {
    const server = await startServer(place.dataDir, ['--no-demo'], { ROLE: 'api', LOG_LEVEL: 'warn' })
    const client = openClient(server.url, 4)
    try {
      const desk = { place, client, cookie: await signIn(client) }
      return [
        ...place.loading,
        ...(await measureSections(desk, 30, { mostMs: 40, leastTimes: 40 })),
        ...(await measureSections(desk, 365, { mostMs: 150, leastTimes: 150 })),
        ...(await checkZones(place)),
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
  place: BigInbox
  client: Client
  cookie: string
}

async function signIn(client: Client): Promise<string> {
  const answer = await client.post('/api/v1/sign-in', { email: 'owner@example.com', password: PASSWORD })
  ok(answer.status < 300, `signing in answered ${answer.status}`)
  return answer.cookies
}

const path = (endpoint: Endpoint, input: Record<string, string>) =>
  `${endpoint.path}?${new URLSearchParams(input)}`

/** What is remembered of figures is not found any more, as after any change. */
async function forget({ place }: Desk): Promise<void> {
  const { databaseUrl, orgId } = place
  await asOwner(
    databaseUrl,
    `update core.rollup_state set version = version + 1 where org_id = '${orgId}'`,
    // The many rounds of a benchmark would leave a trail of dead rows behind.
    'vacuum core.rollup_state',
  )
  // A second, so that the version is asked for anew.
  await pause(1_050)
}

interface Promised {
  mostMs: number
  leastTimes: number
}

/** One request for each section, none of them remembered, beside the same figures counted from the raw tables. */
async function measureSections(desk: Desk, days: number, promised: Promised): Promise<BenchRow[]> {
  const today = Temporal.PlainDate.from(desk.place.lastDay)
  const span = { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() }
  const { times, all } = await askSections(desk, span)
  const raw = await rawSections(desk.place.databaseUrl, desk.place.orgId, { ...span, zone: ZONE })
  await compareAnswers(desk, span, raw.figures)
  const slowest = [...times].toSorted(([, a], [, b]) => spread(b).p95 - spread(a).p95)[0]!
  const most = { of: 'p95' as const, most: promised.mostMs }
  const note = `one after the other, nothing remembered; slowest: ${slowest[0]}`
  const reference = `the same figures from the raw tables; ${desk.place.words}`
  return [
    ...[...times].map(([name, list]) =>
      rowOf(`dashboard: ${name}, ${days} days, through HTTP`, 'ms', list, most),
    ),
    rowOf(`dashboard: all seven sections, ${days} days, through HTTP`, 'ms', all, most, note),
    rowOf(`dashboard: reference, plain GROUP BY, ${days} days`, 'ms', [raw.ms], undefined, reference),
    rowOf(
      `dashboard: all sections against plain GROUP BY, ${days} days`,
      '×',
      all.map((ms) => raw.ms / ms),
      { of: 'median', least: promised.leastTimes },
    ),
  ]
}

async function askSections(
  desk: Desk,
  span: Record<string, string>,
): Promise<{ times: Map<string, number[]>; all: number[] }> {
  const times = new Map<string, number[]>()
  const all: number[] = []
  // Plans are settled after five times; by then everything is warm.
  for (let repeat = -6; repeat < REPEATS; repeat++) {
    await forget(desk)
    let sum = 0
    for (const [name, endpoint] of Object.entries(sections)) {
      const answer = await desk.client.get(path(endpoint, span), { cookie: desk.cookie })
      ok(answer.status === 200, `${name} answered ${answer.status}: ${answer.body.slice(0, 200)}`)
      if (repeat >= 0) times.set(name, [...(times.get(name) ?? []), answer.ms])
      sum += answer.ms
    }
    if (repeat >= 0) all.push(sum)
  }
  return { times, all }
}

/** Figures of the sections equal those that were counted from the raw tables. */
async function compareAnswers(
  desk: Desk,
  span: Record<string, string>,
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

/** In every zone all figures equal a full recount. */
async function checkZones({ services, databaseUrl, orgId, isKept }: BigInbox): Promise<BenchRow[]> {
  const ofInbox = rollups.filter(({ name }) => name.startsWith('inbox.'))
  const inZone = (zone: string) =>
    asOwner(databaseUrl, `update core.orgs set zone = '${zone}' where id = '${orgId}' and zone <> '${zone}'`)
  const rows: BenchRow[] = []
  for (const zone of [ZONE, ...OTHER_ZONES]) {
    await inZone(zone)
    if (zone !== ZONE) await rebuildRollups(services, rollups, orgId)
    const ms = await timed(async () => deepEqual(await checkRollups(services, ofInbox, orgId), []))
    rows.push(
      rowOf(
        `dashboard: every kept figure equals its recount, ${zone}`,
        's',
        [ms / 1000],
        undefined,
        'over both clock changes',
      ),
    )
  }
  if (isKept) {
    await inZone(ZONE)
    await rebuildRollups(services, rollups, orgId)
  }
  return rows
}
