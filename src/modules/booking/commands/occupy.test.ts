import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { AppError } from '#values/errors.ts'
import { instantOfWall } from '#values/zone.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelVisit } from './cancel-visit.ts'
import { expireHolds } from './expire-holds.ts'
import {
  bookingOf,
  countOverlaps,
  type Firm,
  MONDAY,
  NOW,
  newFirm,
  places,
  readyToPay,
} from './firm.fixture.ts'
import { moveAppointment } from './move-appointment.ts'
import { rescheduleVisit } from './reschedule-visit.ts'

const world = await testWorld()
const all = Object.values(places)

/** Half-hours from nine to half past four, spread without a random source. */
function timeOf(seed: number): string {
  const minutes = 9 * 60 + ((seed * 7) % 16) * 30
  const two = (part: number) => String(part).padStart(2, '0')
  return instantOfWall('Europe/London', MONDAY, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`)
}

async function expectTrueWays(firm: Firm): Promise<void> {
  const rows = await world.sql<{ staff_id: string; way: number; lat: number; before: number | null }>(
    `select staff_id, travel_before_minutes as way, lat,
            lag(lat) over (partition by staff_id order by starts_at) as before
     from booking.appointments where org_id = $1 and status = 'confirmed'`,
    [firm.orgId],
  )
  for (const { way, lat, before } of rows) {
    if (before === null || before === lat) expect(way).toBe(0)
    else expect(way).toBeGreaterThan(0)
  }
}

test('booking, moving, reassigning, cancelling and expiring all at once leave no overlap and no wrong way', async () => {
  const firm = await newFirm(world, { staff: 3, policies: { cancelNoticeHours: 0 } })
  const { guest, admin } = firm
  const visits = []
  for (let seed = 0; seed < 12; seed++) {
    const wanted = bookingOf(firm, timeOf(seed), { postcode: all[seed % 3]! })
    visits.push(await world.command(bookAppointment, wanted, guest).catch(() => null))
  }
  for (let seed = 0; seed < 4; seed++) await readyToPay(world, firm, timeOf(seed + 3)).catch(() => null)
  world.setNow(Temporal.Instant.from(NOW).add({ minutes: 30 }).toString())
  const known = visits.filter((visit) => visit !== null)
  const results = await Promise.allSettled([
    ...known.flatMap(({ token }, seed) => [
      world.command(rescheduleVisit, { token, startsAt: timeOf(seed * 3 + 1) }, guest),
      ...(seed % 4 === 0 ? [world.command(cancelVisit, { token, reason: undefined }, guest)] : []),
    ]),
    ...known.map(({ id }, seed) => {
      const staffId = firm.staffIds[seed % 3]!
      const move = { appointmentId: id, startsAt: timeOf(seed * 5 + 2), staffId, notify: false }
      return world.command(moveAppointment, { ...move, override: seed % 2 === 0 }, admin)
    }),
    ...Array.from({ length: 20 }, (_, seed) =>
      world.command(
        bookAppointment,
        bookingOf(firm, timeOf(seed), { postcode: all[(seed + 1) % 3]! }),
        guest,
      ),
    ),
    world.command(expireHolds, undefined, world.system(firm.orgId)),
  ])
  const faults = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  for (const fault of faults) expect(fault).toBeInstanceOf(AppError)
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await countOverlaps(world, firm.orgId)).toBe(0)
  await expectTrueWays(firm)
})

test('a visit that fits only because the way to the next becomes shorter is booked', async () => {
  const firm = await newFirm(world)
  const at = (time: string) => instantOfWall('Europe/London', MONDAY, time)
  const book = (time: string, postcode: string) =>
    world.command(bookAppointment, bookingOf(firm, at(time), { postcode }), firm.guest)
  await book('09:00', places.far)
  await book('13:00', places.home)
  await book('12:00', places.home)
  expect(await countOverlaps(world, firm.orgId)).toBe(0)
  await expectTrueWays(firm)
})
