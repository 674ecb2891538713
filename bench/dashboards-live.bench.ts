import { equal, ok } from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { getConversationEffectiveness, getKpi } from '#modules/analytics/contract.ts'
import { createMember } from '#modules/identity/public.ts'
import type { Endpoint } from '#values/endpoint.ts'
import type { Orders } from './dashboards-clients.ts'
import { ZONE } from './firms.ts'
import { type Person, requestOf } from './intake-load.ts'
import { type Office, openOffice } from './intake-office.ts'
import { type Lane, openClient, openLane } from './loopback.ts'
import { asOwner, openPlace, type Place, type ServerProcess } from './places.ts'
import { type BenchRow, pause, rowOf } from './rows.ts'

// From a customer's message, signed and posted by the vendor, to a thousand open dashboards that show it: stored, worked,
// counted, told over a socket each, and the sections of the first screen asked for again by each of them.

const DASHBOARDS = 1_000
const PEOPLE = 20
const ROUNDS = 20
/** Between a message that all have shown and the next one: nobody has a question open any more. */
const PAUSE_MS = 2_000
const BOUND_MS = 1_500
/** Whoever has not heard by then never will. */
const MOST_MS = 60_000
const PASSWORD = 'four quiet words here'
/** The periods that people look at, in days. */
const PERIODS = [1, 7, 30, 90]

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  let server: ServerProcess | undefined
  const crowd = fork(join(import.meta.dirname, 'dashboards-clients.ts'))
  try {
    const office = await openOffice(place)
    server = await place.start({ LOG_LEVEL: 'warn' })
    const cookies = await signInAll(place, office, server.url)
    const orders: Orders = { url: server.url, cookies, dashboards: periods(), count: DASHBOARDS }
    await tellCrowd(crowd, { open: orders })
    return await measure(place, office, server, crowd)
  } finally {
    crowd.kill()
    await server?.stop()
    await place.close()
  }
}

async function signInAll(place: Place, office: Office, url: string): Promise<string[]> {
  const client = openClient(url, 1)
  const cookies: string[] = []
  for (let i = 0; i < PEOPLE; i++) {
    const email = `manager-${i}@example.com`
    const person = { name: `Manager ${i}`, email, password: PASSWORD, roles: ['manager' as const] }
    await createMember(place.services, office.orgId, person)
    const answer = await client.post('/api/v1/sign-in', { email, password: PASSWORD })
    ok(answer.status < 300, `signing in answered ${answer.status}`)
    cookies.push(answer.cookies)
  }
  client.close()
  return cookies
}

/** What is on the first screen of each dashboard, with its period. */
function periods(): string[][] {
  const today = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate()
  return PERIODS.map((days) => {
    const span = { from: today.subtract({ days: days - 1 }).toString(), to: today.toString() }
    return [getKpi, getConversationEffectiveness].map(
      ({ path }: Endpoint) => `${path}?${new URLSearchParams(span)}`,
    )
  })
}

/** Sends an order and waits for its answer; a fault of any dashboard ends the measurement. */
async function tellCrowd(crowd: ChildProcess, message: object): Promise<{ late: number[]; asked: number }> {
  crowd.send(message)
  const [answer] = (await once(crowd, 'message', { signal: AbortSignal.timeout(MOST_MS) })) as [
    { late: number[]; asked: number; fault?: string },
  ]
  equal(answer.fault, undefined)
  return answer
}

async function measure(
  place: Place,
  { orgId, channel }: Office,
  server: ServerProcess,
  crowd: ChildProcess,
): Promise<BenchRow[]> {
  const url = new URL(server.url + channel.path)
  const lane = await openLane(url)
  const customer: Person = { id: '447700900001', name: 'Person 1', next: 0 }
  const before = await incomingToday(place, orgId)
  const write = () => writeOne(lane, url, customer, crowd, before)
  for (let warm = 0; warm < 3; warm++) await write()
  await tellCrowd(crowd, { report: true })
  const [cpuBefore, startedAt] = [await processorSeconds(server.url), performance.now()]
  for (let round = 0; round < ROUNDS; round++) await write()
  const cpu = (await processorSeconds(server.url)) - cpuBefore
  const seconds = (performance.now() - startedAt) / 1_000
  const { late, asked } = await tellCrowd(crowd, { report: true })
  lane.close()
  equal(late.length, ROUNDS * DASHBOARDS, 'every dashboard has shown every message')
  const words = `${PEOPLE} people, ${PERIODS.length} periods, two sections each: ${Math.round(asked / ROUNDS)} requests a message`
  const share = `${((cpu / seconds) * 100).toFixed(0)} % of one core with a message every ${(seconds / ROUNDS).toFixed(1)} s`
  return [
    rowOf(
      'dashboards: from a message to 1,000 open dashboards',
      'ms',
      late,
      { of: 'p95', most: BOUND_MS },
      words,
    ),
    rowOf(
      'dashboards: processor time of the server for a message',
      'ms',
      [(cpu * 1_000) / ROUNDS],
      undefined,
      share,
    ),
  ]
}

/** A message of the customer, and the wait until every dashboard shows it. */
async function writeOne(
  lane: Lane,
  url: URL,
  customer: Person,
  crowd: ChildProcess,
  before: number,
): Promise<void> {
  const text = requestOf(url, customer)
  customer.next++
  const shown = tellCrowd(crowd, { expect: before + customer.next, at: String(process.hrtime.bigint()) })
  equal(await lane.post(text), 200)
  await shown
  await pause(PAUSE_MS)
}

async function incomingToday({ databaseUrl }: Place, orgId: string): Promise<number> {
  const [row] = await asOwner<{ n: number }>(
    databaseUrl,
    `select count(*)::int as n from inbox.messages where org_id = '${orgId}' and direction = 'in'
       and (created_at at time zone '${ZONE}')::date = (now() at time zone '${ZONE}')::date`,
  )
  return row!.n
}

async function processorSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}
