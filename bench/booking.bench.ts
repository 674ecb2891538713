import { equal, ok } from 'node:assert/strict'
import type { findFreeSlots } from '#modules/booking/contract.ts'
import type { Output } from '#values/endpoint.ts'
import { dice } from './dice.ts'
import { type BenchFirm, bookingOf, createFirm, fillDiaries, POSTCODE, ZONE } from './firms.ts'
import { type Answer, type Client, inParallel, openClient } from './loopback.ts'
import { asOwner, openPlace, type Place, settle } from './places.ts'
import { type BenchRow, rowOf } from './rows.ts'

// Many customers want the same time. Whoever is first gets it, everybody else three others to choose from.

const RIVALS = 200
const RACES = 20
const ATTEMPTS = 5_000
const BOOKING_MS = 10_000
const CONNECTIONS = 16

export async function run(): Promise<BenchRow[]> {
  const place = await openPlace()
  try {
    const busy = await createFirm(place.services, 'fifty', 50)
    await fillDiaries(place.services, busy, 31)
    const small = await createFirm(place.services, 'ten', 10)
    const empty = await createFirm(place.services, 'empty', 50)
    await settle(place.databaseUrl)
    const server = await place.start()
    try {
      const rows = [
        ...(await race(place, busy, server.url)),
        await crowd(place, small, server.url),
        ...(await sustained(place, empty, server.url)),
      ]
      const faults = server.output().match(/"status":5\d\d/g)?.length ?? 0
      equal(faults, 0, 'the server must not have answered with a fault of its own')
      return rows
    } finally {
      await server.stop()
    }
  } finally {
    await place.close()
  }
}

const pathOf = (firm: BenchFirm) => `/api/v1/public/${firm.slug}/appointments`

interface Refusal {
  code: string
  details?: { alternatives?: unknown[] }
}

/** Twenty times, two hundred customers at once want one person at one time. */
async function race(place: Place, firm: BenchFirm, url: string): Promise<BenchRow[]> {
  const client = openClient(url, RIVALS)
  const rounds: number[] = []
  const answers: number[] = []
  try {
    for (let round = 0; round < RACES; round++) {
      const wanted = await freeTime(client, firm, firm.staffIds[round * 2]!)
      const start = performance.now()
      const all = await Promise.all(
        Array.from({ length: RIVALS }, (_, rival) =>
          client.post(pathOf(firm), bookingOf(firm, round * RIVALS + rival, wanted.staffId, wanted.startsAt)),
        ),
      )
      rounds.push(performance.now() - start)
      answers.push(...all.map(({ ms }) => ms))
      checkRace(all)
    }
  } finally {
    client.close()
  }
  equal(await countOverlaps(place, firm), 0)
  const won = `${RACES} rounds, each 1 × 201 and ${RIVALS - 1} × 409 with up to three other times, no fault`
  return [
    rowOf(`race: ${RIVALS} customers for one time, until all are answered`, 'ms', rounds, undefined, won),
    rowOf('race: one customer’s wait', 'ms', answers),
  ]
}

function checkRace(answers: readonly Answer[]): void {
  equal(answers.filter(({ status }) => status === 201).length, 1, 'exactly one customer gets the time')
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    equal(status, 409, body)
    const { code, details } = JSON.parse(body) as Refusal
    equal(code, 'booking.slot_taken')
    ok((details?.alternatives?.length ?? 99) <= 3, 'three other times at most')
  }
}

async function freeTime(client: Client, firm: BenchFirm, staffId: string) {
  const { body } = await client.get(
    `/api/v1/public/${firm.slug}/slots?serviceId=${firm.serviceId}&postcode=${encodeURIComponent(POSTCODE)}&staffId=${staffId}&days=31`,
  )
  const { slots } = JSON.parse(body) as Output<typeof findFreeSlots>
  ok(slots.length > 0, 'somebody must be free')
  return slots[Math.floor(slots.length / 2)]!
}

/** Five thousand attempts that get in each other's way: five days, ten people, any of them or one in particular. */
async function crowd(place: Place, firm: BenchFirm, url: string): Promise<BenchRow> {
  const client = openClient(url, CONNECTIONS)
  const random = dice(5000)
  const attempts = Array.from({ length: ATTEMPTS }, (_, customer) => {
    const staffId = random() < 0.7 ? firm.staffIds[Math.floor(random() * firm.staffIds.length)] : undefined
    const minutes = 30 * Math.floor(random() * 21)
    return bookingOf(firm, customer, staffId, startOn(1 + Math.floor(random() * 5), 8 * 60 + minutes))
  })
  const start = performance.now()
  const answers = await inParallel(attempts, CONNECTIONS, (booking) => client.post(pathOf(firm), booking))
  const perSecond = ATTEMPTS / ((performance.now() - start) / 1000)
  client.close()
  const booked = answers.filter(({ status }) => status === 201).length
  for (const { status, body } of answers) {
    if (status === 201) continue
    equal(status, 409, body)
    ok(['booking.slot_taken', 'booking.slot_not_offered'].includes((JSON.parse(body) as Refusal).code), body)
  }
  ok(booked > 100, 'some must have got a time')
  equal(await countVisits(place, firm), booked)
  const overlaps = await countOverlaps(place, firm)
  const note = `${ATTEMPTS} attempts at ${perSecond.toFixed(0)} a second, ${booked} booked, the rest refused with 409`
  return {
    ...rowOf('crowd: visits that overlap afterwards', 'visits', [overlaps], { of: 'median', most: 0 }, note),
    repeats: ATTEMPTS,
  }
}

/** Bookings of free times, one after the other on every connection. */
async function sustained(place: Place, firm: BenchFirm, url: string): Promise<BenchRow[]> {
  const client = openClient(url, CONNECTIONS)
  const waits: number[] = []
  const perSecond: number[] = []
  const start = performance.now()
  let next = 0
  const book = async () => {
    while (performance.now() - start < BOOKING_MS) {
      const customer = next++
      const staffId = firm.staffIds[customer % firm.staffIds.length]
      const turn = Math.floor(customer / firm.staffIds.length)
      const answer = await client.post(
        pathOf(firm),
        bookingOf(firm, customer, staffId, startOn(1 + Math.floor(turn / 5), 8 * 60 + 120 * (turn % 5))),
      )
      equal(answer.status, 201, answer.body)
      waits.push(answer.ms)
      const second = Math.floor((performance.now() - start) / 1000)
      if (second < BOOKING_MS / 1000) perSecond[second] = (perSecond[second] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, book))
  client.close()
  equal(await countVisits(place, firm), waits.length)
  equal(await countOverlaps(place, firm), 0)
  const note = `${waits.length} bookings over ${CONNECTIONS} connections, every commit on disk, with messages and figures following behind`
  return [
    rowOf('bookings: in each second of ten', 'bookings/s', perSecond, undefined, note),
    rowOf('bookings: one customer’s wait', 'ms', waits),
  ]
}

function startOn(day: number, minutes: number): string {
  const midnight = Temporal.Now.zonedDateTimeISO(ZONE).startOfDay().add({ days: day })
  return midnight.add({ minutes }).toInstant().toString({ smallestUnit: 'millisecond' })
}

async function countVisits(place: Place, firm: BenchFirm): Promise<number> {
  const [row] = await asOwner<{ count: number }>(
    place.databaseUrl,
    `select count(*)::int as count from booking.appointments where org_id = '${firm.orgId}' and status = 'confirmed'`,
  )
  return row!.count
}

/** Asks every pair of visits of one person, whatever the constraint believes. */
async function countOverlaps(place: Place, firm: BenchFirm): Promise<number> {
  const [row] = await asOwner<{ count: number }>(
    place.databaseUrl,
    `select count(*)::int as count from booking.appointments a join booking.appointments b
       on b.org_id = a.org_id and b.staff_id = a.staff_id and a.id < b.id
          and a.busy_from < b.busy_to and b.busy_from < a.busy_to
     where a.org_id = '${firm.orgId}' and a.status not in ('cancelled', 'expired', 'no_show')
       and b.status not in ('cancelled', 'expired', 'no_show')`,
  )
  return row!.count
}
