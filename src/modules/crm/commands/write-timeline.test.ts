import { expect, test } from 'vitest'
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentChanged,
  appointmentMoved,
} from '#modules/booking/events.ts'
import { conversationResolved, messagesReceived } from '#modules/inbox/events.ts'
import { messageSent } from '#modules/notifications/events.ts'
import { paymentSucceeded, refundSucceeded } from '#modules/payments/events.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { deliver } from '#platform/jobs.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { EventFact } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../contract.ts'
import { ensureContact } from './ensure-contact.ts'

const world = await testWorld()

const tell = (ctx: CommandContext, fact: EventFact) => publish(ctx, fact)

async function setUp() {
  const orgId = await world.newOrg()
  const who = world.system(orgId)
  const clientId = await world.command(ensureContact, { name: 'Ana', email: 'ana@example.com' }, who)
  const visit = {
    appointmentId: newId(),
    number: 'BR-7K3Q2M',
    status: 'confirmed',
    clientId,
    serviceId: newId(),
    serviceName: 'Regular clean',
    staffId: newId(),
    staffName: 'Anna',
    startsAt: '2026-07-04T08:30:00.000Z',
    endsAt: '2026-07-04T11:30:00.000Z',
    customerName: 'Ana',
    customerEmail: 'ana@example.com',
    customerPhone: null,
    postcode: 'N16 8JR',
    price: 7150,
    paid: 0,
    currency: 'GBP',
    source: 'online',
    notify: false,
  }
  const publishNow = async (fact: EventFact) => {
    await world.command(tell, fact, who)
    await world.runJobs()
  }
  const timeline = async () =>
    (await world.call(contract.listTimeline, { clientId }, await world.as(orgId, 'agent'))).items.map(
      ({ title, detail, amount }) => [title, detail, amount],
    )
  return { orgId, who, clientId, visit, publishNow, timeline }
}

test('one timeline holds visits, money and messages, newest first, in the organisation’s time', async () => {
  const { visit, publishNow, timeline, clientId } = await setUp()
  const payment = {
    paymentId: newId(),
    subjectType: 'appointment',
    subjectId: visit.appointmentId,
    clientId,
    amount: 7150,
    currency: 'GBP',
    method: 'card',
    cardLast4: '4242',
  }
  await publishNow(appointmentBooked(visit))
  await publishNow(paymentSucceeded({ ...payment, clientId: null }))
  const before = { ...visit }
  const moved = { ...visit, startsAt: '2026-07-06T09:00:00.000Z', endsAt: '2026-07-06T12:00:00.000Z' }
  await publishNow(appointmentMoved({ ...moved, before, by: 'customer' }))
  await publishNow(
    appointmentCancelled({
      ...moved,
      status: 'cancelled',
      refund: 7150,
      fee: 0,
      reason: 'Ill',
      by: 'office',
    }),
  )
  await publishNow(
    refundSucceeded({ ...payment, refundId: newId(), refund: 7150, reason: 'Cancelled in time' }),
  )
  await publishNow(
    messageSent({
      messageId: newId(),
      templateKey: 'visit_cancelled',
      channel: 'email',
      clientId,
      subjectType: 'appointment',
      subjectId: visit.appointmentId,
      toName: 'Ana',
      subject: 'Your visit is cancelled',
      state: 'sent',
    }),
  )
  expect(await timeline()).toEqual([
    ['E-mail sent', 'Your visit is cancelled', null],
    ['Refunded', 'by card ending 4242: Cancelled in time', -7150],
    ['Cancelled by the office', 'Regular clean, Mon 6 Jul, 10:00–13:00, with Anna. Reason: Ill', null],
    [
      'Moved by the client',
      'Regular clean, Mon 6 Jul, 10:00–13:00, with Anna; was Sat 4 Jul, 09:30–12:30',
      null,
    ],
    ['Paid', 'by card ending 4242', 7150],
    ['Booked online', 'Regular clean, Sat 4 Jul, 09:30–12:30, with Anna', 7150],
  ])
})

test('the last visit is the latest completed one, and is taken back with the completion', async () => {
  const { orgId, visit, clientId, publishNow } = await setUp()
  const lastVisit = async () =>
    (await world.call(contract.getClient, { clientId }, await world.as(orgId, 'agent'))).lastVisitAt
  await publishNow(appointmentBooked(visit))
  expect(await lastVisit()).toBeNull()
  const done = { ...visit, status: 'completed', change: 'Status', statusBefore: 'in_progress' }
  await publishNow(appointmentChanged(done))
  expect(await lastVisit()).toBe(visit.startsAt)
  const undone = { ...visit, status: 'confirmed', change: 'Status', statusBefore: 'completed' }
  await publishNow(appointmentChanged(undone))
  expect(await lastVisit()).toBeNull()
})

test('an event that is delivered twice is written once', async () => {
  const { orgId, visit, publishNow, timeline } = await setUp()
  await publishNow(appointmentBooked(visit))
  const [{ id }] = (await world.sql(
    `select id from core.events where org_id = $1 and name = 'booking.appointment_booked'`,
    [orgId],
  )) as [{ id: string }]
  await deliver(world.services, orgId, id, 'writeVisitBooked')
  expect(await timeline()).toHaveLength(1)
})

test('a visit without a client, or of one who is gone, is written nowhere and fails nothing', async () => {
  const { visit, publishNow, timeline } = await setUp()
  await publishNow(appointmentBooked({ ...visit, clientId: null }))
  await publishNow(appointmentBooked({ ...visit, clientId: newId() }))
  expect(await timeline()).toEqual([])
})

test('talks stand in the timeline by their beginning and their end, not by every message', async () => {
  const { clientId, publishNow, timeline } = await setUp()
  const ids = { conversationId: newId(), channelId: newId(), contactId: newId(), clientId }
  const said = {
    ...ids,
    messageId: newId(),
    channelKind: 'whatsapp',
    kind: 'text',
    preview: 'Is Friday free?',
  }
  await publishNow(
    messagesReceived({
      messages: [
        { ...said, isOpening: true },
        { ...said, messageId: newId(), isOpening: false, preview: 'Or Saturday?' },
        { ...said, clientId: newId(), isOpening: true },
      ],
    }),
  )
  await publishNow(
    conversationResolved({
      ...ids,
      number: 12,
      channelKind: 'whatsapp',
      contactName: 'Ana',
      assigneeId: null,
      status: 'resolved',
      by: 'bot',
      tookMs: 1000,
    }),
  )
  expect((await timeline()).filter(([title]) => title !== 'Client created')).toEqual([
    ['Conversation #12 resolved', 'WhatsApp', null],
    ['Wrote on WhatsApp', 'Is Friday free?', null],
  ])
})
