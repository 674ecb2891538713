import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { Scope } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { instantOfWall } from '#values/zone.ts'
import { appointmentCancelled, appointmentChanged, appointmentMoved, appointmentRestored } from '../events.ts'
import { checkMove } from '../queries/check-move.ts'
import { getAppointment } from '../queries/get-appointment.ts'
import { addAppointmentNote } from './add-appointment-note.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { createAppointment } from './create-appointment.ts'
import { createService } from './create-service.ts'
import { createStaffMember } from './create-staff-member.ts'
import { bookingOf, countOverlaps, details, type Firm, MONDAY, newFirm, places } from './firm.fixture.ts'
import { moveAppointment } from './move-appointment.ts'
import { recordPayment } from './record-payment.ts'
import { restoreAppointment } from './restore-appointment.ts'
import { setAppointmentStatus } from './set-appointment-status.ts'
import { updateAppointment } from './update-appointment.ts'

const world = await testWorld()
const at = (time: string, day = MONDAY) => instantOfWall('Europe/London', day, time)

async function booked(options: Parameters<typeof newFirm>[1] = {}, time = '10:00') {
  const firm = await newFirm(world, options)
  const { id } = await world.command(bookAppointment, bookingOf(firm, at(time)), firm.guest)
  return { firm, id, admin: firm.admin }
}
const move = (who: Who, appointmentId: string, change: object) =>
  world.command(
    moveAppointment,
    { appointmentId, startsAt: at('10:00'), notify: false, override: false, ...change },
    who,
  )
const cancel = (who: Who, appointmentId: string, change: object = {}) =>
  world.command(
    cancelAppointment,
    { appointmentId, reason: undefined, override: false, notify: true, ...change },
    who,
  )
const order = (firm: Firm, change: object = {}) => ({
  serviceId: firm.serviceId,
  extras: [],
  startsAt: at('10:00'),
  name: details.name,
  email: details.email,
  phone: '07700 900142',
  address: { line1: '12 Albion Road', line2: undefined, city: 'London', postcode: places.home },
  accessNotes: undefined,
  customerNotes: undefined,
  notify: true,
  override: false,
  ...change,
})
function scoped(who: Who, scope: Scope): Who {
  if (who.actor.kind !== 'user') throw new Error('Only members have a scope')
  return { ...who, actor: { ...who.actor, scope } }
}

describe('moving by the office (BOOK-095)', () => {
  test('another time and another person, with the ways made new; outside hours only with leave to override', async () => {
    const { firm, id, admin } = await booked({ staff: 2 })
    const [, other] = firm.staffIds as [string, string]
    const moved = await move(admin, id, { startsAt: at('11:15'), staffId: other })
    expect(moved).toMatchObject({ startsAt: at('11:15'), endsAt: at('12:15'), staffName: 'Person 2' })
    const early = { startsAt: at('07:00') }
    await expect(move(admin, id, early)).rejects.toMatchObject({ code: 'booking.slot_not_offered' })
    const agent = await world.as(firm.orgId, 'agent')
    await expect(move(agent, id, { ...early, override: true })).rejects.toMatchObject({
      code: 'auth.forbidden',
    })
    expect(await move(admin, id, { ...early, override: true })).toMatchObject({ startsAt: at('07:00') })
    expect(await world.events(firm.orgId, appointmentMoved)).toHaveLength(2)
  })

  test('never onto another visit, not even with an override; the way counts', async () => {
    const { firm, id, admin } = await booked()
    const far = bookingOf(firm, at('13:00'), { postcode: places.far })
    await world.command(bookAppointment, far, firm.guest)
    for (const startsAt of [at('12:30'), at('12:00'), at('14:10')]) {
      const onto = { startsAt, override: true }
      await expect(move(admin, id, onto)).rejects.toMatchObject({ code: 'booking.slot_taken' })
    }
    expect(await countOverlaps(world, firm.orgId)).toBe(0)
  })

  test('a longer visit must fit before the next; somebody without the skill is refused', async () => {
    const { firm, id, admin } = await booked()
    await world.command(bookAppointment, bookingOf(firm, at('12:00')), firm.guest)
    expect(await move(admin, id, { endsAt: at('12:00') })).toMatchObject({ endsAt: at('12:00') })
    await expect(move(admin, id, { endsAt: at('12:05') })).rejects.toMatchObject({
      code: 'booking.slot_taken',
    })
    const person = { name: 'Unskilled', bio: '', phone: undefined, colour: '#3B6FA0', active: true }
    const { id: staffId } = await world.command(createStaffMember, person, admin)
    await expect(move(admin, id, { staffId })).rejects.toMatchObject({ code: 'booking.staff_lacks_skill' })
  })

  test('before the drop it says why not, and where it would fit', async () => {
    const { firm, id, admin } = await booked({ staff: 2 })
    const [one] = firm.staffIds as [string, string]
    const blocked = bookingOf(firm, at('13:00'), { staffId: one, postcode: places.far })
    await world.command(bookAppointment, blocked, firm.guest)
    const check = (startsAt: string) => world.query(checkMove, { appointmentId: id, startsAt }, admin)
    expect(await check(at('09:00'))).toEqual({ ok: true, reasons: [], alternatives: [] })
    const busy = await check(at('13:30'))
    expect(busy).toMatchObject({ ok: false, reasons: [{ kind: 'busy' }] })
    expect(busy.reasons[0]!.text).toBe('Person 1 is at Ana Lima, SW18 from 13:00 to 14:00')
    expect(busy.alternatives[0]).toMatchObject({ staffName: 'Person 2', startsAt: at('13:30') })
    // Nearest first, the next day included; where it stands now is no alternative.
    expect(busy.alternatives.slice(1).map(({ startsAt }) => startsAt)).not.toContain(at('10:00'))
    expect((await check(at('12:00'))).reasons).toMatchObject([{ kind: 'travel' }])
    expect((await check(at('18:00'))).reasons).toMatchObject([{ kind: 'outside_hours' }])
    expect((await check(at('09:00', '2026-11-27'))).reasons).toMatchObject([{ kind: 'past' }])
  })
})

describe('cancelling by the office', () => {
  test('past the deadline only with a reason and the permission, which then decides on the refund', async () => {
    const { firm, id, admin } = await booked({ policies: { lateRefund: 'half' } })
    await world.command(recordPayment, { appointmentId: id, amount: 4500, method: 'cash' }, admin)
    world.setNow('2026-11-30T08:00:00Z')
    await expect(cancel(admin, id)).rejects.toMatchObject({ code: 'booking.too_late_to_cancel' })
    await expect(cancel(admin, id, { override: true })).rejects.toMatchObject({
      code: 'booking.reason_required',
    })
    const agent = await world.as(firm.orgId, 'agent')
    const reason = 'Water in the cellar'
    await expect(cancel(agent, id, { override: true, reason })).rejects.toMatchObject({
      code: 'auth.forbidden',
    })
    const done = await cancel(admin, id, { override: true, reason })
    expect(done).toMatchObject({ status: 'cancelled', cancelReason: reason, cancelledBy: 'Test owner' })
    const [event] = await world.events(firm.orgId, appointmentCancelled)
    expect(event).toMatchObject({ refund: 2250, fee: 2250, by: 'office', reason })
  })

  test('can be undone while the time is free, and is refused with alternatives when it is not', async () => {
    const { firm, id, admin } = await booked()
    await cancel(admin, id)
    const restored = await world.command(restoreAppointment, { appointmentId: id }, admin)
    expect(restored).toMatchObject({ status: 'confirmed', cancelledAt: null, cancelReason: null })
    expect(await world.events(firm.orgId, appointmentRestored)).toHaveLength(1)
    await cancel(admin, id)
    await world.command(bookAppointment, bookingOf(firm, at('10:30')), firm.guest)
    const refusal = await world
      .command(restoreAppointment, { appointmentId: id }, admin)
      .catch((error) => error)
    expect(refusal).toMatchObject({ code: 'booking.slot_taken' })
    expect(refusal.details.alternatives).toHaveLength(3)
  })
})

describe('the ladder', () => {
  test('goes up and back by one, notes start and finish, and refuses leaps', async () => {
    const { firm, id, admin } = await booked()
    const set = (status: Parameters<typeof setAppointmentStatus>[1]['status']) =>
      world.command(setAppointmentStatus, { appointmentId: id, status, note: undefined }, admin)
    await set('on_the_way')
    expect(await set('in_progress')).toMatchObject({ startedAt: '2026-11-28T08:00:00.000Z' })
    expect(await set('completed')).toMatchObject({ finishedAt: '2026-11-28T08:00:00.000Z' })
    expect(await set('confirmed')).toMatchObject({ startedAt: null, finishedAt: null })
    await expect(set('cancelled')).rejects.toMatchObject({ code: 'booking.status_not_allowed' })
    expect(await world.events(firm.orgId, appointmentChanged)).toHaveLength(4)
  })

  test('a missed visit gives its time away, and takes it back only if it is free', async () => {
    const { firm, id, admin } = await booked()
    const set = (status: 'no_show' | 'confirmed') =>
      world.command(setAppointmentStatus, { appointmentId: id, status, note: undefined }, admin)
    await set('no_show')
    await set('confirmed')
    await set('no_show')
    await world.command(bookAppointment, bookingOf(firm, at('10:00')), firm.guest)
    await expect(set('confirmed')).rejects.toMatchObject({ code: 'booking.slot_taken' })
  })
})

describe('booking and changing by the office', () => {
  test('any minute, no notice, services that are not online; phone and address are checked', async () => {
    const firm = await newFirm(world, { service: { online: false } })
    const visit = await world.command(createAppointment, order(firm, { startsAt: at('10:05') }), firm.admin)
    expect(visit).toMatchObject({
      source: 'office',
      customerPhone: '+447700900142',
      startsAt: at('10:05'),
      paymentStatus: 'on_the_day',
    })
    const wrong = order(firm, { startsAt: at('12:00'), phone: '12' })
    await expect(world.command(createAppointment, wrong, firm.admin)).rejects.toMatchObject({
      code: 'input.invalid',
      details: { faults: [{ path: ['phone'] }] },
    })
  })

  test('another address changes the ways, and is refused where they no longer fit', async () => {
    const { firm, id, admin } = await booked()
    await world.command(bookAppointment, bookingOf(firm, at('11:00')), firm.guest)
    const change = (postcode: string) => ({
      appointmentId: id,
      phone: undefined,
      address: { line1: '1 New Road', line2: undefined, city: 'London', postcode },
    })
    await expect(world.command(updateAppointment, change(places.far), admin)).rejects.toMatchObject({
      code: 'booking.slot_taken',
    })
    const kept = await world.command(updateAppointment, change(places.home), admin)
    expect(kept.address).toMatchObject({ line1: '1 New Road', postcode: places.home })
  })

  test('the drawer shows notes, history, payments and the next steps', async () => {
    const { id, admin } = await booked()
    await world.command(addAppointmentNote, { appointmentId: id, body: 'Allergic to lavender' }, admin)
    await world.command(recordPayment, { appointmentId: id, amount: 2000, method: 'bank_transfer' }, admin)
    const shown = await world.query(getAppointment, { appointmentId: id }, admin)
    expect(shown).toMatchObject({
      notes: [{ body: 'Allergic to lavender', author: 'Test owner' }],
      payments: [{ amount: 2000, method: 'bank_transfer', detail: 'Bank transfer' }],
      paymentStatus: 'deposit',
      nextStatuses: ['on_the_way', 'in_progress', 'completed', 'no_show', 'pending'],
    })
    expect(shown.history.map(({ summary }) => summary)).toEqual([
      'Received £20.00 by bank transfer',
      'Wrote a note',
      'Booked Clean with Person 1 online',
    ])
    const tooMuch = { appointmentId: id, amount: 2501, method: 'cash' as const }
    await expect(world.command(recordPayment, tooMuch, admin)).rejects.toMatchObject({
      code: 'booking.payment_too_large',
      details: { open: 2500 },
    })
  })
})

describe('who may see and do what', () => {
  test('another organisation, a manager of other people and staff without this visit do not find it', async () => {
    const { firm, id } = await booked()
    const other = await newFirm(world)
    const manager = await world.as(firm.orgId, 'manager')
    const strangers = [
      other.admin,
      scoped(manager, { staffIds: [newId()], areaIds: [] }),
      await world.as(firm.orgId, 'staff'),
    ]
    for (const who of strangers) {
      await expect(world.query(getAppointment, { appointmentId: id }, who)).rejects.toMatchObject({
        code: 'booking.appointment_not_found',
      })
    }
    const own = scoped(manager, { staffIds: firm.staffIds, areaIds: [] })
    expect(await world.query(getAppointment, { appointmentId: id }, own)).toMatchObject({ id })
  })

  test('a manager cannot hand a visit to somebody outside their scope', async () => {
    const { firm, id } = await booked({ staff: 2 })
    const [mine, theirs] = firm.staffIds as [string, string]
    const manager = scoped(await world.as(firm.orgId, 'manager'), { staffIds: [mine], areaIds: [] })
    await expect(move(manager, id, { staffId: theirs })).rejects.toMatchObject({
      code: 'booking.staff_not_found',
    })
    const everywhere = order(firm, { startsAt: at('10:00') })
    const refusal = world.command(createAppointment, everywhere, manager)
    await expect(refusal).rejects.toMatchObject({ code: 'booking.slot_taken' })
  })

  test('viewers read and change nothing', async () => {
    const { firm, id } = await booked()
    const viewer = await world.as(firm.orgId, 'viewer')
    await world.query(getAppointment, { appointmentId: id }, viewer)
    const payment = { appointmentId: id, amount: 1, method: 'cash' as const }
    const attempts = await Promise.allSettled([
      cancel(viewer, id),
      move(viewer, id, {}),
      world.command(createAppointment, order(firm), viewer),
      world.command(recordPayment, payment, viewer),
    ])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'auth.forbidden' } })
    }
  })

  test('a price that was agreed on the phone changes what is open', async () => {
    const { id, admin } = await booked()
    await world.command(recordPayment, { appointmentId: id, amount: 3000, method: 'cash' }, admin)
    const price = { appointmentId: id, phone: undefined, price: 3000 }
    expect(await world.command(updateAppointment, price, admin)).toMatchObject({ paymentStatus: 'paid' })
  })
})

test('a second service of another length is booked with its own extras and buffers', async () => {
  const firm = await newFirm(world)
  const windows = {
    ...{ name: 'Windows', summary: '', description: '', durationMinutes: 90, price: 6000, deposit: null },
    ...{ payOnDay: true, bufferBeforeMinutes: 15, bufferAfterMinutes: 20, online: true, active: true },
    ...{ colour: '#0F5C4D', extras: [], staffIds: firm.staffIds },
  }
  const service = await world.command(createService, windows, firm.admin)
  const wanted = order(firm, { serviceId: service.id })
  const visit = await world.command(createAppointment, wanted, firm.admin)
  expect(visit).toMatchObject({ busyFrom: at('09:45'), busyTo: at('11:50'), endsAt: at('11:30') })
})
