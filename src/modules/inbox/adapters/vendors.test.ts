import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelAccount } from '../contract/incoming.ts'
import { failureCategory } from '../domain/failure-category.ts'
import { type ChannelVendor, type OutgoingMessage, VendorRefused } from './channel.ts'
import { createSandbox } from './sandbox.ts'
import { createSms } from './sms.ts'
import { createWhatsApp } from './whatsapp.ts'

// A local server that behaves like the vendors' APIs, as far as these are used.

interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

const asked: Asked[] = []
let answer: (request: Asked) => { status: number; body: unknown; headers?: Record<string, string> } | null

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const one = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString('latin1'),
  }
  asked.push(one)
  const { status, body, headers } = answer(one) ?? usual(one)
  const isText = typeof body === 'string'
  response.writeHead(status, { 'content-type': isText ? 'image/jpeg' : 'application/json', ...headers })
  response.end(isText ? Buffer.from(body, 'latin1') : JSON.stringify(body))
})
const origin = await new Promise<string>((resolve) => {
  const listening = server.listen(0, '127.0.0.1', () => {
    resolve(`http://127.0.0.1:${(listening.address() as { port: number }).port}`)
  })
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
beforeEach(() => {
  asked.length = 0
  answer = () => null
})

const JPEG = '\u00ff\u00d8\u00ff\u00e0picture'

/** What the vendors answer when all is well. Numbers that end in 0001 and 0003 fail as in the sandbox. */
function usual({ method, path, body }: Asked): ReturnType<NonNullable<typeof answer>> & object {
  const to = body
  if (path.endsWith('/messages') && to.includes('0003'))
    return { status: 400, body: { error: { code: 130429, message: 'Rate limit hit' } } }
  if (path.endsWith('/messages') && to.includes('0001'))
    return { status: 400, body: { error: { code: 131026, message: 'Message undeliverable' } } }
  if (path.endsWith('/messages'))
    return { status: 200, body: { messages: [{ id: `wamid.${asked.length}` }] } }
  if (path.endsWith('/media')) return { status: 200, body: { id: 'media-1' } }
  if (path.endsWith('/message_templates')) return { status: 200, body: { id: '77', status: 'PENDING' } }
  if (path.startsWith('/wa/media-9'))
    return { status: 200, body: { url: `${origin}/files/9`, mime_type: 'image/jpeg' } }
  if (path.startsWith('/files/') || path.includes('/Media/')) return { status: 200, body: JPEG }
  if (path.endsWith('/Messages.json') && to.includes('0003'))
    return { status: 429, body: { code: 20429, message: 'Too many requests' } }
  if (path.endsWith('/Messages.json') && to.includes('0001'))
    return { status: 400, body: { code: 21211, message: 'Invalid number' } }
  if (path.endsWith('/Messages.json'))
    return { status: 201, body: { sid: `SM${asked.length}`, status: 'queued', num_segments: '2' } }
  if (method === 'DELETE') return { status: 200, body: { success: true } }
  if (path.includes('/Accounts/')) return { status: 200, body: { status: 'active', friendly_name: 'Ours' } }
  return {
    status: 200,
    body: {
      display_phone_number: '+44 20 7946 0100',
      verified_name: 'Bright Rooms',
      quality_rating: 'GREEN',
    },
  }
}

const accountOf = (kind: 'whatsapp' | 'sms'): ChannelAccount => ({
  id: 'channel',
  orgId: 'org',
  kind,
  name: 'Ours',
  address: '+442079460100',
  settings: { phoneNumberId: '106', businessAccountId: '102', accountSid: 'AC1' },
  secrets: { accessToken: 'token', appSecret: 'app', authToken: 'auth', verifyToken: 'verify' },
  webhookUrl: 'https://desk.example/api/v1/hooks/abc',
})

const messageTo = (number: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: 'm1',
  to: { platformUserId: number.replace('+', ''), name: 'Ann', phone: number, email: null },
  kind: 'text',
  body: 'Hello',
  data: {},
  subject: '',
  threadRefs: [],
  replyToRef: null,
  template: null,
  files: [],
  ...over,
})

const whatsapp = createWhatsApp({ apiUrl: `${origin}/wa` })
const sms = createSms({ apiUrl: origin })

const vendors: { name: string; kind: 'whatsapp' | 'sms'; vendor: ChannelVendor }[] = [
  { name: 'the WhatsApp Cloud API', kind: 'whatsapp', vendor: whatsapp },
  { name: 'the sandbox of WhatsApp', kind: 'whatsapp', vendor: createSandbox('whatsapp', whatsapp) },
  { name: 'the SMS API', kind: 'sms', vendor: sms },
  { name: 'the sandbox of SMS', kind: 'sms', vendor: createSandbox('sms', sms) },
]

describe.each(vendors)('NOTF-007 $name', ({ kind, vendor }) => {
  const account = accountOf(kind)

  /** What became of a message, whether it was refused at once or reported later. */
  async function fateOf(number: string) {
    try {
      const { reports = [] } = await vendor.send(account, messageTo(number))
      const mediaType = kind === 'sms' ? 'application/x-www-form-urlencoded' : 'application/json'
      const statuses = reports.flatMap(({ body }) => vendor.parse(account, body, mediaType).statuses)
      return statuses.find(({ status }) => status === 'failed') ?? null
    } catch (error) {
      return error as VendorRefused
    }
  }

  test('takes a message and gives its reference, another one for each', async () => {
    const send = () => vendor.send(account, messageTo('+447700900101'))
    const [first, second] = [await send(), await send()]
    expect(first.providerRef).not.toBe('')
    expect(second.providerRef).not.toBe(first.providerRef)
  })

  test('says of a number that does not exist that it cannot be reached', async () => {
    const fate = await fateOf('+447700900001')
    expect(failureCategory(kind, fate?.code ?? '')).toBe('bad_number')
  })

  test('says that there are too many at once, and that it may work later', async () => {
    const fate = await fateOf('+447700900003')
    expect(fate).toBeInstanceOf(VendorRefused)
    expect(fate).toMatchObject({ isFinal: false })
    expect(failureCategory(kind, fate?.code ?? '')).toBe('rate_limited')
  })

  test('works', async () => {
    expect(await vendor.check!(account)).toMatchObject({ ok: true })
  })

  test('reads nothing that is not signed', () => {
    const delivery = { body: '{}', headers: new Headers(), url: account.webhookUrl }
    expect(vendor.verify(account, delivery)).toBe(false)
  })
})

describe('what the WhatsApp Cloud API is told', () => {
  const account = accountOf('whatsapp')
  const told = async (over: Partial<OutgoingMessage>) => {
    await whatsapp.send(account, messageTo('+447700900101', over))
    return JSON.parse(asked.at(-1)!.body) as Record<string, unknown>
  }

  test('a text, as an answer', async () => {
    expect(await told({ replyToRef: 'wamid.0', body: 'See https://example.com' })).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '447700900101',
      context: { message_id: 'wamid.0' },
      type: 'text',
      text: { body: 'See https://example.com', preview_url: true },
    })
    expect(asked.at(-1)).toMatchObject({
      path: '/wa/106/messages',
      headers: { authorization: 'Bearer token' },
    })
  })

  test('a template with its variables', async () => {
    const template = { name: 'reminder', language: 'en_GB', variables: ['Ann', '9:30'], buttons: [] }
    expect(await told({ kind: 'template', template })).toMatchObject({
      type: 'template',
      template: {
        name: 'reminder',
        language: { code: 'en_GB' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'Ann' },
              { type: 'text', text: '9:30' },
            ],
          },
        ],
      },
    })
  })

  test('up to three choices as buttons, more as a list', async () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `${i}`, title: `Choice ${i}` }))
    expect(await told({ kind: 'interactive', data: { buttons: choices(3) } })).toMatchObject({
      type: 'interactive',
      interactive: { type: 'button', action: { buttons: { length: 3 } } },
    })
    expect(await told({ kind: 'interactive', data: { buttons: choices(5) } })).toMatchObject({
      interactive: { type: 'list', action: { sections: [{ rows: { length: 5 } }] } },
    })
  })

  test('a file is uploaded first', async () => {
    const files = [
      { name: 'quote.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7'), url: '' },
    ]
    expect(await told({ kind: 'document', body: 'Our quote', files })).toMatchObject({
      type: 'document',
      document: { id: 'media-1', caption: 'Our quote', filename: 'quote.pdf' },
    })
    const [upload] = asked
    expect(upload).toMatchObject({ path: '/wa/106/media', body: expect.stringContaining('%PDF-1.7') })
    expect(upload!.headers['content-type']).toContain('multipart/form-data')
  })

  test('a reaction and a place', async () => {
    expect(await told({ kind: 'reaction', body: '👍', replyToRef: 'wamid.0' })).toMatchObject({
      reaction: { message_id: 'wamid.0', emoji: Buffer.from('👍').toString('latin1') },
    })
    expect(
      await told({ kind: 'location', data: { latitude: 1, longitude: 2, name: 'Office' } }),
    ).toMatchObject({
      location: { latitude: 1, longitude: 2, name: 'Office' },
    })
  })

  test('a template to approve, with examples and buttons', async () => {
    const draft = {
      name: 'offer',
      language: 'en_GB',
      category: 'marketing' as const,
      body: 'Hello {{1}}, look.',
      footer: 'Bright Rooms',
      examples: ['Ann'],
      buttons: [{ kind: 'link' as const, text: 'Book', target: 'https://example.com' }],
    }
    expect(await whatsapp.submitTemplate!(account, draft)).toEqual({ providerRef: '77', status: 'submitted' })
    expect(JSON.parse(asked[0]!.body)).toEqual({
      name: 'offer',
      language: 'en_GB',
      category: 'MARKETING',
      components: [
        { type: 'BODY', text: 'Hello {{1}}, look.', example: { body_text: [['Ann']] } },
        { type: 'FOOTER', text: 'Bright Rooms' },
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Book', url: 'https://example.com' }] },
      ],
    })
  })

  test('a file is asked for by its id, then fetched with the token', async () => {
    const file = await whatsapp.fetchMedia!(account, 'media-9')
    expect(file).toMatchObject({ mediaType: 'image/jpeg' })
    expect(Buffer.from(file.bytes).toString('latin1')).toBe(JPEG)
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token', 'Bearer token'])
  })

  test('ids cannot break out of the address', async () => {
    await whatsapp.fetchMedia!(account, '../me?x=').catch(() => {})
    expect(asked[0]!.path).toBe('/wa/..%2Fme%3Fx%3D')
  })
})

describe('what the SMS API is told', () => {
  const account = accountOf('sms')

  test('a form with the callback, signed in as the account; each part is charged', async () => {
    const receipt = await sms.send(
      account,
      messageTo('+447700900101', {
        files: [
          { name: 'a', mediaType: 'image/png', bytes: new Uint8Array(), url: 'https://desk.example/f' },
        ],
      }),
    )
    expect(receipt).toEqual({ providerRef: 'SM1', parts: 2 })
    expect(asked[0]).toMatchObject({
      path: '/2010-04-01/Accounts/AC1/Messages.json',
      headers: { authorization: `Basic ${Buffer.from('AC1:auth').toString('base64')}` },
    })
    expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({
      To: '+447700900101',
      From: '+442079460100',
      Body: 'Hello',
      StatusCallback: account.webhookUrl,
      MediaUrl: 'https://desk.example/f',
    })
  })

  test('a file only from its own address: nobody else gets the password', async () => {
    const own = `${origin}/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1`
    expect(await sms.fetchMedia!(account, own)).toMatchObject({ mediaType: 'image/jpeg' })
    await expect(sms.fetchMedia!(account, 'https://evil.example/x')).rejects.toMatchObject({ isFinal: true })
    expect(asked).toHaveLength(1)
  })
})

describe('when a vendor does not do as asked', () => {
  const account = accountOf('whatsapp')
  const send = () => whatsapp.send(account, messageTo('+447700900101'))

  test('the wait that it asks for is kept', async () => {
    answer = () => ({ status: 429, body: {}, headers: { 'retry-after': '17' } })
    await expect(send()).rejects.toMatchObject({ code: 'http.429', retryAfter: 17, isFinal: false })
  })

  test('a wrong request is wrong for ever', async () => {
    answer = () => ({ status: 400, body: { error: { code: 100, message: 'Invalid parameter' } } })
    await expect(send()).rejects.toMatchObject({ code: '100', isFinal: true })
  })

  test('a page of a proxy instead of an answer may work later', async () => {
    answer = () => ({ status: 502, body: '<html>Bad gateway</html>' })
    await expect(send()).rejects.toMatchObject({ code: 'http.502', isFinal: false })
    answer = () => ({ status: 200, body: '<html>' })
    await expect(send()).rejects.toMatchObject({ isFinal: false })
  })

  test('nobody there may work later', async () => {
    const gone = createWhatsApp({ apiUrl: 'http://127.0.0.1:1/wa' })
    await expect(gone.send(account, messageTo('+447700900101'))).rejects.toMatchObject({
      code: 'net.unreachable',
      isFinal: false,
    })
  })
})

describe('signatures', () => {
  const body = '{"object":"whatsapp_business_account","entry":[]}'
  const url = accountOf('sms').webhookUrl

  test('of WhatsApp hold for this body and this secret alone', () => {
    const sign = (secret: string, text: string) =>
      new Headers({
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
      })
    const verify = (headers: Headers, text = body) =>
      whatsapp.verify(accountOf('whatsapp'), { body: text, headers, url })
    expect(verify(sign('app', body))).toBe(true)
    expect(verify(sign('other', body))).toBe(false)
    expect(verify(sign('app', body), `${body} `)).toBe(false)
    const without = { ...accountOf('whatsapp'), secrets: {} }
    expect(whatsapp.verify(without, { body, headers: sign('', body), url })).toBe(false)
  })

  test('of Twilio hold for this address and these fields alone', () => {
    const form = 'To=%2B1&Body=Hi&From=%2B2'
    const sign = (text: string) =>
      new Headers({ 'x-twilio-signature': createHmac('sha1', 'auth').update(text).digest('base64') })
    const signed = sign(`${url}BodyHiFrom+2To+1`)
    expect(sms.verify(accountOf('sms'), { body: form, headers: signed, url })).toBe(true)
    expect(sms.verify(accountOf('sms'), { body: form, headers: signed, url: `${url}?x=1` })).toBe(false)
    expect(sms.verify(accountOf('sms'), { body: `${form}&More=1`, headers: signed, url })).toBe(false)
  })
})
