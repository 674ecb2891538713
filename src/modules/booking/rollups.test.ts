import pg from 'pg'
import { expect, test } from 'vitest'
import { checkRollups, rebuildRollups, refreshRollups } from '#platform/rollups.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { localDay } from '#values/zone.ts'
import { getBookingFigures } from './queries/get-figures.ts'
import { listFigureRows } from './queries/list-figure-rows.ts'
import { bookingRollups } from './rollups.ts'

const world = await testWorld()

async function shop(zone = 'Europe/London') {
  const orgId = await world.newOrg({ zone })
  const [staffId, serviceId] = [newId(), newId()]
  const day = [{ from: '09:00', to: '17:00' }]
  const weekly = {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: [],
    sunday: [],
  }
  await world.sql(
    `insert into booking.staff (org_id, id, name, colour, zone, weekly, position, created_at) values ($1, $2, 'Anna', '#000000', $3, $4, 1, now())`,
    [orgId, staffId, zone, JSON.stringify(weekly)],
  )
  await world.sql(
    `insert into booking.services (org_id, id, name, slug, duration_minutes, price_amount, colour, position, created_at)
     values ($1, $2, 'Clean', 'clean', 60, 5000, '#000000', 1, now())`,
    [orgId, serviceId],
  )
  return { orgId, staffId, serviceId }
}

type Shop = Awaited<ReturnType<typeof shop>>

async function visit(
  at: Shop,
  startsAt: string,
  more: { createdAt?: string; status?: string; price?: number; minutes?: number; cancelledAt?: string } = {},
) {
  const id = newId()
  const endsAt = new Date(Date.parse(startsAt) + (more.minutes ?? 60) * 60_000).toISOString()
  await world.sql(
    `insert into booking.appointments (org_id, id, number, status, service_id, staff_id, starts_at, ends_at, busy_from, busy_to,
       service_name, price_amount, currency, postcode, lat, lon, source, created_at, cancelled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8, 'Clean', $9, 'GBP', 'N1 1AA', 51.5, -0.1, 'office', $10, $11)`,
    [
      at.orgId,
      id,
      id.slice(-8),
      more.status ?? 'confirmed',
      at.serviceId,
      at.staffId,
      startsAt,
      endsAt,
      more.price ?? 5000,
      more.createdAt ?? '2026-06-01T10:00:00Z',
      more.cancelledAt ?? null,
    ],
  )
  return id
}

async function settle(orgId: string) {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  await refreshRollups(client, bookingRollups, orgId)
  await client.end()
}

async function figures(at: Shop, fromDay: string, toDay: string) {
  const who = await world.as(at.orgId, 'owner')
  const answer = await world.query(getBookingFigures, { fromDay, toDay }, who)
  return Object.fromEntries(answer.figures.map((figure) => [figure.metric, figure]))
}

test('figures equal their recount after bookings, moves, cancellations and deletions', async () => {
  const at = await shop()
  const first = await visit(at, '2026-06-15T09:00:00Z', { createdAt: '2026-06-10T09:00:00Z' })
  const second = await visit(at, '2026-06-15T11:00:00Z', { createdAt: '2026-06-10T10:00:00Z', price: 7000 })
  const third = await visit(at, '2026-06-16T11:00:00Z', { createdAt: '2026-06-11T10:00:00Z' })
  await settle(at.orgId)
  expect((await figures(at, '2026-06-15', '2026-06-15')).revenue?.value).toBe(12_000)
  await world.sql(
    `update booking.appointments set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day',
    busy_from = busy_from + interval '1 day', busy_to = busy_to + interval '1 day' where id = $1`,
    [first],
  )
  await world.sql(
    `update booking.appointments set status = 'cancelled', cancelled_at = '2026-06-14T08:00:00Z' where id = $1`,
    [second],
  )
  await world.sql('delete from booking.appointments where id = $1', [third])
  await settle(at.orgId)
  expect((await figures(at, '2026-06-15', '2026-06-15')).revenue?.value).toBeNull()
  expect((await figures(at, '2026-06-16', '2026-06-16')).revenue?.value).toBe(5000)
  expect((await figures(at, '2026-06-14', '2026-06-14')).cancellations?.value).toBe(1)
  expect((await figures(at, '2026-06-10', '2026-06-11')).bookings?.value).toBe(2)
  expect(await checkRollups(world.services, bookingRollups, at.orgId)).toEqual([])
})

test('a figure that was tampered with is found, and a rebuild mends it', async () => {
  const at = await shop()
  await visit(at, '2026-06-15T09:00:00Z')
  await settle(at.orgId)
  await world.sql('update booking.visits_by_day set revenue_amount = 1 where org_id = $1', [at.orgId])
  expect(await checkRollups(world.services, bookingRollups, at.orgId)).not.toEqual([])
  await rebuildRollups(world.services, bookingRollups, at.orgId)
  expect(await checkRollups(world.services, bookingRollups, at.orgId)).toEqual([])
})

test.each([
  ['Europe/London', '2026-06-14T23:30:00Z', '2026-06-15'],
  ['Asia/Kathmandu', '2026-06-14T18:20:00Z', '2026-06-15'],
  ['America/New_York', '2026-06-15T03:30:00Z', '2026-06-14'],
  ['Australia/Lord_Howe', '2026-06-14T13:45:00Z', '2026-06-15'],
])('a visit counts on the local day of %s', async (zone, startsAt, day) => {
  const at = await shop(zone)
  await visit(at, startsAt)
  await settle(at.orgId)
  expect((await figures(at, day, day)).revenue?.value).toBe(5000)
})

test.each([
  // Midnight is skipped in spring, and comes twice in autumn.
  ['America/Havana', '2026-03-07T22:15:00Z', '2026-03-08'],
  ['America/Havana', '2026-10-31T22:15:00Z', '2026-11-01'],
  ['Africa/Cairo', '2026-04-23T14:15:00Z', '2026-04-24'],
  ['Africa/Cairo', '2026-10-29T14:15:00Z', '2026-10-30'],
])(
  'in %s the clocks change at midnight (%s): every visit counts on its local day, and the rows add up',
  async (zone, from, changed) => {
    const at = await shop(zone)
    const starts = Array.from({ length: 14 }, (_, hour) =>
      Temporal.Instant.from(from).add({ hours: hour }).toString(),
    )
    for (const startsAt of starts) await visit(at, startsAt, { minutes: 30, createdAt: startsAt })
    await settle(at.orgId)
    const days = Object.entries(Object.groupBy(starts, (startsAt) => localDay(zone, startsAt)))
    expect(days.map(([day]) => day)).toContain(changed)
    for (const [day, visits] of days) {
      const { bookings, revenue } = await figures(at, day, day)
      expect({ day, bookings: bookings!.value, revenue: revenue!.value }).toEqual({
        day,
        bookings: visits!.length,
        revenue: visits!.length * 5000,
      })
      const who = await world.as(at.orgId, 'owner')
      const rows = await world.query(
        listFigureRows,
        { metric: 'revenue', fromDay: day, toDay: day, limit: 50 },
        who,
      )
      expect(rows.rows).toHaveLength(visits!.length)
    }
  },
)

test('the rows behind each figure add up to it, page by page', async () => {
  const at = await shop()
  for (let i = 0; i < 7; i++)
    await visit(at, `2026-06-${15 + i}T09:00:00Z`, {
      price: 1000 * (i + 1),
      createdAt: '2026-06-12T10:00:00Z',
    })
  await visit(at, '2026-06-18T12:00:00Z', { status: 'cancelled', cancelledAt: '2026-06-16T10:00:00Z' })
  await visit(at, '2026-06-18T14:00:00Z', { status: 'no_show' })
  await visit(at, '2026-06-18T15:30:00Z', { status: 'hold' })
  await settle(at.orgId)
  const all = await figures(at, '2026-06-12', '2026-06-30')
  const who = await world.as(at.orgId, 'owner')
  for (const metric of ['bookings', 'revenue', 'cancellations', 'utilisation'] as const) {
    let [sum, cursor] = [0, undefined as string | undefined]
    do {
      const page = await world.query(
        listFigureRows,
        { metric, fromDay: '2026-06-12', toDay: '2026-06-30', limit: 3, cursor },
        who,
      )
      sum += page.rows.reduce((total, row) => total + row.value, 0)
      cursor = page.nextCursor
      expect(page.sum).toBe(metric === 'utilisation' ? all.utilisation?.of?.part : all[metric]?.value)
    } while (cursor)
    expect(sum).toBe(metric === 'utilisation' ? all.utilisation?.of?.part : all[metric]?.value)
  }
})

test('utilisation is minutes of visits out of working minutes; a closed day is a gap, not zero', async () => {
  const at = await shop()
  await visit(at, '2026-06-15T09:00:00Z', { minutes: 240 })
  await settle(at.orgId)
  const { utilisation } = await figures(at, '2026-06-13', '2026-06-15')
  expect(utilisation?.of).toEqual({ part: 240, whole: 480 })
  expect(utilisation?.value).toBe(50)
  expect(utilisation?.trend.map(({ value }) => value)).toEqual([null, null, 50])
})

test('figures name the moment up to which they are exact', async () => {
  const at = await shop()
  world.setNow('2026-06-20T12:00:00Z')
  const who = await world.as(at.orgId, 'owner')
  await visit(at, '2026-06-15T09:00:00Z')
  const waiting = await world.query(getBookingFigures, { fromDay: '2026-06-15', toDay: '2026-06-15' }, who)
  expect(waiting.asOf).not.toBe('2026-06-20T12:00:00.000Z')
  await settle(at.orgId)
  const settled = await world.query(getBookingFigures, { fromDay: '2026-06-15', toDay: '2026-06-15' }, who)
  expect(settled.asOf).toBe('2026-06-20T12:00:00.000Z')
  world.setNow(null)
})
