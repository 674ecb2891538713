import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { AppError } from '#values/errors.ts'
import {
  AUTH_TOKEN,
  addChannel,
  signedWhatsApp,
  textFrom,
  whatsAppDelivery,
} from '../commands/intake.fixture.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { greetChannel, receiveDelivery } from '../contract/intake.ts'
import { deliveriesChanged } from '../events.ts'

const world = await testWorld()
const ANN = '447700900101'
const seconds = '1795687200'

async function office(kind: 'whatsapp' | 'sms' = 'whatsapp', sandbox = false) {
  world.setNow('2026-11-26T10:00:00.000Z')
  const orgId = await world.newOrg()
  const channel = await addChannel(world, orgId, kind, { sandbox })
  const token = channel.webhookUrl.split('/').at(-1)!
  const guest = world.guest(orgId)
  const post = (body: string, headers = signedWhatsApp(body)) =>
    world.call(receiveDelivery, { token }, guest, headers, { body })
  const rows = (text: string) => world.sql<Record<string, unknown>>(text, [orgId])
  return { orgId, channel, token, guest, post, rows }
}

const text = (id: string, body: string) => ({
  from: ANN,
  id,
  timestamp: seconds,
  type: 'text',
  text: { body },
})
const contacts = [{ wa_id: ANN, profile: { name: 'Ann Archer' } }]

const codeOf = (pending: Promise<unknown>) =>
  pending.then(
    () => 'accepted',
    (error: unknown) => (error instanceof AppError ? error.code : `fault: ${error}`),
  )

describe('INBX-011 a delivery of WhatsApp', () => {
  test('is answered when it is stored, and a job works it', async () => {
    const { post, rows } = await office()
    await post(whatsAppDelivery({ contacts, messages: [text('wamid.1', 'Can you come on Friday?')] }))
    expect(await rows('select processed_at from inbox.deliveries where org_id = $1')).toEqual([
      { processed_at: null },
    ])
    await world.runJobs()
    expect(await rows('select outcome from inbox.deliveries where org_id = $1')).toEqual([
      { outcome: '1 message' },
    ])
    expect(await rows('select body, kind, status from inbox.messages where org_id = $1')).toEqual([
      { body: 'Can you come on Friday?', kind: 'text', status: 'received' },
    ])
    expect(await rows('select name, phone from inbox.contacts where org_id = $1')).toEqual([
      { name: 'Ann Archer', phone: `+${ANN}` },
    ])
  })

  test('two hundred at once are stored in few transactions, worked in order, once each', async () => {
    const { post, rows } = await office()
    const bodies = Array.from({ length: 200 }, (_, i) =>
      whatsAppDelivery({ contacts, messages: [text(`wamid.${i}`, String(i))] }),
    )
    const statements = await world.countQueries(() => Promise.all(bodies.map((body) => post(body))))
    expect(statements).toBeLessThan(20)
    await Promise.all(bodies.slice(0, 20).map((body) => post(body)))
    await world.runJobs()
    const messages = await rows('select body from inbox.messages where org_id = $1 order by created_at, id')
    expect(messages.map(({ body }) => body)).toEqual(bodies.map((_, i) => String(i)))
  })

  test('that cannot be worked is set aside with its reason and holds up nobody', async () => {
    const { post, rows, orgId } = await office()
    for (const i of [1, 2, 3])
      await post(whatsAppDelivery({ contacts, messages: [text(`wamid.${i}`, `${i}`)] }))
    // A contact whose row cannot be written, whatever we do.
    await world.sql(
      `alter table inbox.messages add constraint messages_planted check (not (org_id = '${orgId}' and body = '2'))`,
    )
    await world.runJobs()
    await world.sql('alter table inbox.messages drop constraint messages_planted')
    expect(await rows('select outcome from inbox.deliveries where org_id = $1 order by id')).toEqual([
      { outcome: '1 message' },
      { outcome: expect.stringContaining('Could not be worked') },
      { outcome: '1 message' },
    ])
    expect(await rows('select body from inbox.messages where org_id = $1 order by id')).toEqual([
      { body: '1' },
      { body: '3' },
    ])
  })

  test('of another number of the same app is left to that number’s channel', async () => {
    const { post, rows } = await office()
    await post(whatsAppDelivery({ contacts, messages: [text('wamid.x', 'not for you')] }, '999'))
    await world.runJobs()
    expect(await rows('select outcome from inbox.deliveries where org_id = $1')).toEqual([
      { outcome: '1 not understood' },
    ])
  })

  test('greets back only with the verify token', async () => {
    const { token, guest, channel } = await office()
    const greet = (verifyToken: string) => {
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': verifyToken,
        'hub.challenge': '1158201444',
      })
      return codeOf(world.call(greetChannel, { token }, guest, {}, { query: String(query) }))
    }
    expect(
      await world.call(
        greetChannel,
        { token },
        guest,
        {},
        {
          query: `hub.mode=subscribe&hub.verify_token=${channel.verifyToken}&hub.challenge=1158201444`,
        },
      ),
    ).toBe('1158201444')
    expect(await greet(channel.verifyToken)).toBe('accepted')
    expect(await greet('guessed')).toBe('inbox.bad_signature')
    expect(await codeOf(world.call(greetChannel, { token }, guest))).toBe('inbox.bad_signature')
  })
})

describe('junk is refused and never a fault', () => {
  const junk: [string, string][] = [
    ['nothing', ''],
    ['no JSON', '{"object":'],
    ['an array', '[1,2,3]'],
    ['a number', '42'],
    ['null', 'null'],
    ['another object', '{"object":"page","entry":[]}'],
    ['an entry that is none', '{"object":"whatsapp_business_account","entry":{}}'],
    ['NUL', '{"object":"whatsapp_business_account","entry":["\u0000"]}'],
    ['a megabyte', `"${'x'.repeat(1_000_000)}"`],
  ]

  test.each(junk)('signed: %s', async (_, body) => {
    const { post } = await office()
    expect(await codeOf(post(body))).toBe('inbox.bad_delivery')
  })

  test.each([
    ['no signature', {}],
    ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['a signature of a wrong form', { 'x-hub-signature-256': 'sha1=abc' }],
    ['an empty one', { 'x-hub-signature-256': '' }],
  ])('unsigned: %s', async (_, headers) => {
    const { post, rows } = await office()
    const body = whatsAppDelivery({ contacts, messages: [text('wamid.1', 'forged')] })
    expect(await codeOf(post(body, headers as Record<string, string>))).toBe('inbox.bad_signature')
    expect(await rows('select from inbox.deliveries where org_id = $1')).toHaveLength(0)
  })

  test('wrong types inside are counted, kept and shown as unknown', async () => {
    const { post, rows } = await office()
    const odd: unknown[] = [
      null,
      1,
      'x',
      [],
      { id: 5 },
      { id: 'a', from: {} },
      { from: ANN, id: 'wamid.odd', type: 7 },
    ]
    await post(
      whatsAppDelivery({
        contacts: 'none',
        messages: odd,
        statuses: [null, {}, { id: 'x', status: 'lost' }],
      }),
    )
    await post('{"object":"whatsapp_business_account","entry":[1,{"changes":[null,{"field":{}}]}]}')
    await world.runJobs()
    expect(await rows('select kind from inbox.messages where org_id = $1')).toEqual([{ kind: 'unknown' }])
    expect(await rows('select outcome from inbox.deliveries where org_id = $1 order by id')).toEqual([
      { outcome: '1 message, 9 not understood' },
      { outcome: '2 not understood' },
    ])
  })

  test('an address that is not ours', async () => {
    const { guest } = await office()
    expect(await codeOf(world.call(receiveDelivery, { token: 'x'.repeat(64) }, guest))).toBe('http.not_found')
  })
})

describe('INBX-016 statuses', () => {
  async function sentMessage() {
    const all = await office('whatsapp', true)
    const system = world.system(all.orgId)
    const [received] = await world.command(
      receiveMessages,
      { channelId: all.channel.id, messages: [textFrom(`+${ANN}`, 'hello')] },
      system,
    )
    const { conversationId } = received!
    const { id } = await world.command(
      queueMessage,
      { conversationId, authorKind: 'agent', body: 'Hi' },
      system,
    )
    await world.sql(
      `update inbox.messages set status = 'sent', sent_at = '2026-11-26T10:00:00Z', provider_ref = 'wamid.out' where org_id = $1 and id = $2`,
      [all.orgId, id],
    )
    await world.sql('delete from inbox.outgoing where org_id = $1', [all.orgId])
    const tell = (...statuses: Record<string, unknown>[]) =>
      all.post(
        whatsAppDelivery({
          statuses: statuses.map((one) => ({ id: 'wamid.out', timestamp: seconds, ...one })),
        }),
      )
    const state = async () =>
      (
        await world.sql<{ status: string; failure_category: string | null }>(
          'select status, failure_category, delivered_at is not null as arrived from inbox.messages where id = $1',
          [id],
        )
      )[0]!
    return { ...all, id, tell, state }
  }

  test.each([
    [['sent', 'delivered', 'read']],
    [['read', 'delivered', 'sent']],
    [['delivered', 'sent', 'read', 'delivered']],
  ])('told as %s end at read', async (order) => {
    const { tell, state, orgId } = await sentMessage()
    for (const status of order) {
      await tell({ status })
      await world.runJobs()
    }
    expect(await state()).toMatchObject({ status: 'read', arrived: true })
    const told = await world.events(orgId, deliveriesChanged)
    expect(told.at(-1)).toMatchObject({ messages: [{ status: 'read' }] })
  })

  test('a failure is kept with the provider’s reason and our category; what was delivered did not fail', async () => {
    const { tell, state, rows } = await sentMessage()
    await tell({ status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] })
    await world.runJobs()
    expect(await state()).toMatchObject({ status: 'failed', failure_category: 'bad_number' })
    expect(await rows('select code, title, category from inbox.failures where org_id = $1')).toEqual([
      { code: '131026', title: 'Message undeliverable', category: 'bad_number' },
    ])
    await tell({ status: 'delivered' })
    await world.runJobs()
    expect(await state()).toMatchObject({ status: 'delivered', failure_category: null })
    expect(await rows('select from inbox.failures where org_id = $1')).toHaveLength(0)
    await tell({ status: 'failed', errors: [{ code: 131000, title: 'Late' }] })
    await world.runJobs()
    expect(await state()).toMatchObject({ status: 'delivered' })
  })

  test('about messages that we do not know are kept for later', async () => {
    const { tell, rows } = await sentMessage()
    await tell({ id: 'wamid.soon', status: 'delivered' }, { id: 'wamid.soon', status: 'sent' })
    await world.runJobs()
    expect(await rows('select provider_ref from inbox.early_statuses where org_id = $1')).toEqual([
      { provider_ref: 'wamid.soon' },
    ])
  })
})

describe('NOTF-007 a delivery of Twilio', () => {
  const sign = (url: string, form: Record<string, string>) => {
    const signed = Object.keys(form)
      .sort()
      .map((name) => name + form[name])
      .join('')
    return createHmac('sha1', AUTH_TOKEN)
      .update(url + signed)
      .digest('base64')
  }

  test('signed over its address and fields becomes a message; with another field changed it is refused', async () => {
    const { channel, post, rows } = await office('sms')
    const form = {
      MessageSid: 'SM1',
      From: `+${ANN}`,
      To: '+442079460101',
      Body: 'Hello & good day',
      NumMedia: '0',
    }
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': sign(channel.webhookUrl, form),
    }
    expect(await post(String(new URLSearchParams(form)), headers)).toBe('<Response/>')
    const changed = String(new URLSearchParams({ ...form, Body: 'forged' }))
    expect(await codeOf(post(changed, headers))).toBe('inbox.bad_signature')
    await world.runJobs()
    expect(await rows('select body, provider_ref from inbox.messages where org_id = $1')).toEqual([
      { body: 'Hello & good day', provider_ref: 'SM1' },
    ])
  })
})
