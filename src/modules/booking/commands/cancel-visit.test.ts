import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { refundSucceeded } from '#modules/payments/events.ts'
import { deliver } from '#platform/jobs.ts'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import { instantOfWall } from '#values/zone.ts'
import { payCheckout } from '../errands/pay-checkout.ts'
import { visitCalendarFile } from '../errands/visit-calendar-file.ts'
import { appointmentCancelled, appointmentMoved, visitLookedUp } from '../events.ts'
import { findFreeSlots } from '../queries/find-free-slots.ts'
import { trackVisit } from '../queries/track-visit.ts'
import { visitSlots } from '../queries/visit-slots.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelVisit } from './cancel-visit.ts'
import { bookingOf, countOverlaps, MONDAY, newFirm, places, readyToPay } from './firm.fixture.ts'
import { lookUpVisit } from './look-up-visit.ts'
import { rescheduleVisit } from './reschedule-visit.ts'
import { sendReminders } from './send-reminders.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)
type Firm = Awaited<ReturnType<typeof newFirm>>

async function booked(options: Parameters<typeof newFirm>[1] = {}, time = '10:00') {
  const firm = await newFirm(world, options)
  const visit = await world.command(bookAppointment, bookingOf(firm, at(time)), firm.guest)
  return { firm, visit, token: visit.token }
}
const cancel = (firm: Firm, token: string) =>
  world.command(cancelVisit, { token, reason: undefined }, firm.guest)
const track = (firm: Firm, token: string) => world.query(trackVisit, { token }, firm.guest)

describe('a visit by its link (BOOK-089, BOOK-090, BOOK-092, BOOK-093)', () => {
  test('shows state, deadline, what may still be done and what cancelling would mean', async () => {
    const { firm, token } = await booked()
    expect(await track(firm, token)).toMatchObject({
      status: 'confirmed',
      deadline: '2026-11-29T10:00:00.000Z',
      can_cancel: true,
      can_reschedule: true,
      ifCancelledNow: { refund: 0, fee: 0 },
      address: { line1: '12 Albion Road', postcode: places.home },
      paymentStatus: 'on_the_day',
    })
    world.setNow('2026-11-29T10:00:00.001Z')
    expect(await track(firm, token)).toMatchObject({ can_cancel: false, can_reschedule: false })
  })

  test('a forged link, a checkout’s link and another organisation’s visit are not found', async () => {
    const { firm, visit, token } = await booked()
    const other = await newFirm(world)
    const { secret } = world.services.config
    const links = [
      `${token.slice(0, -2)}AA`,
      mintToken(secret, 'checkout', firm.orgId, visit.id),
      mintToken(secret, 'visit', other.orgId, visit.id),
    ]
    for (const link of links) {
      await expect(track(firm, link)).rejects.toMatchObject({ kind: 'not_found' })
    }
    const foreign = mintToken(secret, 'visit', other.orgId, visit.id)
    await expect(track(other, foreign)).rejects.toMatchObject({ code: 'booking.appointment_not_found' })
  })

  test('the calendar file has the same times on any clock, and one identity', async () => {
    const { firm, token } = await booked()
    const text = await world.errand(visitCalendarFile, { token }, firm.guest)
    expect(text).toMatch(/DTSTART:20261130T100000Z/)
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!
    expect(event.getFirstPropertyValue('summary')).toBe('Clean with Person 1')
    expect(event.getFirstPropertyValue('location')).toBe('12 Albion Road, London, N16 8JR')
    expect(String(event.getFirstPropertyValue('url'))).toContain(token)
  })

  test('looking up an order says the same whether there is one, and tells only its own address', async () => {
    const { firm, visit } = await booked()
    const ask = (number: string, email: string) =>
      world.command(lookUpVisit, { orgSlug: 'test', number, email }, firm.guest)
    const spoken = visit.number.toLowerCase().replace('-', ' ')
    expect(await ask(spoken, 'ANA@example.com')).toEqual({ sent: true })
    expect(await ask(visit.number, 'eve@example.com')).toEqual({ sent: true })
    expect(await ask('BR-AAAAAA', 'ana@example.com')).toEqual({ sent: true })
    expect(await world.events(firm.orgId, visitLookedUp)).toHaveLength(1)
  })
})

describe('cancelling (BOOK-087, BOOK-088)', () => {
  test('frees the time for the next guest in the same instant', async () => {
    const { firm, token } = await booked()
    const wish = { orgSlug: 'test', serviceId: firm.serviceId, postcode: places.home, extras: '' }
    const offers = async () => {
      const day = { ...wish, fromDay: MONDAY, days: 1 }
      const { slots } = await world.query(findFreeSlots, day, firm.guest)
      return slots.some(({ startsAt }) => startsAt === at('10:00'))
    }
    expect(await offers()).toBe(false)
    expect(await cancel(firm, token)).toMatchObject({ status: 'cancelled', can_cancel: false })
    expect(await offers()).toBe(true)
    await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
  })

  test('at the deadline it is allowed; a millisecond later it is refused with the deadline', async () => {
    const { firm, token } = await booked()
    world.setNow('2026-11-29T10:00:00.001Z')
    await expect(cancel(firm, token)).rejects.toMatchObject({
      code: 'booking.too_late_to_cancel',
      details: { deadline: '2026-11-29T10:00:00.000Z' },
    })
    world.setNow('2026-11-29T10:00:00Z')
    expect(await cancel(firm, token)).toMatchObject({ status: 'cancelled' })
  })

  test('two people cancelling at once: one cancels, the other is told that it is done', async () => {
    const { firm, token } = await booked()
    const results = await Promise.allSettled([cancel(firm, token), cancel(firm, token)])
    const codes = results.map((one) => (one.status === 'rejected' ? one.reason.code : 'done')).sort()
    expect(codes).toEqual(['booking.not_cancellable', 'done'])
    expect(await world.events(firm.orgId, appointmentCancelled)).toHaveLength(1)
  })

  test('the refund follows once, however often the event is delivered', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    const card = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' }
    const done = await world.errand(payCheckout, { token, method: 'card', card }, firm.guest)
    const link = done.appointment!.trackingToken
    expect(await track(firm, link)).toMatchObject({ ifCancelledNow: { refund: 4500, fee: 0 }, last4: '4242' })
    await cancel(firm, link)
    await world.runJobs()
    const [event] = await world.sql<{ id: string }>(
      `select id from core.events where org_id = $1 and name = 'booking.appointment_cancelled'`,
      [firm.orgId],
    )
    await world.sql(`delete from core.event_deliveries where event_id = $1`, [event!.id])
    await deliver(world.services, firm.orgId, event!.id, 'refundAppointment')
    expect(await world.events(firm.orgId, refundSucceeded)).toMatchObject([{ refund: 4500 }])
    const shown = await track(firm, link)
    expect(shown).toMatchObject({ refunded: 4500, paymentStatus: 'refunded' })
    expect(shown.steps.map(({ title }) => title)).toEqual(['Booked', 'Cancelled', 'Refunded'])
  })
})

describe('moving one’s own visit', () => {
  test('offers times in which the visit itself is not in the way, and keeps the person', async () => {
    const { firm, token } = await booked({ staff: 2 })
    const { slots } = await world.query(visitSlots, { token, fromDay: MONDAY, days: 1 }, firm.guest)
    expect(slots.find(({ startsAt }) => startsAt === at('10:30'))).toMatchObject({ staffName: 'Person 1' })
    const move = { token, startsAt: at('10:30') }
    expect(await world.command(rescheduleVisit, move, firm.guest)).toMatchObject({
      startsAt: at('10:30'),
      staff: { name: 'Person 1' },
    })
    expect(await world.events(firm.orgId, appointmentMoved)).toMatchObject([
      { by: 'customer', before: { startsAt: at('10:00') } },
    ])
  })

  test('obeys the same deadline, and names the nearest times when the wish is taken', async () => {
    const { firm, token } = await booked()
    await world.command(bookAppointment, bookingOf(firm, at('14:00')), firm.guest)
    const refusal = await world
      .command(rescheduleVisit, { token, startsAt: at('14:30') }, firm.guest)
      .catch((error) => error)
    expect(refusal).toMatchObject({ code: 'booking.slot_taken' })
    expect(refusal.details.alternatives).toHaveLength(3)
    world.setNow('2026-11-29T12:00:00Z')
    await expect(
      world.command(rescheduleVisit, { token, startsAt: at('15:30') }, firm.guest),
    ).rejects.toMatchObject({ code: 'booking.too_late_to_reschedule' })
  })

  test('the way of the visit behind it is right at the old and the new place', async () => {
    const firm = await newFirm(world)
    const book = (time: string, postcode: string) =>
      world.command(bookAppointment, bookingOf(firm, at(time), { postcode }), firm.guest)
    await book('09:00', places.home)
    const far = await book('12:00', places.far)
    await book('15:00', places.home)
    await world.command(rescheduleVisit, { token: far.token, startsAt: at('12:30') }, firm.guest)
    const ways = async () =>
      (
        await world.sql<{ way: number }>(
          'select travel_before_minutes as way from booking.appointments where org_id = $1 order by starts_at',
          [firm.orgId],
        )
      ).map(({ way }) => way)
    const [, there, back] = await ways()
    expect(there).toBeGreaterThan(20)
    expect(back).toBe(there)
    await world.command(
      rescheduleVisit,
      { token: far.token, startsAt: at('12:30', '2026-12-01') },
      firm.guest,
    )
    expect(await ways()).toEqual([0, 0, 0])
    expect(await countOverlaps(world, firm.orgId)).toBe(0)
  })
})

test('each visit is reminded of once, and again after it has moved', async () => {
  const { firm, token } = await booked({ policies: { cancelNoticeHours: 1 } })
  const reminded = async () => {
    await world.command(sendReminders, undefined, world.system(firm.orgId))
    const [row] = await world.sql<{ count: number }>(
      `select count(*)::int as count from core.events where org_id = $1 and name = 'booking.reminder_due'`,
      [firm.orgId],
    )
    return row!.count
  }
  expect(await reminded()).toBe(0)
  world.setNow('2026-11-29T10:30:00Z')
  expect(await reminded()).toBe(1)
  expect(await reminded()).toBe(1)
  await world.command(rescheduleVisit, { token, startsAt: at('10:30') }, firm.guest)
  expect(await reminded()).toBe(2)
})
