import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChannelAccount } from '../contract/incoming.ts'
import type { RawDelivery } from './channel.ts'
import { createPhone } from './phone.ts'
import { safeFetch } from './safe-fetch.ts'
import { createSandbox } from './sandbox.ts'

const WAV = Buffer.from('RIFF\x10\0\0\0WAVEfmt sound', 'latin1')
const asked: (string | undefined)[] = []
const server = createServer((request, response) => {
  asked.push(request.headers.authorization)
  if (request.url === '/recording') response.setHeader('content-type', 'audio/x-wav').end(WAV)
  else if (request.url === '/elsewhere') response.writeHead(302, { location: '/recording' }).end()
  else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end()
  else if (request.url === '/large') response.end(Buffer.alloc(70_000_000))
  else response.writeHead(404).end()
}).listen(0, '127.0.0.1')
await new Promise((done) => server.once('listening', done))
afterAll(() => void server.close())
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const SECRET = 'a signing secret'
const account = (settings: Record<string, unknown> = {}): ChannelAccount => ({
  ...{ id: 'c', orgId: 'o', kind: 'phone', name: 'Office line', address: '+442079460100' },
  ...{ settings, secrets: { signingSecret: SECRET }, webhookUrl: 'https://desk.example/api/v1/hooks/t' },
})
const twilio = account({ provider: 'twilio', accountSid: 'AC1' })
const json = (call: object) => JSON.stringify(call)
const signed = (body: string): RawDelivery => ({
  ...{ body, url: account().webhookUrl },
  headers: new Headers({
    'x-frontdesk-signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  }),
})
const signedByTwilio = (fields: Record<string, string>): RawDelivery => {
  const url = twilio.webhookUrl
  const text = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name])
    .join('')
  const signature = createHmac('sha1', SECRET)
    .update(url + text)
    .digest('base64')
  const headers = new Headers({ 'x-twilio-signature': signature })
  return { body: new URLSearchParams(fields).toString(), url, headers }
}

const real = createPhone({ twilioUrl: base, allowPrivate: true })

describe.each([
  { name: 'a provider', vendor: real },
  { name: 'the sandbox', vendor: createSandbox('phone', real) },
])('INBX-039 $name', ({ vendor }) => {
  const received = {
    callId: 'call-1',
    event: 'received',
    from: '+44 7700 900142',
    at: '2026-11-21T10:00:00Z',
  }

  test('reports a call that comes in', () => {
    expect(vendor.parse(account(), json(received), 'application/json')).toEqual({
      ...{ messages: [], statuses: [], unknown: 0 },
      calls: [
        { callRef: 'call-1', event: 'ringing', from: '+447700900142', name: '', at: '2026-11-21T10:00:00Z' },
      ],
    })
  })

  test('proves itself by a signature over the raw body', () => {
    const delivery = signed(json(received))
    expect(vendor.verify(account(), delivery)).toBe(true)
    expect(vendor.verify(account(), { ...delivery, body: `${delivery.body} ` })).toBe(false)
    expect(vendor.verify({ ...account(), secrets: {} }, delivery)).toBe(false)
    expect(vendor.verify(account(), { ...delivery, headers: new Headers() })).toBe(false)
  })

  test('may be Twilio, which signs in its own way', () => {
    const delivery = signedByTwilio({ CallSid: 'CA1', CallStatus: 'ringing', From: '+447700900142' })
    expect(vendor.verify(twilio, delivery)).toBe(true)
    expect(vendor.verify(account(), delivery)).toBe(false)
    expect(vendor.verify(twilio, { ...delivery, url: 'https://evil.example' })).toBe(false)
  })

  test('takes only what reports calls', () => {
    expect(vendor.accepts(json(received), 'application/json')).toBe(true)
    expect(vendor.accepts('CallSid=CA1&CallStatus=ringing', 'application/x-www-form-urlencoded')).toBe(true)
    expect(vendor.accepts('{"a":1}', 'application/json')).toBe(false)
    expect(vendor.accepts('MessageSid=SM1', 'application/x-www-form-urlencoded')).toBe(false)
    expect(vendor.accepts('junk', 'text/plain')).toBe(false)
  })

  test('carries no messages', async () => {
    const message = {
      id: 'm',
      kind: 'text',
      body: 'x',
      data: {},
      subject: '',
      threadRefs: [],
      replyToRef: null,
    } as const
    const to = { platformUserId: 'x', name: '', phone: null, email: null }
    const sending = vendor.send(account(), { ...message, to, template: null, files: [] })
    await expect(sending).rejects.toMatchObject({ isFinal: true })
  })
})

describe('what Twilio posts', () => {
  const call = { CallSid: 'CA1', From: '+447700900142', Direction: 'inbound' }
  const read = (fields: Record<string, string>) =>
    real.parse(twilio, new URLSearchParams({ ...call, ...fields }).toString(), '').calls

  test.each([
    [{ CallStatus: 'in-progress' }, [{ event: 'answered' }]],
    [{ CallStatus: 'completed', CallDuration: '61' }, [{ event: 'completed', durationSeconds: 61 }]],
    [{ CallStatus: 'no-answer' }, [{ event: 'missed' }]],
    [{ CallStatus: 'completed', DialCallStatus: 'busy' }, [{ event: 'missed' }]],
    [
      {
        CallStatus: 'completed',
        RecordingUrl: `${base}/recording`,
        RecordingDuration: '9',
        RecordingSource: 'RecordVerb',
      },
      [{ event: 'voicemail', recording: { url: `${base}/recording`, durationSeconds: 9 } }],
    ],
    [
      { RecordingUrl: `${base}/recording`, RecordingSource: 'DialVerb' },
      [{ event: 'recording', recording: { url: `${base}/recording` } }],
    ],
    [{ CallStatus: 'completed', Direction: 'outbound-api' }, []],
  ])('%j', (fields, calls) => {
    expect(read(fields)).toMatchObject(calls)
  })

  test('a withheld number is none', () => {
    expect(read({ CallStatus: 'ringing', From: 'anonymous' })).toMatchObject([{ from: '' }])
    expect(read({ CallStatus: 'ringing', From: '+266696687' })).toMatchObject([{ from: '' }])
  })
})

test.each([
  '',
  '{',
  '[]',
  '[1,null,"x"]',
  '{"callId":{},"event":[]}',
  '{"callId":"x","event":"dance"}',
  '\u0000',
  'a=%',
])('junk is no call and no fault: %j', (body) => {
  expect(real.parse(account(), body, '').calls).toEqual([])
})

describe('INBX-040 recordings', () => {
  test('are fetched, with the password only at Twilio’s own address', async () => {
    expect(await real.fetchMedia!(twilio, `${base}/recording`)).toMatchObject({
      mediaType: 'audio/x-wav',
      name: 'Recording.wav',
    })
    expect(asked.at(-1)).toBe(`Basic ${Buffer.from(`AC1:${SECRET}`).toString('base64')}`)
    const other = createPhone({ twilioUrl: 'https://api.twilio.com', allowPrivate: true })
    await other.fetchMedia!(twilio, `${base}/recording`)
    expect(asked.at(-1)).toBeUndefined()
  })

  test('a redirection is followed without the password, never in a circle', async () => {
    expect((await real.fetchMedia!(twilio, `${base}/elsewhere`)).bytes).toHaveLength(WAV.length)
    expect(asked.at(-1)).toBeUndefined()
    await expect(real.fetchMedia!(twilio, `${base}/round`)).rejects.toMatchObject({ isFinal: true })
  })

  test('what is gone or too large is given up', async () => {
    await expect(real.fetchMedia!(twilio, `${base}/gone`)).rejects.toMatchObject({
      code: 'http.404',
      isFinal: true,
    })
    await expect(real.fetchMedia!(twilio, `${base}/large`)).rejects.toMatchObject({
      code: 'file.size',
      isFinal: true,
    })
  })

  test.each([
    `${base}/recording`,
    'http://localhost/x',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/x',
    'file:///etc/passwd',
    'no address',
  ])('never from this machine or a private network: %s', async (address) => {
    const fetching = safeFetch(address, { mostBytes: 1_000 })
    await expect(fetching).rejects.toMatchObject({ code: 'file.address', isFinal: true })
  })
})
