import { beforeEach, expect, test } from 'vitest'
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  reminderDue,
} from '#modules/booking/events.ts'
import { authMailRequested, memberInvited } from '#modules/identity/events.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { deliver } from '#platform/jobs.ts'
import { testWorld } from '#platform/testing/world.ts'
import { readToken } from '#platform/token.ts'
import type { EventFact } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { createFakeMailer } from '../adapters/fake-mailer.ts'
import { resumeStuckMessages } from '../commands/resume-messages.ts'
import * as contract from '../contract.ts'
import { waitAfter } from '../domain/retry.ts'
import { messageFailed, messageSent } from '../events.ts'
import { sendMessage } from './send-message.ts'

const mailer = createFakeMailer()
const world = await testWorld({ adapters: { mailer } })

beforeEach(() => {
  mailer.refuse = null
  mailer.sent.length = 0
  world.setNow(null)
})

const tell = (ctx: CommandContext, fact: EventFact) => publish(ctx, fact)

function newVisit(more: object = {}) {
  return {
    appointmentId: newId(),
    number: 'BR-7K3Q2M',
    status: 'confirmed',
    clientId: null,
    serviceId: newId(),
    serviceName: 'Regular clean',
    staffId: newId(),
    staffName: 'Anna Kowalska',
    startsAt: '2026-07-04T08:30:00.000Z',
    endsAt: '2026-07-04T11:30:00.000Z',
    customerName: 'Hannah Whitcombe',
    customerEmail: 'hannah@example.com',
    customerPhone: null,
    postcode: 'N16 8JR',
    price: 7150,
    paid: 7150,
    currency: 'GBP',
    source: 'online',
    ...more,
  }
}

async function office() {
  const orgId = await world.newOrg({ name: 'Brightside Cleaning' })
  const who = world.system(orgId)
  const owner = await world.as(orgId, 'owner')
  const publishNow = async (fact: EventFact) => {
    await world.command(tell, fact, who)
    await world.runJobs()
  }
  const outbox = (input: object = {}) => world.call(contract.listMessages, input, owner)
  return { orgId, who, owner, publishNow, outbox }
}

test('NOTF-009 a booking sends one confirmation with time, price, deadline and the secret link', async () => {
  const { orgId, publishNow, outbox } = await office()
  const visit = newVisit()
  await publishNow(appointmentBooked(visit))
  expect(mailer.sent).toHaveLength(1)
  const [mail] = mailer.sent
  expect(mail).toMatchObject({
    fromName: 'Brightside Cleaning',
    to: { name: 'Hannah Whitcombe', address: 'hannah@example.com' },
    subject: 'You’re booked: Regular clean, Saturday 4 July 2026',
  })
  for (const part of ['09:30–12:30', 'Anna Kowalska', '£71.50', 'until Friday 3 July, 09:30', 'BR-7K3Q2M']) {
    expect(mail!.text).toContain(part)
    expect(mail!.html).toContain(part)
  }
  const token = /\/track\/([\w-]+)/.exec(mail!.text)![1]!
  expect(readToken(world.services.config.secret, token)).toMatchObject({
    purpose: 'visit',
    orgId,
    recordId: visit.appointmentId,
  })
  expect(mail!.text).toContain(`/api/v1/public/visits/${token}/visit.ics`)
  expect((await outbox()).items).toMatchObject([
    {
      status: 'sent',
      attempts: 1,
      templateName: 'Visit booked',
      subjectId: visit.appointmentId,
      lastError: null,
    },
  ])
  expect(await world.events(orgId, messageSent)).toMatchObject([
    { state: 'sent', toName: 'Hannah Whitcombe' },
  ])
})

test('an event that is delivered again sends nothing again', async () => {
  const { orgId, publishNow, outbox } = await office()
  await publishNow(appointmentBooked(newVisit()))
  const [event] = await world.sql<{ id: string }>(
    `select id from core.events where org_id = $1 and name = 'booking.appointment_booked'`,
    [orgId],
  )
  await world.sql(
    `delete from core.event_deliveries where org_id = $1 and listener = 'writeBookingConfirmation'`,
    [orgId],
  )
  await deliver(world.services, orgId, event!.id, 'writeBookingConfirmation')
  await world.runJobs()
  expect(mailer.sent).toHaveLength(1)
  expect((await outbox()).total).toBe(1)
})

test('nobody is written to who has no address or is not to be told', async () => {
  const { publishNow } = await office()
  await publishNow(appointmentBooked(newVisit({ customerEmail: null })))
  await publishNow(appointmentBooked(newVisit({ notify: false })))
  expect(mailer.sent).toEqual([])
})

test('NOTF-010 NOTF-011 moves, cancellations and reminders say what the customer needs to know', async () => {
  const { publishNow } = await office()
  const visit = newVisit()
  const moved = { ...visit, startsAt: '2026-07-06T09:00:00.000Z', endsAt: '2026-07-06T12:00:00.000Z' }
  await publishNow(appointmentMoved({ ...moved, before: visit, by: 'customer' }))
  await publishNow(
    appointmentCancelled({ ...visit, refund: 3575, fee: 3575, reason: 'We are ill', by: 'office' }),
  )
  await publishNow(reminderDue({ ...visit, paid: 0 }))
  const [move, cancel, reminder] = mailer.sent
  expect(move!.subject).toBe('Your visit has moved to Monday 6 July 2026, 10:00')
  expect(move!.text).toContain('Before, it was Saturday 4 July 2026, 09:30–12:30, with Anna Kowalska.')
  expect(cancel!.text).toContain('we had to cancel')
  expect(cancel!.text).toContain('Reason: We are ill')
  expect(cancel!.text).toContain('we keep £35.75')
  expect(cancel!.text).toContain('giving you back £35.75')
  expect(cancel!.text).not.toContain('Nothing is charged')
  expect(reminder!.subject).toBe('See you on Saturday 4 July 2026, 09:30')
  expect(reminder!.text).toContain('still to pay £71.50')
})

test('a customer’s name is text, never part of the page', async () => {
  const { publishNow } = await office()
  await publishNow(appointmentBooked(newVisit({ customerName: '<script>alert(1)</script> {{ org.name }}' })))
  const [mail] = mailer.sent
  expect(mail!.html).not.toContain('<script>')
  expect(mail!.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(mail!.text).toContain('<script>alert(1)</script>')
})

test('NOTF-004 a mail server that is down is tried again with growing waits, then the message has failed', async () => {
  const { orgId, owner, publishNow, outbox } = await office()
  mailer.refuse = 'down'
  world.setNow('2026-06-01T10:00:00Z')
  await publishNow(appointmentBooked(newVisit()))
  let at = Temporal.Instant.from('2026-06-01T10:00:00Z')
  for (let attempts = 1; waitAfter(attempts) !== null; attempts++) {
    const [message] = (await outbox()).items
    expect(message).toMatchObject({
      status: 'queued',
      attempts,
      lastError: 'The mail server cannot be reached.',
      nextTryAt: at.add({ milliseconds: waitAfter(attempts)! }).toString({ smallestUnit: 'millisecond' }),
    })
    await world.errand(sendMessage, { messageId: message!.id }, world.system(orgId))
    expect((await outbox()).items[0]!.attempts).toBe(attempts)
    at = at.add({ milliseconds: waitAfter(attempts)! })
    world.setNow(at.toString())
    await world.errand(sendMessage, { messageId: message!.id }, world.system(orgId))
  }
  const failed = await outbox({ status: 'failed' })
  expect(failed).toMatchObject({ total: 1, failed: 1, items: [{ attempts: 7, nextTryAt: null }] })
  expect(await world.events(orgId, messageFailed)).toMatchObject([{ attempts: 7 }])

  mailer.refuse = null
  const messageId = failed.items[0]!.id
  await world.call(contract.retryMessage, { messageId }, owner)
  await world.runJobs()
  expect(mailer.sent).toHaveLength(1)
  expect(await outbox()).toMatchObject({ failed: 0, items: [{ status: 'sent', lastError: null }] })
  await expect(world.call(contract.retryMessage, { messageId }, owner)).rejects.toMatchObject({
    code: 'notifications.not_retryable',
  })
})

test('an address that does not exist fails at once; a discarded message is never sent', async () => {
  const { owner, publishNow, outbox } = await office()
  mailer.refuse = { address: 'hannah@example.com' }
  await publishNow(appointmentBooked(newVisit()))
  const [message] = (await outbox()).items
  expect(message).toMatchObject({ status: 'failed', attempts: 1 })
  await world.call(contract.discardMessage, { messageId: message!.id }, owner)
  mailer.refuse = null
  await world.runJobs()
  expect(mailer.sent).toEqual([])
  expect(await outbox()).toMatchObject({ failed: 0, items: [{ status: 'discarded' }] })
})

test('a message whose sender died half-way is sent by the next round', async () => {
  const { orgId, who, publishNow, outbox } = await office()
  mailer.refuse = 'down'
  await publishNow(appointmentBooked(newVisit()))
  await world.sql(
    `update notifications.messages set status = 'sending', next_try_at = null where org_id = $1`,
    [orgId],
  )
  await world.sql(
    `update notifications.unfinished set since = now() - interval '11 minutes' where org_id = $1`,
    [orgId],
  )
  mailer.refuse = null
  expect(await world.command(resumeStuckMessages, undefined, who)).toBe(1)
  await world.runJobs()
  expect((await outbox()).items).toMatchObject([{ status: 'sent' }])
})

test('a link to a new password is read by its receiver alone and not kept', async () => {
  const { orgId, owner, publishNow, outbox } = await office()
  const url = 'http://localhost:3000/reset?token=secret'
  mailer.refuse = 'down'
  await publishNow(authMailRequested({ kind: 'reset', to: 'nadia@example.com', name: 'Nadia', url }))
  const [message] = (await outbox()).items
  const messageId = message!.id
  expect(await world.call(contract.getMessage, { messageId }, owner)).toMatchObject({
    html: null,
    text: null,
    hiddenBecause: expect.stringContaining('only its receiver'),
  })
  mailer.refuse = null
  await world.call(contract.retryMessage, { messageId }, owner)
  await world.runJobs()
  expect(mailer.sent[0]!.text).toContain(url)
  const [row] = await world.sql('select html, body_text from notifications.messages where org_id = $1', [
    orgId,
  ])
  expect(row).toEqual({ html: null, body_text: null })
})

test('without a mail server a message stays readable in the Outbox; secrets only for who could act anyway', async () => {
  const { orgId, publishNow, outbox } = await office()
  Object.assign(mailer, { send: async () => ({ delivered: false }) })
  try {
    await publishNow(
      memberInvited({
        invitationId: newId(),
        email: 'new@example.com',
        orgName: 'Brightside Cleaning',
        invitedBy: 'Nadia Rahman',
        roles: ['manager', 'staff'],
        url: 'http://localhost:3000/join/secret',
        expiresAt: '2026-12-03T14:00:00.000Z',
      }),
    )
  } finally {
    Object.assign(mailer, { send: createFakeMailer().send })
  }
  const [message] = (await outbox()).items
  expect(message).toMatchObject({
    status: 'outbox',
    subject: 'Nadia Rahman invites you to Brightside Cleaning',
  })
  const read = async (role: string) =>
    world.call(contract.getMessage, { messageId: message!.id }, await world.as(orgId, role))
  expect((await read('admin')).text).toContain('http://localhost:3000/join/secret')
  expect((await read('admin')).text).toContain('as manager and member of staff')
  expect(await read('agent')).toMatchObject({ text: null, html: null })
})

test('PLAT-053 the Outbox takes two statements however long, and finds by name, address and subject', async () => {
  const { owner, publishNow } = await office()
  for (const name of ['Ana', 'Bob', 'Cid']) {
    await publishNow(
      appointmentBooked(newVisit({ customerName: name, customerEmail: `${name.toLowerCase()}@example.com` })),
    )
  }
  const list = (input: object) => world.call(contract.listMessages, input, owner)
  expect((await list({ q: 'bob@' })).items.map(({ toName }) => toName)).toEqual(['Bob'])
  expect((await list({ q: 'regular CLEAN' })).total).toBe(3)
  expect((await list({ q: '%' })).total).toBe(0)
  const first = await list({ limit: 2 })
  const rest = await list({ limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...rest.items].map(({ toName }) => toName)).toEqual(['Cid', 'Bob', 'Ana'])
  expect(rest.nextCursor).toBeUndefined()
})

test('another organisation sees none of our messages', async () => {
  const ours = await office()
  const theirs = await office()
  await ours.publishNow(appointmentBooked(newVisit()))
  const [message] = (await ours.outbox()).items
  expect((await theirs.outbox({ q: 'Hannah' })).total).toBe(0)
  await expect(
    world.call(contract.getMessage, { messageId: message!.id }, theirs.owner),
  ).rejects.toMatchObject({ code: 'notifications.message_not_found' })
})
