import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { createHoliday } from '../commands/create-holiday.ts'
import { bookingOf, type Firm, MONDAY, newFirm } from '../commands/firm.fixture.ts'
import { setScheduleOverride } from '../commands/set-schedule-override.ts'
import { setWeeklyHours } from '../commands/set-weekly-hours.ts'
import { getCalendar } from './get-calendar.ts'

const world = await testWorld()
const hours = [{ from: '09:00', to: '17:00' }]
const always = {
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
}
const calendar = (firm: Firm, fromDay: string, toDay = fromDay) =>
  world.query(getCalendar, { fromDay, toDay }, firm.admin)

async function workingOn(firm: Firm, fromDay: string, toDay = fromDay) {
  const { working } = await calendar(firm, fromDay, toDay)
  return working.map(({ from, to }) => [from, to])
}

test('working hours follow the clocks over the day they go back (BOOK-090)', async () => {
  const firm = await newFirm(world)
  await world.command(setWeeklyHours, { staffId: firm.staffIds[0]!, weekly: always }, firm.admin)
  expect(await workingOn(firm, '2026-10-24', '2026-10-26')).toEqual([
    ['2026-10-24T08:00:00.000Z', '2026-10-24T16:00:00.000Z'],
    ['2026-10-25T09:00:00.000Z', '2026-10-25T17:00:00.000Z'],
    ['2026-10-26T09:00:00.000Z', '2026-10-26T17:00:00.000Z'],
  ])
})

test('an overnight shift over the hour that happens twice is an hour longer and cut at the end of the range', async () => {
  const firm = await newFirm(world)
  const staffId = firm.staffIds[0]!
  const night = { staffId, day: '2026-10-24', hours: [{ from: '22:00', to: '06:00' }], reason: 'Night clean' }
  await world.command(setScheduleOverride, night, firm.admin)
  expect(await workingOn(firm, '2026-10-24')).toEqual([
    ['2026-10-24T21:00:00.000Z', '2026-10-24T23:00:00.000Z'],
  ])
  expect(await workingOn(firm, '2026-10-24', '2026-10-25')).toEqual([
    ['2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])
})

test('a holiday closes the day by name, and an exception of one person opens it again for them', async () => {
  const firm = await newFirm(world, { staff: 2 })
  await world.command(createHoliday, { day: MONDAY, name: 'Stocktaking' }, firm.admin)
  const shut = await calendar(firm, MONDAY)
  expect(shut.working).toEqual([])
  expect(shut.closures).toEqual([{ day: MONDAY, name: 'Stocktaking' }])
  const [, second] = firm.staffIds
  const open = { staffId: second!, day: MONDAY, hours: [{ from: '10:00', to: '12:00' }], reason: 'Counting' }
  await world.command(setScheduleOverride, open, firm.admin)
  expect((await calendar(firm, MONDAY)).working).toEqual([
    { staffId: second, from: '2026-11-30T10:00:00.000Z', to: '2026-11-30T12:00:00.000Z' },
  ])
})

test('an exception without hours takes one person off the day and leaves the others', async () => {
  const firm = await newFirm(world, { staff: 2 })
  const [first, second] = firm.staffIds
  const off = { staffId: first!, day: MONDAY, hours: [], reason: 'Dentist' }
  await world.command(setScheduleOverride, off, firm.admin)
  const { working, staff } = await calendar(firm, MONDAY)
  expect(working.map(({ staffId }) => staffId)).toEqual([second])
  expect(staff.map(({ id }) => id)).toEqual([first, second])
})

test('only visits of the own organisation, on the days asked for', async () => {
  const firm = await newFirm(world)
  await world.command(bookAppointment, bookingOf(firm, `${MONDAY}T10:00:00.000Z`), firm.guest)
  const other = await newFirm(world)
  const none = await calendar(other, MONDAY)
  expect(none.appointments).toEqual([])
  expect(none.staff.map(({ id }) => id)).toEqual(other.staffIds)
  const own = await calendar(firm, MONDAY)
  expect(own.appointments).toMatchObject([{ startsAt: `${MONDAY}T10:00:00.000Z`, staffId: firm.staffIds[0] }])
  expect((await calendar(firm, '2026-12-01')).appointments).toEqual([])
})

test('people narrow both columns and visits; a range of more than 45 days is refused', async () => {
  const firm = await newFirm(world, { staff: 2 })
  const [first, second] = firm.staffIds
  const at = `${MONDAY}T10:00:00.000Z`
  await world.command(bookAppointment, bookingOf(firm, at, { staffId: first! }), firm.guest)
  const input = { fromDay: MONDAY, toDay: MONDAY, staffId: [second!] }
  const narrowed = await world.query(getCalendar, input, firm.admin)
  expect(narrowed.staff.map(({ id }) => id)).toEqual([second])
  expect(narrowed.appointments).toEqual([])
  await expect(calendar(firm, '2026-11-01', '2026-12-31')).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(calendar(firm, MONDAY, '2026-11-29')).rejects.toMatchObject({ code: 'input.invalid' })
})

test('the number of statements does not grow with people, visits or days', async () => {
  const count = (firm: Firm, toDay: string) => world.countQueries(() => calendar(firm, MONDAY, toDay))
  const small = await newFirm(world)
  const big = await newFirm(world, { staff: 4 })
  for (const staffId of big.staffIds) {
    for (const hour of ['10', '14']) {
      const at = `${MONDAY}T${hour}:00:00.000Z`
      await world.command(bookAppointment, bookingOf(big, at, { staffId }), big.guest)
    }
  }
  expect(await count(big, '2026-12-31')).toBe(await count(small, MONDAY))
})
