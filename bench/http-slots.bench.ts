import { equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import type { findFreeSlots } from '#modules/booking/contract.ts'
import type { Output } from '#values/endpoint.ts'
import { type BenchFirm, bookingOf, createFirm, fillDiaries, POSTCODE } from './firms.ts'
import { type Client, inParallel, openClient } from './loopback.ts'
import { openPlace, type Place, settle } from './places.ts'
import { type BenchRow, pause, rowOf } from './rows.ts'

// A customer asks for a month of free times of fifty people with four visits a day each: HTTP, PostgreSQL, JSON.

type Slots = Output<typeof findFreeSlots>

const DAYS = 31
const BOUND_MS = 25

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    const firm = await createFirm(place.services, 'fifty', 50)
    const visits = await fillDiaries(place.services, firm, DAYS + 3)
    await settle(place.databaseUrl)
    const server = await place.start()
    const client = openClient(server.url, 4)
    try {
      const path = `/api/v1/public/${firm.slug}/slots?serviceId=${firm.serviceId}&postcode=${encodeURIComponent(POSTCODE)}&days=${DAYS}`
      const rows = await measure(place, firm, client, path)
      return rows.map((row) => ({ ...row, note: row.note ?? `50 people, ${visits} visits, ${DAYS} days` }))
    } finally {
      client.close()
      await server.stop()
    }
  } finally {
    await place.close()
  }
}

async function measure(place: Place, firm: BenchFirm, client: Client, path: string): Promise<BenchRow[]> {
  const ask = async () => {
    const answer = await client.get(path)
    equal(answer.status, 200, answer.body)
    return answer
  }
  await checkSlots(place, firm, JSON.parse((await ask()).body))
  for (let i = 0; i < 100; i++) await ask()
  const floor = await repeat(200, async () => (await client.get('/healthz')).ms)
  const remembered = await repeat(200, async () => (await ask()).ms)
  const changed = await afterEachBooking(place, firm, client, path, ask)
  const four = await inParallel(Array.from({ length: 400 }), 4, async () => (await ask()).ms)
  const median = rowOf('', '', remembered).median
  const ratio = median / rowOf('', '', floor).median
  return [
    rowOf('http slots: a month of any of 50, right after a booking', 'ms', changed, {
      of: 'p95',
      most: BOUND_MS,
    }),
    rowOf('http slots: the same, diaries remembered', 'ms', remembered, { of: 'p95', most: BOUND_MS }),
    rowOf('http slots: the same, 4 connections at once', 'ms', four),
    rowOf(
      'http slots: reference, /healthz of the same server',
      'ms',
      floor,
      undefined,
      `the search takes ${ratio.toFixed(0)} × as long`,
    ),
  ]
}

async function repeat(times: number, work: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < times; i++) values.push(await work())
  return values
}

/** Every search follows a booking, so the diaries must come from the database. */
async function afterEachBooking(
  place: Place,
  firm: BenchFirm,
  client: Client,
  path: string,
  ask: () => Promise<{ ms: number; body: string }>,
): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < 80; i++) {
    const { slots } = JSON.parse((await client.get(path)).body) as Slots
    const { staffId, startsAt } = slots[(i * 37) % slots.length]!
    const booked = await client.post(
      `/api/v1/public/${firm.slug}/appointments`,
      bookingOf(firm, i, staffId, startsAt),
    )
    equal(booked.status, 201, booked.body)
    await pause(40)
    const answer = await ask()
    values.push(answer.ms)
    const { slots: left } = JSON.parse(answer.body) as Slots
    ok(!left.some((slot) => slot.staffId === staffId && slot.startsAt === startsAt), 'a booked time is gone')
    if (i % 20 === 0) await checkSlots(place, firm, JSON.parse(answer.body))
  }
  return values
}

/** Every offered time lies in working hours and touches nothing that its person has planned. */
async function checkSlots(place: Place, firm: BenchFirm, { slots }: Slots): Promise<void> {
  ok(slots.length > 300, `a month of fifty people must have free times, not ${slots.length}`)
  const { rows } = await place.services.db.withOrg(firm.orgId, (tx) =>
    sql<{ bad: number; checked: number }>`
      with offered as (
        select * from unnest(${slots.map((slot) => slot.staffId)}::uuid[],
                             ${slots.map((slot) => slot.startsAt)}::timestamptz[],
                             ${slots.map((slot) => slot.endsAt)}::timestamptz[]) as s (staff_id, starts_at, ends_at))
      select count(*)::int as checked, count(*) filter (where
        (starts_at at time zone 'Europe/London')::time < '08:00' or (ends_at at time zone 'Europe/London')::time > '18:30'
        or exists (select from booking.appointments a where a.org_id = ${firm.orgId} and a.staff_id = o.staff_id
                   and a.status = 'confirmed' and a.starts_at < o.ends_at and o.starts_at < a.ends_at))::int as bad
      from offered o`.execute(tx),
  )
  equal(rows[0]!.checked, slots.length)
  equal(rows[0]!.bad, 0, 'no offered time may overlap a visit or lie outside working hours')
}
