import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { addDays, instantOfWall } from '#values/zone.ts'
import type { Slot } from '../contract.ts'
import * as contract from '../contract.ts'
import { appointmentBooked } from '../events.ts'
import { findFreeSlots } from '../queries/find-free-slots.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelVisit } from './cancel-visit.ts'
import { createHoliday } from './create-holiday.ts'
import { bookingOf, countOverlaps, MONDAY, newFirm, places } from './firm.fixture.ts'
import { setScheduleOverride } from './set-schedule-override.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)
const slotsOf = async (firm: Awaited<ReturnType<typeof newFirm>>, change: object = {}) =>
  world.query(
    findFreeSlots,
    {
      orgSlug: 'test',
      serviceId: firm.serviceId,
      postcode: places.home,
      extras: '',
      fromDay: MONDAY,
      days: 1,
      ...change,
    },
    firm.guest,
  )
const times = (slots: Slot[]) => slots.map(({ startsAt }) => startsAt.slice(11, 16))

describe('free times (BOOK-029, BOOK-030)', () => {
  test('only times that fit hours, duration and visits are on offer, and extras lengthen the visit', async () => {
    const firm = await newFirm(world)
    await world.command(bookAppointment, bookingOf(firm, at('12:00')), firm.guest)
    const { slots } = await slotsOf(firm)
    expect(times(slots)).toEqual([
      ...['09:00', '09:30', '10:00', '10:30', '11:00'],
      ...['13:00', '13:30', '14:00', '14:30', '15:00', '15:30', '16:00'],
    ])
    const longer = await slotsOf(firm, { extras: `${firm.extraId}:2` })
    expect(times(longer.slots).slice(0, 3)).toEqual(['09:00', '09:30', '10:00'])
    expect(longer.slots.at(-1)!.endsAt).toBe(at('17:00'))
  })

  test('the way from and to other places is kept free', async () => {
    const firm = await newFirm(world)
    await world.command(bookAppointment, bookingOf(firm, at('12:00'), { postcode: places.far }), firm.guest)
    const { slots } = await slotsOf(firm)
    expect(times(slots)).not.toContain('11:00')
    expect(times(slots)).not.toContain('13:00')
    expect(times(slots)).toContain('09:00')
  })

  test('days without a free time say why', async () => {
    const firm = await newFirm(world, { policies: { horizonDays: 10 } })
    await world.command(createHoliday, { day: '2026-12-02', name: 'Stocktaking' }, firm.admin)
    const closed = { staffId: firm.staffIds[0]!, day: '2026-12-03', hours: [], reason: '' }
    await world.command(setScheduleOverride, closed, firm.admin)
    const { days, first } = await slotsOf(firm, { fromDay: '2026-11-27', days: 14 })
    const reasons = Object.fromEntries(days.map(({ day, reason }) => [day, reason]))
    expect(reasons).toMatchObject({
      '2026-11-27': 'past',
      '2026-11-29': 'closed',
      '2026-11-30': null,
      '2026-12-02': 'holiday',
      '2026-12-09': 'beyond_horizon',
    })
    expect(days.find(({ day }) => day === '2026-12-02')!.reasonText).toBe('We are closed: Stocktaking')
    expect(days.find(({ day }) => day === '2026-11-29')!.reasonText).toBe('We don’t work on Sundays')
    expect(first!.startsAt).toBe(at('09:00'))
  })

  test('a full day is named full, and the first free time is found behind it', async () => {
    const firm = await newFirm(world)
    for (let hour = 9; hour < 17; hour++) {
      const time = `${String(hour).padStart(2, '0')}:00`
      await world.command(bookAppointment, bookingOf(firm, at(time)), firm.guest)
    }
    const { days, first, slots } = await slotsOf(firm)
    expect(slots).toEqual([])
    expect(days).toEqual([{ day: MONDAY, free: 0, reason: 'full', reasonText: 'Fully booked' }])
    expect(first!.startsAt).toBe(at('09:00', addDays(MONDAY, 1)))
  })

  test('nobody comes to this postcode, no such service, no such person: each says so', async () => {
    const firm = await newFirm(world)
    const other = await newFirm(world)
    await expect(slotsOf(firm, { postcode: 'AB10 1XG' })).rejects.toMatchObject({
      code: 'booking.area_not_served',
    })
    await expect(slotsOf(firm, { serviceId: other.serviceId })).rejects.toMatchObject({
      code: 'booking.service_not_found',
    })
    await expect(slotsOf(firm, { staffId: other.staffIds[0] })).rejects.toMatchObject({
      code: 'booking.staff_not_found',
    })
  })
})

describe('booking in one call', () => {
  test('gives a number, a link and an event, and the time is no longer on offer (BOOK-035)', async () => {
    const firm = await newFirm(world)
    const booked = await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
    expect(booked.number).toMatch(/^BR-[A-HJKMNP-Z2-9]{6}$/)
    expect(booked.trackingUrl).toContain(booked.token)
    expect(booked).toMatchObject({ price: 4500, currency: 'GBP', endsAt: at('11:00') })
    expect(await world.events(firm.orgId, appointmentBooked)).toMatchObject([
      { number: booked.number, notify: true },
    ])
    expect(times((await slotsOf(firm)).slots)).not.toContain('10:00')
  })

  test.each([
    ['outside the hours', '08:00', MONDAY],
    ['off the raster', '10:10', MONDAY],
    ['on a closed day', '10:00', '2026-11-29'],
  ])('a time %s is not offered, and the nearest three are named (BOOK-031)', async (_, time, day) => {
    const firm = await newFirm(world)
    const wanted = bookingOf(firm, at(time, day))
    const refusal = await world.command(bookAppointment, wanted, firm.guest).catch((error) => error)
    expect(refusal).toMatchObject({ code: 'booking.slot_not_offered' })
    expect(refusal.details.alternatives).toHaveLength(3)
  })

  test('without a wish, the person with the shorter way comes', async () => {
    const firm = await newFirm(world, { staff: 2 })
    const [far, near] = firm.staffIds as [string, string]
    const early = at('09:00')
    const farAway = bookingOf(firm, early, { postcode: places.far, staffId: far })
    await world.command(bookAppointment, farAway, firm.guest)
    await world.command(bookAppointment, bookingOf(firm, early, { staffId: near }), firm.guest)
    const booked = await world.command(bookAppointment, bookingOf(firm, at('13:00')), firm.guest)
    expect(booked.staffName).toBe('Person 2')
  })

  test('the way to the next visit is reckoned from the new one, and again when that is cancelled', async () => {
    const firm = await newFirm(world)
    const book = (time: string, postcode: string) =>
      world.command(bookAppointment, bookingOf(firm, at(time), { postcode }), firm.guest)
    const ways = async () => {
      const rows = await world.sql<{ way: number }>(
        `select travel_before_minutes as way from booking.appointments
         where org_id = $1 and status = 'confirmed' order by starts_at`,
        [firm.orgId],
      )
      return rows.map(({ way }) => way)
    }
    await book('09:00', places.home)
    await book('15:00', places.home)
    expect(await ways()).toEqual([0, 0])
    const between = await book('12:00', places.far)
    const [, there, back] = await ways()
    expect(there).toBeGreaterThan(20)
    expect(back).toBe(there)
    await world.command(cancelVisit, { token: between.token, reason: undefined }, firm.guest)
    expect(await ways()).toEqual([0, 0])
  })

  test('a service that is paid online cannot be booked without paying', async () => {
    const firm = await newFirm(world, { service: { payOnDay: false } })
    const wanted = bookingOf(firm, at('10:00'))
    await expect(world.command(bookAppointment, wanted, firm.guest)).rejects.toMatchObject({
      code: 'booking.pay_on_day_not_allowed',
    })
  })

  test('the same request sent again gets the same answer, and books once', async () => {
    const firm = await newFirm(world)
    const [{ slug } = { slug: '' }] = await world.sql<{ slug: string }>(
      'select slug from core.orgs where id = $1',
      [firm.orgId],
    )
    const request = { ...bookingOf(firm, at('10:00')), orgSlug: slug }
    const key = { 'idempotency-key': `test-${firm.orgId}` }
    const first = await world.call(contract.bookAppointment, request, firm.guest, key)
    expect(await world.call(contract.bookAppointment, request, firm.guest, key)).toEqual(first)
    const other = { ...request, startsAt: at('12:00') }
    await expect(world.call(contract.bookAppointment, other, firm.guest, key)).rejects.toMatchObject({
      code: 'http.key_reused',
    })
    expect(await world.events(firm.orgId, appointmentBooked)).toHaveLength(1)
  })

  test('a guest of another organisation does not find the service', async () => {
    const [firm, other] = [await newFirm(world), await newFirm(world)]
    const wanted = bookingOf(firm, at('10:00'))
    await expect(world.command(bookAppointment, wanted, other.guest)).rejects.toMatchObject({
      code: 'booking.service_not_found',
    })
  })
})

describe('many at once', () => {
  test('50 people race for one slot: one books, 49 are told the nearest three (BOOK-029)', async () => {
    const firm = await newFirm(world)
    const wanted = bookingOf(firm, at('10:00'))
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        world.command(bookAppointment, { ...wanted, email: `g${index}@example.com` }, firm.guest),
      ),
    )
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['booking.slot_taken']))
    for (const { details } of refused) expect(details.alternatives).toHaveLength(3)
    const clients = await world.sql('select 1 from crm.clients where org_id = $1', [firm.orgId])
    expect(clients).toHaveLength(1)
  })

  test('without a wish for a person, a race fills everybody who is free before anybody is refused', async () => {
    const firm = await newFirm(world, { staff: 3 })
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, () =>
        world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })

  test('40 attempts at random, near and far, leave no overlap, buffers and travel included', async () => {
    const firm = await newFirm(world, { staff: 2, service: { bufferAfterMinutes: 10 } })
    const all = Object.values(places)
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => {
        const minutes = 9 * 60 + ((index * 7) % 15) * 30
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 ? '30' : '00'}`
        const wanted = bookingOf(firm, at(time), { postcode: all[index % 3]! })
        return world.command(bookAppointment, wanted, firm.guest)
      }),
    )
    const [{ count } = { count: 0 }] = await world.sql<{ count: number }>(
      `select count(*)::int as count from booking.appointments where org_id = $1 and status = 'confirmed'`,
      [firm.orgId],
    )
    expect(count).toBeGreaterThan(4)
    expect(await countOverlaps(world, firm.orgId)).toBe(0)
  })
})
