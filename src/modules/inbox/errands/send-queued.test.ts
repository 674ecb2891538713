import { beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '#modules/crm/contract.ts'
import { loadConfig } from '#platform/config.ts'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { createFakeVendor } from '../adapters/fake-vendor.ts'
import { createVendors } from '../adapters/vendors.ts'
import { applyStatuses } from '../commands/apply-statuses.ts'
import { claimOutgoing } from '../commands/claim-outgoing.ts'
import { addChannel, textFrom } from '../commands/intake.fixture.ts'
import { type NewOutgoing, queueMessage } from '../commands/queue-message.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { resumeSending } from '../commands/resume-sending.ts'
import { sendQueued } from './send-queued.ts'

const vendors = createVendors(loadConfig({ env: 'test' }, { environment: {} }))
const whatsapp = createFakeVendor(vendors.whatsapp)
const sms = createFakeVendor(vendors.sms)
const world = await testWorld({ adapters: { channels: { ...vendors, whatsapp, sms } } })

const ANN = '+447700900101'
const BOB = '+447700900102'

beforeEach(() => {
  for (const vendor of [whatsapp, sms]) {
    vendor.sent.length = 0
    vendor.decide = () => null
  }
})

async function office(settings: Record<string, number> = {}) {
  world.setNow('2026-11-26T10:00:00.000Z')
  const orgId = await world.newOrg()
  const { id: channelId } = await addChannel(world, orgId, 'whatsapp', { settings })
  const who: Who = world.system(orgId)
  const talk = async (number: string) => {
    const [received] = await world.command(
      receiveMessages,
      { channelId, messages: [textFrom(number, 'hello')] },
      who,
    )
    return received!.conversationId
  }
  const write = (conversationId: string, body: string, over: Partial<NewOutgoing> = {}) =>
    world.command(queueMessage, { conversationId, authorKind: 'agent', body, ...over }, who)
  // Twice: on a busy machine the first run may have to give other jobs their turn.
  const send = async () => {
    await world.errand(sendQueued, { channelId }, who)
    await world.errand(sendQueued, { channelId }, who)
  }
  const states = async () => {
    const rows = await world.sql<{ body: string; status: string }>(
      `select body, status from inbox.messages where org_id = $1 and direction = 'out' order by id`,
      [orgId],
    )
    return Object.fromEntries(rows.map(({ body, status }) => [body, status]))
  }
  const said = () => whatsapp.sent.map(({ body }) => body)
  return { orgId, channelId, who, talk, write, send, states, said }
}

describe('INBX-020 the queue', () => {
  test('sends what waits, each conversation in order, and notes the provider’s ids', async () => {
    const { orgId, talk, write, send, states, said } = await office()
    const [ann, bob] = [await talk(ANN), await talk(BOB)]
    for (const [conversation, body] of [
      [ann, 'a1'],
      [bob, 'b1'],
      [ann, 'a2'],
      [ann, 'a3'],
    ] as const)
      await write(conversation, body)
    await send()
    expect(await states()).toEqual({ a1: 'sent', a2: 'sent', a3: 'sent', b1: 'sent' })
    expect(said().filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
    const refs = await world.sql(
      `select from inbox.messages where org_id = $1 and provider_ref = 'fake-' || id`,
      [orgId],
    )
    expect(refs).toHaveLength(4)
    expect(await world.sql('select from inbox.outgoing where org_id = $1', [orgId])).toHaveLength(0)
  })

  test('lets nobody overtake: what waits for another try holds those behind it, and only those', async () => {
    const { talk, write, send, states, said } = await office()
    const [ann, bob] = [await talk(ANN), await talk(BOB)]
    await write(ann, 'a1')
    await write(ann, 'a2')
    await write(bob, 'b1')
    whatsapp.decide = ({ body }, tries) =>
      body === 'a1' && tries === 1 ? { code: '131000', title: 'Something went wrong', isFinal: false } : null
    await send()
    expect(await states()).toEqual({ a1: 'queued', a2: 'queued', b1: 'sent' })
    world.setNow('2026-11-26T10:00:10.000Z')
    await send()
    expect(await states()).toEqual({ a1: 'sent', a2: 'sent', b1: 'sent' })
    expect(said()).toEqual(['b1', 'a1', 'a2'])
  })

  test('lets broadcasts wait while people are answered', async () => {
    const { talk, write, send, said } = await office()
    const [ann, bob] = [await talk(ANN), await talk(BOB)]
    await write(bob, 'offer', { authorKind: 'broadcast' })
    await write(ann, 'answer')
    await send()
    expect(said()).toEqual(['answer', 'offer'])
  })

  test('keeps the channel’s pace, over all processes', async () => {
    const { channelId, who, talk, write } = await office({ perSecond: 3 })
    const conversations = await Promise.all(
      Array.from({ length: 8 }, (_, i) => talk(`+4477009001${String(i).padStart(2, '0')}`)),
    )
    for (const conversation of conversations) await write(conversation, 'hello')
    const claim = () => world.command(claimOutgoing, { channelId, most: 8 }, who)
    const several = await Promise.all([claim(), claim(), claim()])
    expect(several.map(({ messages }) => messages.length).sort()).toEqual([0, 0, 3])
    expect(await claim()).toMatchObject({ messages: [], waitMs: 334 })
    world.setNow('2026-11-26T10:00:00.700Z')
    expect((await claim()).messages).toHaveLength(2)
    // A long pause is no reason to be faster afterwards.
    world.setNow('2026-11-26T10:01:00.000Z')
    expect((await claim()).messages).toHaveLength(3)
  })

  test('gives a message to one sender only, however many ask at once', async () => {
    const { channelId, who, talk, write } = await office()
    const conversations = [await talk(ANN), await talk(BOB)]
    for (const conversation of conversations) await write(conversation, 'hello')
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => world.command(claimOutgoing, { channelId, most: 5 }, who)),
    )
    const ids = claims.flatMap(({ messages }) => messages.map(({ id }) => id))
    expect(new Set(ids).size).toBe(2)
    expect(ids).toHaveLength(2)
  })

  test('takes a message again whose sender died, after a while and once', async () => {
    const { channelId, who, talk, write, send, states } = await office()
    await write(await talk(ANN), 'hello')
    await world.command(claimOutgoing, { channelId, most: 1 }, who)
    await send()
    expect(await states()).toEqual({ hello: 'sending' })
    world.setNow('2026-11-26T10:03:00.000Z')
    expect(await world.command(resumeSending, undefined, who)).toBe(1)
    await send()
    expect(await states()).toEqual({ hello: 'sent' })
    expect(whatsapp.sent).toHaveLength(1)
  })

  test('does not send to somebody who wrote STOP meanwhile', async () => {
    const { channelId, who, talk, write, send, states } = await office()
    await write(await talk(ANN), 'offer')
    await world.command(receiveMessages, { channelId, messages: [textFrom(ANN, 'stop')] }, who)
    await send()
    expect(await states()).toEqual({ offer: 'failed' })
    expect(whatsapp.sent).toHaveLength(0)
  })
})

describe('NOTF-004 refusals', () => {
  test('that are final put the message on the list, with reason and category', async () => {
    const { orgId, talk, write, send, states } = await office()
    await write(await talk(ANN), 'hello')
    whatsapp.decide = () => ({ code: '131053', title: 'Media upload error', isFinal: false })
    await send()
    expect(await states()).toEqual({ hello: 'failed' })
    expect(
      await world.sql('select code, title, category from inbox.failures where org_id = $1', [orgId]),
    ).toEqual([{ code: '131053', title: 'Media upload error', category: 'media' }])
  })

  test('of the whole channel pause it for as long as the provider asks', async () => {
    const { channelId, who, talk, write, send, states } = await office()
    const [ann, bob] = [await talk(ANN), await talk(BOB)]
    await write(ann, 'a1')
    whatsapp.decide = () => ({ code: '130429', title: 'Rate limit hit', isFinal: false, retryAfter: 60 })
    await send()
    whatsapp.decide = () => null
    await write(bob, 'b1')
    await send()
    expect(await states()).toEqual({ a1: 'queued', b1: 'queued' })
    const { waitMs } = await world.command(claimOutgoing, { channelId, most: 1 }, who)
    expect(waitMs).toBeGreaterThanOrEqual(60_000)
    world.setNow('2026-11-26T10:01:30.000Z')
    await send()
    expect(await states()).toEqual({ a1: 'sent', b1: 'sent' })
  })

  test('of one pair of numbers do not stop the others', async () => {
    const { talk, write, send, states } = await office()
    await write(await talk(ANN), 'a1')
    await write(await talk(BOB), 'b1')
    whatsapp.decide = ({ body }) =>
      body === 'a1' ? { code: '131056', title: 'Pair rate limit', isFinal: false } : null
    await send()
    expect(await states()).toEqual({ a1: 'queued', b1: 'sent' })
  })

  test('end after so many tries', async () => {
    const { talk, write, send, states } = await office()
    await write(await talk(ANN), 'hello')
    whatsapp.decide = () => ({ code: 'net.timeout', title: 'No answer', isFinal: false })
    const tries = ['10:00:00', '10:00:10', '10:01:00', '10:05:00', '10:20:00', '11:00:00']
    for (const time of tries) {
      world.setNow(`2026-11-26T${time}.000Z`)
      await send()
    }
    expect(await states()).toEqual({ hello: 'queued' })
    world.setNow('2026-11-26T14:00:00.000Z')
    await send()
    expect(await states()).toEqual({ hello: 'failed' })
  })

  test('that cannot be helped here are helped on another channel, with a word in the thread', async () => {
    const { orgId, talk, write, send } = await office()
    await addChannel(world, orgId, 'sms')
    const client = { name: 'Ann Archer', phone: ANN }
    await world.call(createClient, client, await world.as(orgId, 'manager'))
    const conversationId = await talk(ANN)
    await write(conversationId, 'We come at nine')
    whatsapp.decide = () => ({ code: '131026', title: 'Message undeliverable', isFinal: true })
    await send()
    await world.runJobs()
    expect(sms.sent).toMatchObject([{ body: 'We come at nine', to: { phone: ANN } }])
    const events = await world.sql<{ body: string }>(
      `select body from inbox.messages where org_id = $1 and conversation_id = $2 and kind = 'event'`,
      [orgId, conversationId],
    )
    expect(events.map(({ body }) => body)).toEqual(['WhatsApp could not deliver it; sent by SMS instead.'])
    expect(await world.sql('select handled_how from inbox.failures where org_id = $1', [orgId])).toEqual([
      { handled_how: 'sent by SMS' },
    ])
    const kept = await world.sql(
      'select from inbox.conversations where org_id = $1 and client_id is not null',
      [orgId],
    )
    expect(kept).toHaveLength(2)
  })
})

test('INBX-016 what was told before the provider’s id was known counts as soon as it is', async () => {
  const { channelId, who, talk, write, send, states } = await office()
  const { id } = await write(await talk(ANN), 'hello')
  const at = '2026-11-26T10:00:00.000Z'
  const statuses = (['delivered', 'read'] as const).map((status) => ({
    providerRef: `fake-${id}`,
    status,
    at,
  }))
  await world.command(applyStatuses, { channelId, statuses }, who)
  expect(await states()).toEqual({ hello: 'queued' })
  await send()
  expect(await states()).toEqual({ hello: 'read' })
})

test('a sandbox takes messages and tells how far they got by the same way as a provider', async () => {
  world.setNow('2026-11-01T10:00:00.000Z')
  const orgId = await world.newOrg()
  const { id: channelId } = await addChannel(world, orgId, 'whatsapp', { sandbox: true })
  const who = world.system(orgId)
  const bad = '+447700900001'
  const at = '2026-11-01T10:00:00.000Z'
  const messages = [textFrom(ANN, 'hello', { at }), textFrom(bad, 'hello', { at })]
  const received = await world.command(receiveMessages, { channelId, messages }, who)
  for (const { conversationId } of received) {
    await world.command(queueMessage, { conversationId, authorKind: 'agent', body: 'Hi' }, who)
  }
  await world.runJobs()
  const rows = await world.sql(
    `select m.status, m.failure_code from inbox.messages m join inbox.conversations c on c.id = m.conversation_id
     where m.org_id = $1 and m.direction = 'out' order by c.number`,
    [orgId],
  )
  expect(rows).toEqual([
    { status: 'read', failure_code: null },
    { status: 'failed', failure_code: '131026' },
  ])
  const deliveries = await world.sql(
    'select from inbox.deliveries where org_id = $1 and processed_at is not null',
    [orgId],
  )
  expect(deliveries.length).toBeGreaterThanOrEqual(5)
})
