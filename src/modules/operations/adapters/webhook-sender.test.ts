import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFakeWebhookSender, type FakeReceiver, type ReceivedMessage } from './fake-webhook-sender.ts'
import { createHttpWebhookSender } from './http-webhook-sender.ts'
import { signedHeaders } from './standard-webhooks.ts'
import type { WebhookSender } from './webhook-sender.ts'

const secret = `whsec_${Buffer.from('0123456789abcdefghijklmn').toString('base64')}`
const message = { id: 'msg-1', timestamp: 1_795_858_200, secret, body: '{"type":"a.b","note":"é"}' }

let server: Server
let origin: string
let receive: FakeReceiver
const received: ReceivedMessage[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const arriving = {
      url: `${origin}${request.url}`,
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString('utf8'),
    }
    received.push(arriving)
    const answer = receive(arriving)
    if (answer === 'silent' || answer === 'refused') return
    const headers = {
      ...(answer.retryAfter && { 'retry-after': String(answer.retryAfter) }),
      location: '/elsewhere',
    }
    response.writeHead(answer.status, headers).end(answer.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
beforeEach(() => {
  received.length = 0
})

/** As a receiver would check it, written from the standard and not from our code. */
function isGenuine({ headers, body }: ReceivedMessage): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = createHmac('sha256', key)
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest()
  const [version, signature] = headers['webhook-signature']!.split(',')
  return version === 'v1' && timingSafeEqual(expected, Buffer.from(signature!, 'base64'))
}

const senders: [string, (receiver: FakeReceiver) => WebhookSender, () => ReceivedMessage[]][] = []
let fake: ReturnType<typeof createFakeWebhookSender>
senders.push([
  'the fake',
  (receiver) => {
    fake = createFakeWebhookSender(receiver)
    return fake
  },
  () => fake.received,
])
senders.push([
  'the real sender',
  (receiver) => {
    receive = receiver
    return createHttpWebhookSender({ allowPrivate: true, timeoutMs: 300 })
  },
  () => received,
])

describe.each(senders)('%s', (_name, make, arrived) => {
  test('delivers the body unchanged with a signature that a receiver can check (PLAT-091)', async () => {
    const sender = make(() => ({ status: 202, body: 'thanks' }))
    const answer = await sender.send({ ...message, url: `${origin}/hook` })
    expect(answer).toMatchObject({ status: 202, error: null, response: 'thanks' })
    expect(arrived()).toHaveLength(1)
    expect(arrived()[0]!.body).toBe(message.body)
    expect(arrived()[0]!.headers['webhook-id']).toBe('msg-1')
    expect(isGenuine(arrived()[0]!)).toBe(true)
  })

  test('sends the same id again on a repeat', async () => {
    const sender = make(() => ({ status: 500 }))
    await sender.send({ ...message, url: `${origin}/hook` })
    await sender.send({ ...message, timestamp: message.timestamp + 30, url: `${origin}/hook` })
    expect(arrived().map(({ headers }) => headers['webhook-id'])).toEqual(['msg-1', 'msg-1'])
    expect(arrived().every(isGenuine)).toBe(true)
  })

  test('reports refusals as they are, with the wish to wait', async () => {
    const sender = make(() => ({ status: 429, body: 'slow down', retryAfter: 120 }))
    const answer = await sender.send({ ...message, url: `${origin}/hook` })
    expect(answer).toMatchObject({ status: 429, response: 'slow down', retryAfter: 120 })
  })

  test('does not follow redirects', async () => {
    const sender = make(() => ({ status: 302 }))
    expect((await sender.send({ ...message, url: `${origin}/hook` })).status).toBe(302)
    expect(arrived()).toHaveLength(1)
  })

  test('gives up on a receiver that stays silent', async () => {
    const sender = make(() => 'silent')
    const answer = await sender.send({ ...message, url: `${origin}/hook` })
    expect(answer).toMatchObject({ status: null, response: null })
    expect(answer.error).toContain('No answer within')
  })

  test('keeps only the beginning of a long answer', async () => {
    const sender = make(() => ({ status: 200, body: 'x'.repeat(200_000) }))
    expect((await sender.send({ ...message, url: `${origin}/hook` })).response).toHaveLength(1_000)
  })
})

test('an address where nothing listens is an outcome in words', async () => {
  const sender = createHttpWebhookSender({ allowPrivate: true, timeoutMs: 300 })
  const answer = await sender.send({ ...message, url: 'http://127.0.0.1:1/hook' })
  expect(answer).toMatchObject({ status: null, error: 'Nothing listens at this address.' })
})

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://2130706433/',
])('in production %s is never asked', async (url) => {
  const sender = createHttpWebhookSender({ allowPrivate: false, timeoutMs: 300 })
  const answer = await sender.send({ ...message, url })
  expect(answer.status).toBeNull()
  expect(answer.error).toContain('private network')
})

test('the signature equals the example of the standard', () => {
  const headers = signedHeaders({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    body: '{"test": 2432232314}',
  })
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
