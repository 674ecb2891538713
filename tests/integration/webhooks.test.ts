import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createChannel } from '#modules/inbox/contract.ts'
import { testWorld } from '#platform/testing/world.ts'
import { httpDesk } from './http-desk.ts'

// What vendors post, spoilt in every way, over the real HTTP server: nothing is a fault of ours, and what is good in the
// same delivery is worked all the same.

const SEED = 20_261_121
const SECRET = 'a secret that signs what vendors post'
const NUMBER_ID = '106540352242922'
const GOOD = 'GOOD'

const world = await testWorld()
const { app } = await httpDesk(world)

type Kind = 'whatsapp' | 'sms' | 'email' | 'phone'
type Body = string | Buffer

const accounts = {
  whatsapp: {
    address: '+442079460100',
    settings: { phoneNumberId: NUMBER_ID, businessAccountId: '1' },
    secrets: { accessToken: 'token', appSecret: SECRET },
  },
  sms: { address: '+442079460101', settings: { accountSid: 'AC1' }, secrets: { authToken: SECRET } },
  email: { address: 'office@firm.example', settings: {}, secrets: { inboundSecret: SECRET } },
  phone: { address: '+442079460102', settings: {}, secrets: { signingSecret: SECRET } },
}

const hmac = (how: 'sha1' | 'sha256', body: Body) => createHmac(how, SECRET).update(body)

/** Headers of a genuine delivery. */
const signed: Record<Kind, (body: Body, url: string) => Record<string, string>> = {
  whatsapp: (body) => ({
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${hmac('sha256', body).digest('hex')}`,
  }),
  sms(body, url) {
    const form = new URLSearchParams(String(body))
    const names = [...new Set(form.keys())].sort()
    const text = names.map((name) => name + [...new Set(form.getAll(name))].sort().join('')).join('')
    const signature = hmac('sha1', url + text).digest('base64')
    return { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
  },
  email: () => ({ 'content-type': 'message/rfc822', 'x-frontdesk-secret': SECRET }),
  phone: (body) => ({
    'content-type': 'application/json',
    'x-frontdesk-signature': `sha256=${hmac('sha256', body).digest('hex')}`,
  }),
}

async function office(kind: Kind) {
  const orgId = await world.newOrg()
  const owner = await world.as(orgId, 'owner')
  const input = { kind, name: kind, sandbox: true, ...accounts[kind] } as never
  const { id, webhookUrl } = await world.call(createChannel, input, owner)
  const { pathname } = new URL(webhookUrl)
  const post = async (body: Body, headers = signed[kind](body, webhookUrl)) =>
    (await app.inject({ method: 'POST', url: pathname, payload: body, headers })).statusCode
  const rows = <T>(text: string) => world.sql<T>(text, [id])
  return { id, post, rows }
}

type Office = Awaited<ReturnType<typeof office>>

/** Everything that was accepted was worked, and every good message stands there once. */
async function expectGood({ rows }: Office, expected: readonly string[]): Promise<void> {
  await world.runJobs()
  const bad = await rows<{ outcome: string | null; body: string }>(
    `select outcome, left(body, 900) as body from inbox.deliveries
     where channel_id = $1 and (processed_at is null or outcome like 'Could not be worked%')`,
  )
  expect(bad).toEqual([])
  const found = await rows<{ body: string }>(
    `select body from inbox.messages where channel_id = $1 and body like '${GOOD}%' order by created_at, id`,
  )
  expect(found.map(({ body }) => body.trim()).sort()).toEqual([...expected].sort())
}

/** What nobody expects where an id, a name, a time or a list should be. */
const junk = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', [], {}, [[]], [null]) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('\u0000', 'a\u0000b', '\ud800', '\u202e', '\ufffe', '😀'.repeat(99)),
  },
  { weight: 2, arbitrary: fc.constantFrom('x'.repeat(4_000), '+44'.repeat(400), '9'.repeat(400)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('-271821-04-20T00:00:00Z', '+275760-09-13', '0001-01-01', '1', 9e15),
  },
  { weight: 2, arbitrary: fc.jsonValue() as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.constant(JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`) as unknown) },
)

/** The value with one place in it replaced; `places` are tried in turn. */
function spoil(value: unknown, place: number, by: unknown): unknown {
  let left = place
  const walk = (inner: unknown): unknown => {
    if (left-- === 0) return by
    if (Array.isArray(inner)) return inner.map(walk)
    if (inner === null || typeof inner !== 'object') return inner
    return Object.fromEntries(Object.entries(inner).map(([key, part]) => [key, walk(part)]))
  }
  return walk(value)
}

/** So many values, each with a place of its own spoilt by something of its own. The same in every run. */
function spoilt<T>(of: readonly T[], count: number): unknown[] {
  const bad = fc.sample(fc.tuple(fc.nat(30), junk), { numRuns: count, seed: SEED })
  return bad.map(([place, by], i) => spoil(of[i % of.length], place + 1, by))
}

/** No spoilt thing may be taken for another one. */
function numbered<T extends object>(i: number, thing: T): T {
  return 'id' in thing && typeof thing.id === 'string' ? { ...thing, id: `${thing.id}.${i}` } : thing
}

describe('INBX-011 deliveries of WhatsApp', () => {
  const about = { from: '447700900101', timestamp: '1795687200' }
  const messages = [
    { id: 'wamid.text', ...about, type: 'text', text: { body: 'Hello' }, context: { id: 'wamid.before' } },
    { id: 'wamid.image', ...about, type: 'image', image: { id: 'm', mime_type: 'image/png', caption: 'c' } },
    { id: 'wamid.place', ...about, type: 'location', location: { latitude: 1, longitude: 2, name: 'n' } },
    { id: 'wamid.cards', ...about, type: 'contacts', contacts: [{ name: { formatted_name: 'Ann' } }] },
    {
      ...{ id: 'wamid.choice', ...about, type: 'interactive' },
      interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'A' } },
    },
    { id: 'wamid.sign', ...about, type: 'reaction', reaction: { message_id: 'wamid.text', emoji: '👍' } },
    { id: 'wamid.new', ...about, type: 'hologram', hologram: { depth: 3 }, errors: [{ code: 131051 }] },
  ]
  const statuses = [
    { id: 'wamid.out', status: 'delivered', timestamp: '1795687200', recipient_id: '447700900101' },
    { id: 'wamid.out', status: 'failed', timestamp: '1795687200', errors: [{ code: 131026, title: 'No' }] },
  ]
  const contacts = [{ wa_id: '447700900101', profile: { name: 'Ann Archer' } }]
  const good = (i: number) => ({
    ...{ id: `wamid.good.${i}`, from: `4477009002${String(i).padStart(2, '0')}`, timestamp: '1795687200' },
    ...{ type: 'text', text: { body: `${GOOD} ${i}` } },
  })
  const delivery = (
    value: Record<string, unknown>,
    change: Record<string, unknown> = { field: 'messages' },
  ) => {
    const metadata = { display_phone_number: '442079460100', phone_number_id: NUMBER_ID }
    const changes = [{ ...change, value: { messaging_product: 'whatsapp', metadata, ...value } }]
    return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] })
  }

  test('with anything in any field lose nothing that is good beside it', async () => {
    const at = await office('whatsapp')
    const bad = spoilt(messages.concat(), 140).map((one, i) => numbered(i, one as object))
    const told = spoilt(statuses, 70)
    const names = spoilt(contacts, 35)
    const bodies = Array.from({ length: 35 }, (_, i) =>
      delivery({
        contacts: [...contacts, names[i]],
        messages: [...bad.slice(i * 4, i * 4 + 2), good(i), ...bad.slice(i * 4 + 2, i * 4 + 4)],
        statuses: told.slice(i * 2, i * 2 + 2),
      }),
    )
    for (const body of bodies) expect(await at.post(body), body.slice(0, 400)).toBe(200)
    await expectGood(
      at,
      bodies.map((_, i) => `${GOOD} ${i}`),
    )
  })

  test('about templates and the number with anything in any field are never a fault', async () => {
    const at = await office('whatsapp')
    const event = { event: 'REJECTED', message_template_id: 1, message_template_name: 'n', reason: 'R' }
    const fields = [
      'message_template_status_update',
      'phone_number_quality_update',
      'account_update',
      'flows',
    ]
    for (const [i, value] of spoilt([{ ...event, message_template_language: 'en' }], 40).entries()) {
      const value_ = typeof value === 'object' && value !== null ? (value as object) : { value }
      expect(await at.post(delivery({ ...value_ }, { field: fields[i % 4] }))).toBe(200)
    }
    await expectGood(at, [])
  })

  test('posted twice, and in any order, count once', async () => {
    const at = await office('whatsapp')
    const bodies = Array.from({ length: 8 }, (_, i) => delivery({ contacts, messages: [good(i), good(i)] }))
    await Promise.all([...bodies, ...bodies.toReversed()].map((body) => at.post(body)))
    await world.runJobs()
    await Promise.all(bodies.map((body) => at.post(body)))
    await expectGood(
      at,
      bodies.map((_, i) => `${GOOD} ${i}`),
    )
  })
})

describe('NOTF-007 deliveries of Twilio', () => {
  test('with anything in any field lose nothing that comes after', async () => {
    const at = await office('sms')
    const message = { From: '+447700900101', Body: 'Hello', NumMedia: '1', MediaUrl0: 'https://x.example/1' }
    const status = { MessageStatus: 'failed', ErrorCode: '30005', ErrorMessage: 'No', From: '+447700900101' }
    const forms = spoilt(
      [
        { MessageSid: 'SM', ...message },
        { MessageSid: 'SM', ...status },
      ],
      80,
    )
    for (const [i, form] of forms.entries()) {
      const fields = Object.entries(form as Record<string, unknown>).map(([name, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        return [name, name === 'MessageSid' && text === 'SM' ? `SM${i}` : text]
      })
      expect(await at.post(String(new URLSearchParams(fields)))).toBeLessThan(500)
      if (i % 8 > 0) continue
      const good = { MessageSid: `GOOD${i}`, From: '+447700900102', Body: `${GOOD} ${i}`, NumMedia: '0' }
      expect(await at.post(String(new URLSearchParams(good)))).toBe(200)
    }
    await expectGood(
      at,
      forms.flatMap((_, i) => (i % 8 > 0 ? [] : [`${GOOD} ${i}`])),
    )
  })
})

describe('INBX-039 reports of calls', () => {
  test('with anything in any field lose no call that is good beside them', async () => {
    const at = await office('phone')
    const call = { callId: 'call', event: 'completed', from: '+447700900101', at: '2026-11-26T10:00:00Z' }
    const more = { callerName: 'Ann', durationSeconds: 61, recordingUrl: 'https://x.example/1.wav' }
    const reports = spoilt([{ ...call, ...more }], 90)
    for (let i = 0; i < 30; i++) {
      const good = { ...call, callId: `good-${i}`, from: '+447700900102', callerName: `${GOOD} ${i}` }
      const body = JSON.stringify([...reports.slice(i * 3, i * 3 + 2), good, reports[i * 3 + 2]])
      expect(await at.post(body)).toBe(200)
    }
    await expectGood(at, [])
    const calls = await at.rows<{ ref: string }>(
      `select provider_ref as ref from inbox.calls where channel_id = $1 and provider_ref like 'good-%'`,
    )
    expect(calls).toHaveLength(30)
  })
})

describe('INBX-026 mails', () => {
  const mail = (headers: Record<string, string>, text: string) =>
    Buffer.from(
      `${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\r\n')}\r\n\r\n${text}`,
      'latin1',
    )
  const headers = {
    From: 'Ann <ann@people.example>',
    To: 'office@firm.example',
    Subject: 'Thursday',
    'Message-ID': '<1@people.example>',
    Date: 'Thu, 26 Nov 2026 09:00:00 +0000',
    References: '<0@people.example>',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'quoted-printable',
  }

  test('with anything in any header lose no mail that comes after', async () => {
    const at = await office('email')
    const more = [
      'multipart/mixed; boundary=x',
      'text/html; charset=klingon',
      '=?utf-8?B?//8=?=',
      '<>',
      '@,;<<>>',
    ]
    const names = Object.keys(headers)
    const values = fc.sample(fc.oneof(fc.constantFrom(...more), junk.map(String)), {
      numRuns: 64,
      seed: SEED,
    })
    for (const [i, value] of values.entries()) {
      const id = `<${i}@people.example>`
      const bad = { ...headers, 'Message-ID': id, [names[i % names.length]!]: value.slice(0, 4_000) }
      expect(await at.post(mail(bad, `--x\r\n\r\n=GG${value.slice(0, 200)}`))).toBeLessThan(500)
      if (i % 8 > 0) continue
      const good = {
        ...headers,
        'Message-ID': `<good-${i}@people.example>`,
        Subject: `Matter ${i}`,
        References: '',
      }
      expect(await at.post(mail(good, `${GOOD} ${i}`))).toBe(200)
    }
    await expectGood(
      at,
      values.flatMap((_, i) => (i % 8 > 0 ? [] : [`${GOOD} ${i}`])),
    )
  })
})

describe.each(['whatsapp', 'sms', 'email', 'phone'] as const)('junk posted to %s', (kind) => {
  const bytes = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 300 }), { numRuns: 25, seed: SEED })
  const texts = [
    ...[
      '',
      ' ',
      'null',
      '42',
      '"x"',
      '[]',
      '{}',
      '[1,2,3]',
      '{"object":',
      '%',
      '&&&===',
      'a=1&a=2',
      '\r\n\r\n',
      '--x--',
    ],
    ...[`${'['.repeat(20_000)}${']'.repeat(20_000)}`, `{"a":`.repeat(5_000), 'x'.repeat(1_000_000)],
    ...[
      '{"object":"whatsapp_business_account","entry":[[[]]]}',
      '{"__proto__":{"callId":"x"}}',
      'MessageSid=%00',
    ],
  ]
  const all: Body[] = [...texts, ...bytes.map((one) => Buffer.from(one))]
  const types = [
    '',
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=',
    'application/xml',
    'x',
    '😀',
  ]

  test('signed is never a fault, and what is kept of it is worked', async () => {
    const at = await office(kind)
    for (const body of all) expect(await at.post(body), String(body).slice(0, 80)).toBeLessThan(500)
    const url = 'http://localhost'
    for (const type of types) {
      const answered = await at.post('{"a":1}', {
        ...signed[kind]('{"a":1}', url),
        'content-type': encodeURI(type),
      })
      expect(answered, type).toBeLessThan(500)
    }
    await expectGood(at, [])
  })

  test('unsigned is refused and not kept', async () => {
    const at = await office(kind)
    for (const body of all.slice(0, 30)) {
      const status = await at.post(body, { 'content-type': 'application/json' })
      expect([400, 401, 403, 422]).toContain(status)
    }
    expect(await at.rows('select from inbox.deliveries where channel_id = $1')).toEqual([])
  })

  test('that is too large is refused and not kept', async () => {
    const at = await office(kind)
    const status = await at.post(Buffer.alloc(36_000_000, 'x'), { 'content-type': 'application/json' })
    expect([413, 422]).toContain(status)
    expect(await at.rows('select from inbox.deliveries where channel_id = $1')).toEqual([])
  })
})
