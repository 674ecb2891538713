import { describe, expect, test } from 'vitest'
import { paymentFailed, paymentSucceeded, refundSucceeded } from '#modules/payments/events.ts'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import { instantOfWall } from '#values/zone.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { chooseService } from '../commands/choose-service.ts'
import { expireHolds } from '../commands/expire-holds.ts'
import {
  bookingOf,
  countOverlaps,
  MONDAY,
  NOW,
  newFirm,
  places,
  readyToPay,
} from '../commands/firm.fixture.ts'
import { holdSlot } from '../commands/hold-slot.ts'
import { startCheckout } from '../commands/start-checkout.ts'
import { appointmentBooked, paidTimeLost, slotHeld, slotReleased } from '../events.ts'
import { findFreeSlots } from '../queries/find-free-slots.ts'
import { getCheckout } from '../queries/get-checkout.ts'
import { confirmPayment } from './confirm-payment.ts'
import { payCheckout } from './pay-checkout.ts'

const world = await testWorld()
const at = (time: string) => instantOfWall('Europe/London', MONDAY, time)
const card = (number: string, expiry = '12/30') => ({ number, expiry, cvc: '123' })
const good = card('4242 4242 4242 4242')
const later = (minutes: number) =>
  world.setNow(Temporal.Instant.from(NOW).add({ minutes }).toString({ smallestUnit: 'millisecond' }))
type Firm = Awaited<ReturnType<typeof newFirm>>
const look = (firm: Firm, token: string) => world.query(getCheckout, { token }, firm.guest)
const pay = (firm: Firm, token: string, number?: string) =>
  world.errand(
    payCheckout,
    number ? { token, method: 'card', card: card(number) } : { token, method: 'on_the_day' },
    firm.guest,
  )
const isOffered = async (firm: Firm, startsAt: string) => {
  const wish = { orgSlug: 'test', serviceId: firm.serviceId, postcode: places.home, extras: '' }
  const { slots } = await world.query(findFreeSlots, { ...wish, fromDay: MONDAY, days: 1 }, firm.guest)
  return slots.some((slot) => slot.startsAt === startsAt)
}

describe('a booking step by step (BOOK-036)', () => {
  test('each step keeps what was entered, shows the price and names the next step', async () => {
    const firm = await newFirm(world, { policies: { lateRefund: 'half' } })
    const { guest, serviceId, extraId } = firm
    const start = { orgSlug: 'test', postcode: places.home, serviceId }
    const { token, nextStep } = await world.command(startCheckout, start, guest)
    expect(nextStep).toBe('time')
    const extras = [{ extraId, quantity: 2 }]
    const chosen = await world.command(chooseService, { token, serviceId, extras }, guest)
    expect(chosen.price).toEqual({
      lines: [
        { label: 'Clean', amount: 4500 },
        { label: 'Oven × 2', amount: 3000 },
      ],
      total: 7500,
      vat: 1250,
      dueNow: 7500,
      currency: 'GBP',
    })
    const held = await world.command(holdSlot, { token, startsAt: at('10:00') }, guest)
    expect(held).toMatchObject({
      nextStep: 'details',
      slot: { startsAt: at('10:00'), endsAt: at('12:00'), staffName: 'Person 1' },
      holdExpiresAt: '2026-11-28T08:10:00.000Z',
      freeUntil: '2026-11-29T10:00:00.000Z',
      lateFee: 3750,
    })
    expect(await look(firm, token)).toEqual(held)
  })

  test('a forged link opens nothing, nor does the link of another organisation', async () => {
    const firm = await newFirm(world)
    const other = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    await expect(look(firm, forged)).rejects.toMatchObject({ code: 'http.not_found' })
    await expect(world.query(getCheckout, { token }, other.guest)).rejects.toMatchObject({
      code: 'http.not_found',
    })
    const foreign = mintToken(world.services.config.secret, 'visit', firm.orgId, firm.serviceId)
    await expect(look(firm, foreign)).rejects.toMatchObject({ code: 'http.not_found' })
  })

  test('nothing can be paid before service, time and details are there', async () => {
    const firm = await newFirm(world)
    const { token } = await world.command(
      startCheckout,
      { orgSlug: 'test', postcode: places.home },
      firm.guest,
    )
    await expect(pay(firm, token)).rejects.toMatchObject({
      code: 'booking.checkout_incomplete',
      details: { missing: 'service' },
    })
  })
})

describe('holding a time', () => {
  test('a held time is not on offer to others; another choice moves the hold, the same one lengthens nothing', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    expect(await isOffered(firm, at('10:00'))).toBe(false)
    later(5)
    const same = await world.command(holdSlot, { token, startsAt: at('10:00') }, firm.guest)
    expect(same.holdExpiresAt).toBe('2026-11-28T08:10:00.000Z')
    const moved = await world.command(holdSlot, { token, startsAt: at('10:30') }, firm.guest)
    expect(moved).toMatchObject({
      slot: { startsAt: at('10:30') },
      holdExpiresAt: '2026-11-28T08:15:00.000Z',
    })
    expect(await isOffered(firm, at('09:00'))).toBe(true)
    expect(await world.events(firm.orgId, slotHeld)).toHaveLength(2)
    expect(await world.events(firm.orgId, slotReleased)).toHaveLength(1)
    const rows = await world.sql('select 1 from booking.appointments where org_id = $1', [firm.orgId])
    expect(rows).toHaveLength(1)
  })

  test('a hold that ran out is free for everybody at that moment, with or without the clean-up', async () => {
    const firm = await newFirm(world)
    await readyToPay(world, firm, at('10:00'))
    later(11)
    expect(await isOffered(firm, at('10:00'))).toBe(true)
    await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
    const second = await newFirm(world)
    await readyToPay(world, second, at('10:00'))
    later(11)
    await world.command(expireHolds, undefined, world.system(second.orgId))
    expect(await world.events(second.orgId, slotReleased)).toHaveLength(1)
    later(4 * 24 * 60)
    await world.command(expireHolds, undefined, world.system(second.orgId))
    const left = await world.sql('select 1 from booking.appointments where org_id = $1', [second.orgId])
    expect(left).toHaveLength(0)
  })

  test('another service gives the time back, an extra without minutes keeps it', async () => {
    const extra = { name: 'Ironing', price: 500, minutes: 0, maxQuantity: 1 }
    const firm = await newFirm(world, { service: { extras: [extra] } })
    const token = await readyToPay(world, firm, at('10:00'))
    const { guest, serviceId, extraId } = firm
    const kept = await world.command(
      chooseService,
      { token, serviceId, extras: [{ extraId, quantity: 1 }] },
      guest,
    )
    expect(kept).toMatchObject({ nextStep: 'pay', price: { total: 5000 } })
    const elsewhere = { token, serviceId, extras: [], postcode: places.near }
    expect(await world.command(chooseService, elsewhere, guest)).toMatchObject({ nextStep: 'time' })
    expect(await isOffered(firm, at('10:00'))).toBe(true)
  })

  test('20 people hold the same time at once: one gets it', async () => {
    const firm = await newFirm(world)
    const start = { orgSlug: 'test', postcode: places.home, serviceId: firm.serviceId }
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => (await world.command(startCheckout, start, firm.guest)).token),
    )
    const results = await Promise.allSettled(
      tokens.map((token) => world.command(holdSlot, { token, startsAt: at('11:00') }, firm.guest)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of results) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'booking.slot_taken' })
    }
  })
})

describe('paying on the day', () => {
  test('books, gives a number and a tracking link, and repeating it changes nothing (BOOK-039)', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    const done = await pay(firm, token)
    expect(done).toMatchObject({ status: 'done', nextStep: 'done', holdExpiresAt: null })
    expect(done.appointment!.number).toMatch(/^BR-/)
    expect(await pay(firm, token)).toEqual(done)
    expect(await look(firm, token)).toEqual(done)
    expect(await world.events(firm.orgId, appointmentBooked)).toHaveLength(1)
  })

  test('after the hold ran out the time is taken again if it is free', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    later(20)
    expect(await look(firm, token)).toMatchObject({ nextStep: 'time', slot: { startsAt: at('10:00') } })
    expect(await pay(firm, token)).toMatchObject({ status: 'done', slot: { startsAt: at('10:00') } })
  })

  test('if somebody else has it by then, the nearest three are named and the form is kept', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    later(20)
    await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
    const refusal = await pay(firm, token).catch((error) => error)
    expect(refusal).toMatchObject({ code: 'booking.slot_taken' })
    expect(refusal.details.alternatives).toHaveLength(3)
    expect((await look(firm, token)).details).toMatchObject({ name: 'Ana Lima', line1: '12 Albion Road' })
  })

  test('where the firm wants its money first, it is refused', async () => {
    const firm = await newFirm(world, { policies: { payOnTheDay: false } })
    const token = await readyToPay(world, firm, at('10:00'))
    await expect(pay(firm, token)).rejects.toMatchObject({ code: 'booking.pay_on_day_not_allowed' })
  })
})

describe('paying by card', () => {
  test('charges once and books, however often the button is pressed', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    const input = { token, method: 'card', card: good } as const
    const both = await Promise.all([
      world.errand(payCheckout, input, firm.guest),
      world.errand(payCheckout, input, firm.guest),
    ])
    const again = await world.errand(payCheckout, input, firm.guest)
    expect(both[0]).toEqual(both[1])
    expect(again).toMatchObject({ status: 'done', payment: { status: 'succeeded', last4: '4242' } })
    const [payment, ...others] = await world.events(firm.orgId, paymentSucceeded)
    expect(payment).toMatchObject({ amount: 4500, currency: 'GBP', method: 'card' })
    expect(others).toEqual([])
    const [row] = await world.sql(
      'select paid_amount, payment_status from booking.appointments where org_id = $1',
      [firm.orgId],
    )
    expect(row).toEqual({ paid_amount: 4500, payment_status: 'paid' })
  })

  test('a deposit is charged where a deposit is asked', async () => {
    const firm = await newFirm(world, { service: { deposit: 1000 } })
    const token = await readyToPay(world, firm, at('10:00'))
    await pay(firm, token, good.number)
    const [row] = await world.sql(
      'select paid_amount, payment_status from booking.appointments where org_id = $1',
      [firm.orgId],
    )
    expect(row).toEqual({ paid_amount: 1000, payment_status: 'deposit' })
  })

  test.each([
    ['declined', card('4000 0000 0000 0002')],
    ['insufficient_funds', card('4000 0000 0000 9995')],
    ['expired_card', card('4242 4242 4242 4242', '01/24')],
  ])('a card that is refused (%s) books nothing, and another card may be tried', async (reason, refused) => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    const attempt = world.errand(payCheckout, { token, method: 'card', card: refused }, firm.guest)
    await expect(attempt).rejects.toMatchObject({ code: 'booking.payment_declined', details: { reason } })
    expect(await look(firm, token)).toMatchObject({ status: 'open', payment: { status: 'failed' } })
    expect(await world.events(firm.orgId, paymentFailed)).toHaveLength(1)
    expect(await pay(firm, token, good.number)).toMatchObject({ status: 'done' })
  })

  test('a number with a slip is a fault of the field', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    await expect(pay(firm, token, '4242 4242 4242 4241')).rejects.toMatchObject({
      code: 'input.invalid',
      details: { faults: [{ path: ['card', 'number'] }] },
    })
  })

  test('a bank that asks first: approved books, refused does not', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    expect(await pay(firm, token, '4000 0027 6000 3184')).toMatchObject({
      status: 'needs_action',
      payment: { status: 'needs_action', last4: '3184' },
    })
    const refused = world.errand(confirmPayment, { token, approve: false }, firm.guest)
    await expect(refused).rejects.toMatchObject({ code: 'booking.payment_declined' })
    await pay(firm, token, '4000 0027 6000 3184')
    const done = await world.errand(confirmPayment, { token, approve: true }, firm.guest)
    expect(done).toMatchObject({ status: 'done', payment: { status: 'succeeded', last4: '3184' } })
    expect(await world.errand(confirmPayment, { token, approve: true }, firm.guest)).toEqual(done)
  })

  test('a time that went while the bank was asking gives the money back', async () => {
    const firm = await newFirm(world)
    const token = await readyToPay(world, firm, at('10:00'))
    await pay(firm, token, '4000 0027 6000 3184')
    later(30)
    await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
    const lost = world.errand(confirmPayment, { token, approve: true }, firm.guest)
    await expect(lost).rejects.toMatchObject({ code: 'booking.slot_taken' })
    expect(await world.events(firm.orgId, paidTimeLost)).toMatchObject([{ amount: 4500 }])
    expect((await look(firm, token)).payment.message).toContain('on its way back')
    await world.runJobs()
    expect(await world.events(firm.orgId, refundSucceeded)).toMatchObject([{ refund: 4500 }])
    expect(await countOverlaps(world, firm.orgId)).toBe(0)
  })

  test('no card number is kept anywhere', async () => {
    const firm = await newFirm(world)
    await pay(firm, await readyToPay(world, firm, at('10:00')), good.number)
    const [{ found } = { found: 1 }] = await world.sql<{ found: number }>(
      `select (select count(*) from booking.checkouts c where c::text like '%4242 4242%' or c::text like '%42424242%')
            + (select count(*) from payments.payments p where p::text like '%42424242%')
            + (select count(*) from core.events e where e::text like '%42424242%') as found`,
    )
    expect(Number(found)).toBe(0)
  })
})
