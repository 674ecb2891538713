import { expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { Scope } from '#values/actor.ts'
import { instantOfWall } from '#values/zone.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { bookingOf, type Firm, MONDAY, newFirm } from '../commands/firm.fixture.ts'
import { setStaffAreas } from '../commands/set-staff-areas.ts'
import * as contract from '../contract.ts'

const world = await testWorld()
const range = { fromDay: MONDAY, toDay: MONDAY }

/** A firm of two people with one visit each on Monday, and a manager with limits. */
async function firmOfTwo() {
  const firm = await newFirm(world, { staff: 2 })
  const visitOf = async (staffId: string, time: string) => {
    const startsAt = instantOfWall('Europe/London', MONDAY, time)
    const { id } = await world.command(
      bookAppointment,
      bookingOf(firm, startsAt, { staffId }),
      world.guest(firm.orgId),
    )
    return id
  }
  const [sam, ana] = firm.staffIds as [string, string]
  const visits = { sam: await visitOf(sam, '09:00'), ana: await visitOf(ana, '13:00') }
  return { firm, sam, ana, visits }
}

async function managerOf(firm: Firm, scope: Scope | null): Promise<Who> {
  const who = await world.as(firm.orgId, 'manager')
  return { ...who, actor: { ...who.actor, scope } as Who['actor'] }
}

test('a manager limited to one person sees only that person’s visits, in every list (IDEN-005)', async () => {
  const { firm, sam, visits } = await firmOfTwo()
  const manager = await managerOf(firm, { staffIds: [sam], areaIds: [] })
  const list = await world.call(contract.listAppointments, {}, manager)
  expect(list.items.map(({ id }) => id)).toEqual([visits.sam])
  expect(list.total).toBe(1)
  expect(list.sums.price).toBe(list.items[0]!.price)
  const found = await world.call(contract.listAppointments, { q: 'Ana Lima' }, manager)
  expect(found.items.map(({ id }) => id)).toEqual([visits.sam])
  const calendar = await world.call(contract.getCalendar, range, manager)
  expect(calendar.appointments.map(({ id }) => id)).toEqual([visits.sam])
  expect(calendar.staff.map(({ id }) => id)).toEqual([sam])
  const today = await world.call(contract.getToday, { day: MONDAY }, manager)
  expect(today.counts.total).toBe(1)
})

test('a visit outside the limits looks as if it did not exist, and cannot be changed (IDEN-005)', async () => {
  const { firm, sam, ana, visits } = await firmOfTwo()
  const manager = await managerOf(firm, { staffIds: [sam], areaIds: [] })
  const absent = { code: 'booking.appointment_not_found' }
  await expect(
    world.call(contract.getAppointment, { appointmentId: visits.ana }, manager),
  ).rejects.toMatchObject(absent)
  await expect(
    world.call(contract.cancelAppointment, { appointmentId: visits.ana }, manager),
  ).rejects.toMatchObject(absent)
  const chosen = await world.call(contract.listAppointments, { staffId: [ana] }, manager)
  expect(chosen.items).toEqual([])
})

test('a limit to an area shows the visits of the people who cover it, and no others (IDEN-005)', async () => {
  const { firm, ana, visits } = await firmOfTwo()
  const areas = [{ postcode: 'E8 1EJ', radiusKm: 3 }]
  const person = await world.command(setStaffAreas, { staffId: ana, areas }, firm.admin)
  const manager = await managerOf(firm, { staffIds: [], areaIds: [person.areas[0]!.id] })
  const list = await world.call(contract.listAppointments, {}, manager)
  expect(list.items.map(({ id }) => id)).toEqual([visits.ana])
})

test('nobody’s limits are everybody: a manager without any sees the whole firm', async () => {
  const { firm } = await firmOfTwo()
  for (const scope of [null, { staffIds: [], areaIds: [] }]) {
    const { total } = await world.call(contract.listAppointments, {}, await managerOf(firm, scope))
    expect(total).toBe(2)
  }
})
