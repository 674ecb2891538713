import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { addDays, instantOfWall } from '#values/zone.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { cancelAppointment } from '../commands/cancel-appointment.ts'
import { bookingOf, type Firm, MONDAY, newFirm } from '../commands/firm.fixture.ts'
import { setAppointmentStatus } from '../commands/set-appointment-status.ts'
import { setScheduleOverride } from '../commands/set-schedule-override.ts'
import type { AppointmentStatus } from '../contract.ts'
import { getToday } from './get-today.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)

const book = (firm: Firm, startsAt: string, staffId = firm.staffIds[0]!) =>
  world.command(bookAppointment, bookingOf(firm, startsAt, { staffId }), firm.guest)
const set = (firm: Firm, appointmentId: string, status: AppointmentStatus) =>
  world.command(setAppointmentStatus, { appointmentId, status, note: undefined }, firm.admin)
const today = (who: Who, day?: string) => world.query(getToday, { day }, who)

describe('Today', () => {
  test('counts the visits of the local day by what has become of them', async () => {
    const firm = await newFirm(world)
    const [done, under, , gone] = [
      await book(firm, at('09:00')),
      await book(firm, at('10:30')),
      await book(firm, at('12:00')),
      await book(firm, at('13:30')),
      await book(firm, at('15:00')),
      await book(firm, at('09:00', addDays(MONDAY, 1))),
    ]
    await world.command(
      cancelAppointment,
      { appointmentId: gone!.id, reason: undefined, override: false, notify: false },
      firm.admin,
    )
    await set(firm, done!.id, 'completed')
    await set(firm, under!.id, 'in_progress')
    world.setNow(at('12:10'))
    const { day, counts } = await today(firm.admin)
    expect(day).toBe(MONDAY)
    expect(counts).toEqual({ total: 4, done: 1, underWay: 1, late: 0, toCome: 2, cancelled: 1 })
    world.setNow(at('12:11'))
    expect((await today(firm.admin)).counts).toMatchObject({ late: 1, toCome: 1 })
    expect((await today(firm.admin, addDays(MONDAY, 1))).counts).toMatchObject({ total: 1, toCome: 1 })
  })

  test('names what needs a person, the most urgent first', async () => {
    const firm = await newFirm(world, { staff: 2 })
    const [one, two] = firm.staffIds as [string, string]
    const unpaid = await book(firm, at('09:00'), one)
    const late = await book(firm, at('11:00'), one)
    const open = await book(firm, at('15:00'), one)
    const clash = await book(firm, at('10:00', addDays(MONDAY, 1)), two)
    await set(firm, unpaid.id, 'completed')
    await set(firm, open.id, 'pending')
    const off = { staffId: two, day: addDays(MONDAY, 1), hours: [], reason: 'Dentist' }
    await world.command(setScheduleOverride, off, firm.admin)
    world.setNow(at('11:30'))
    const { needs } = await today(firm.admin)
    expect(needs.map(({ kind, appointmentId }) => [kind, appointmentId])).toEqual([
      ['late_start', late.id],
      ['clash', clash.id],
      ['unconfirmed', open.id],
      ['unpaid', unpaid.id],
    ])
    expect(needs.map(({ text }) => text)).toEqual([
      'N16: Person 1 has not started',
      'N16: Person 2 is off that day (Dentist)',
      'N16, Clean with Person 1: to be confirmed',
      'Clean: £45.00 not paid',
    ])
  })

  test('IDEN-005 a scope counts its own people; another organisation sees an empty day', async () => {
    const firm = await newFirm(world, { staff: 2 })
    const [one, two] = firm.staffIds as [string, string]
    await book(firm, at('09:00'), one)
    await book(firm, at('09:00'), two)
    const other = await newFirm(world)
    world.setNow(at('08:00'))
    const manager = await world.as(firm.orgId, 'manager')
    const scope = { staffIds: [two], areaIds: [] }
    const scoped = { ...manager, actor: { ...manager.actor, scope } } as Who
    expect((await today(scoped)).counts.total).toBe(1)
    expect((await today(firm.admin)).counts.total).toBe(2)
    expect(await today(other.admin)).toMatchObject({ counts: { total: 0 }, needs: [], feed: [] })
  })

  test('takes the same number of statements for a full day as for an empty one', async () => {
    const firm = await newFirm(world)
    world.setNow(at('08:00'))
    const empty = await world.countQueries(() => today(firm.admin))
    for (const time of ['10:00', '11:30', '13:00']) await book(firm, at(time))
    expect(await world.countQueries(() => today(firm.admin))).toBe(empty)
  })
})
