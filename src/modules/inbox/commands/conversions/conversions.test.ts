import { describe, expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'
import { newOffice, type Office } from '../office.fixture.ts'
import {
  creditBooking,
  creditLead,
  noteConversionCancelled,
  noteConversionRestored,
} from './credit-conversions.ts'

const world = await testWorld()
const conversions = (orgId: string) =>
  world.sql<Record<string, unknown>>('select * from inbox.conversions where org_id = $1 order by at', [orgId])

const event = (office: Office, payload: object, occurredAt = world.services.clock().toString()) =>
  ({ id: '', orgId: office.orgId, name: '', actor: '', occurredAt, payload }) as never
const told = (office: Office, listener: typeof creditBooking, payload: object, at?: string) =>
  world.command(listener, event(office, payload, at), world.system(office.orgId))

/** Somebody wrote from a number and is a client with that number. */
async function inTouch() {
  const office = await newOffice(world)
  const phone = '+447700900001'
  const conversationId = await office.writes('447700900001', 'Do you have time on Friday?', {
    from: { platformUserId: '447700900001', name: 'Clara', phone },
  })
  const clientId = await world.command(ensureContact, { name: 'Clara Holt', phone }, office.ann)
  const booking = { clientId, appointmentId: newId(), price: 4500, customerPhone: phone, customerEmail: null }
  const client = { clientId, name: 'Clara Holt', phone, email: null }
  return { ...office, office, conversationId, clientId, booking, client }
}

test('who wrote first and became a client is a lead, linked to their conversations (INBX-028)', async () => {
  const { office, orgId, ann, conversationId, clientId, client, channelId } = await inTouch()
  await told(office, creditLead as never, client)
  await told(office, creditLead as never, client)
  expect(await conversions(orgId)).toMatchObject([
    {
      kind: 'lead',
      client_id: clientId,
      ref_id: clientId,
      conversation_id: conversationId,
      channel_id: channelId,
      amount: null,
    },
  ])
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.clientId).toBe(clientId)
})

test('a booking within the days after the last message is credited once; cancelling and its undo are noted', async () => {
  const { office, orgId, booking, conversationId } = await inTouch()
  world.setNow('2026-11-30T09:59:00.000Z')
  await told(office, creditBooking, booking)
  await told(office, creditBooking, booking)
  expect(await conversions(orgId)).toMatchObject([
    {
      kind: 'booking',
      conversation_id: conversationId,
      broadcast_id: null,
      amount: 4500,
      cancelled_at: null,
    },
  ])
  await told(office, noteConversionCancelled as never, booking)
  expect((await conversions(orgId))[0]!.cancelled_at).not.toBeNull()
  await told(office, noteConversionRestored as never, booking)
  expect((await conversions(orgId))[0]!.cancelled_at).toBeNull()
})

test('later than that, and for people who never wrote, nothing is credited', async () => {
  const { office, orgId, booking } = await inTouch()
  world.setNow('2026-11-30T10:00:01.000Z')
  await told(office, creditBooking, booking)
  await told(office, creditBooking, { ...booking, clientId: newId(), customerPhone: '+447700900777' })
  await told(office, creditBooking, { ...booking, clientId: null })
  expect(await conversions(orgId)).toEqual([])
})

test('the last touch wins: a broadcast after the talk, within its own days', async () => {
  const { office, orgId, booking, conversationId, channelId } = await inTouch()
  const broadcastId = newId()
  await told(office, creditLead as never, { ...booking, phone: booking.customerPhone, email: null })
  await world.sql(
    `insert into inbox.broadcasts (org_id, id, name, channel_id, template_id, audience, status, credit_days, created_by, created_at)
     values ($1, $2, 'Spring', $3, $2, '{}', 'done', 30, 'Mia', now())`,
    [orgId, broadcastId, channelId],
  )
  await world.sql(
    `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, body, status,
       broadcast_id, created_at) values ($1, $2, $3, $4, 'out', 'broadcast', 'template', 'Spring', 'delivered', $5, $6)`,
    [orgId, newId(), conversationId, channelId, broadcastId, '2026-11-24T10:00:00Z'],
  )
  world.setNow('2026-12-20T10:00:00.000Z')
  await told(office, creditBooking, booking)
  expect((await conversions(orgId)).at(-1)).toMatchObject({ kind: 'booking', broadcast_id: broadcastId })
})

describe('what a broadcast brought in', () => {
  /** A broadcast reached the client; it is credited for so many days. */
  async function reached(creditDays: number, status = 'delivered') {
    const touched = await inTouch()
    const { office, orgId, booking, conversationId, channelId } = touched
    const [broadcastId, templateId] = [newId(), newId()]
    await told(office, creditLead as never, { ...booking, phone: booking.customerPhone, email: null })
    await world.sql(
      `insert into inbox.templates (org_id, id, channel_kind, name, language, category, body, status, updated_at)
       values ($1, $2, 'whatsapp', 'spring', 'en', 'marketing', 'Spring', 'approved', now())`,
      [orgId, templateId],
    )
    await world.sql(
      `insert into inbox.broadcasts (org_id, id, name, channel_id, template_id, audience, status, credit_days, created_by,
         created_at) values ($1, $2, 'Spring', $3, $4, '{"addresses": []}', 'done', $5, 'Mia', now())`,
      [orgId, broadcastId, channelId, templateId, creditDays],
    )
    await world.sql(
      `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, body, status,
         broadcast_id, created_at) values ($1, $2, $3, $4, 'out', 'broadcast', 'template', 'Spring', $6, $5,
         '2026-11-24T10:00:00Z')`,
      [orgId, newId(), conversationId, channelId, broadcastId, status],
    )
    const results = async () => {
      const { results } = await world.call(contract.getBroadcast, { broadcastId }, office.mia)
      return [results.conversions, results.revenue]
    }
    return { ...touched, broadcastId, results }
  }

  test('goes up with a booking, down when it is cancelled, and up again when that is taken back (INBX-028)', async () => {
    const { office, booking, results } = await reached(7)
    world.setNow('2026-12-01T09:59:59.000Z')
    await told(office, creditBooking, booking)
    expect(await results()).toEqual([1, 4500])
    await told(office, noteConversionCancelled as never, booking)
    expect(await results()).toEqual([0, 0])
    await told(office, noteConversionRestored as never, booking)
    expect(await results()).toEqual([1, 4500])
  })

  test.each([
    ['after its days', '2026-12-01T10:00:01.000Z', 'delivered'],
    ['when its message never arrived', '2026-11-25T10:00:00.000Z', 'failed'],
  ])('is nothing %s', async (_when, now, status) => {
    const { office, booking, results } = await reached(7, status)
    world.setNow(now)
    await told(office, creditBooking, booking)
    expect(await results()).toEqual([0, 0])
  })

  test('is the talk’s once they talked after it: the last touch has it', async () => {
    const { office, orgId, booking, results, conversationId } = await reached(30)
    world.setNow('2026-11-25T10:00:00.000Z')
    await office.writes('447700900001', 'And on Monday?', {
      from: { platformUserId: '447700900001', name: 'Clara', phone: '+447700900001' },
    })
    await told(office, creditBooking, booking)
    expect(await results()).toEqual([0, 0])
    expect((await conversions(orgId)).at(-1)).toMatchObject({
      kind: 'booking',
      broadcast_id: null,
      conversation_id: conversationId,
    })
  })
})
