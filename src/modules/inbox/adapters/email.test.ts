import { createHmac } from 'node:crypto'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChannelAccount } from '../contract/incoming.ts'
import type { OutgoingMail } from '../contract/mail.ts'
import { type OutgoingMessage, VendorRefused } from './channel.ts'
import { createEmail } from './email.ts'
import { mailBodyOf, rawMailOf, verifyMailHook } from './email-hook.ts'
import { createSandbox } from './sandbox.ts'

const received: Buffer[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onAuth: (auth, _session, done) =>
    auth.password === 'right' ? done(null, { user: 'us' }) : done(new Error('535 5.7.8 No')),
  onRcptTo(address, _session, done) {
    const [code, words] = address.address.startsWith('nobody')
      ? [550, '5.1.1 No such user']
      : [451, '4.7.1 Later']
    const isKnown = !/^(?:nobody|busy)@/.test(address.address)
    done(isKnown ? null : Object.assign(new Error(words as string), { responseCode: code }))
  },
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      received.push(Buffer.concat(chunks))
      done()
    })
  },
})
const port = await new Promise<number>((resolve) => {
  const listening = server.listen(0, '127.0.0.1', () =>
    resolve((listening.address() as { port: number }).port),
  )
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const url = `smtp://127.0.0.1:${port}`
const account = (over: Partial<ChannelAccount> = {}): ChannelAccount => ({
  ...{
    id: 'c',
    orgId: 'o',
    kind: 'email',
    name: 'Brightside',
    address: 'hello@firm.example',
    webhookUrl: '',
  },
  ...{ settings: {}, secrets: { smtpUrl: url, inboundSecret: 'a shared secret' } },
  ...over,
})
const mail = (to = 'zoe@example.com', over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<c1.k3j5m7p2qabc.019ab000000070008000000000000001@firm.example>',
  inReplyTo: '<before@example.com>',
  references: ['<first@example.com>', '<before@example.com>'],
  from: { name: 'Brightside "Cleaning", Ltd', address: 'hello@firm.example' },
  to: { name: 'Zoë Ångström', address: to },
  replyTo: 'hello+c1.k3j5m7p2qabc@firm.example',
  subject: 'Re: Grüße\r\nBcc: everybody@example.com',
  text: 'Grüße & thanks',
  html: '<p>Grüße &amp; thanks</p>',
  isAutomatic: false,
  ...over,
})
const outgoing = (one: OutgoingMail): OutgoingMessage => ({
  ...{
    id: 'm',
    kind: 'text',
    body: one.text,
    data: {},
    subject: one.subject,
    threadRefs: [],
    replyToRef: null,
  },
  ...{ template: null, files: [], mail: one },
  to: { platformUserId: one.to.address, name: one.to.name, phone: null, email: one.to.address },
})

const smtp = createEmail({})
const sandbox = createSandbox('email', createEmail({ smtpUrl: url }))

describe.each([
  { name: 'SMTP', vendor: smtp, channel: account() },
  { name: 'the sandbox', vendor: sandbox, channel: account({ settings: { sandbox: true } }) },
])('INBX-034 $name', ({ vendor, channel }) => {
  test('takes a mail and knows it by its Message-ID, also when it is sent again', async () => {
    const first = await vendor.send(channel, outgoing(mail()))
    expect(first.providerRef).toBe(mail().messageId)
    expect((await vendor.send(channel, outgoing(mail()))).providerRef).toBe(first.providerRef)
  })

  test('says whether it works', async () => {
    expect(await vendor.check!(channel)).toMatchObject({ ok: true })
  })

  test('takes in only what proves the secret', () => {
    const delivery = (headers: Record<string, string>) => ({
      body: '',
      headers: new Headers(headers),
      url: '',
    })
    const basic = Buffer.from('frontdesk:a shared secret').toString('base64')
    expect(vendor.verify(channel, delivery({ 'x-frontdesk-secret': 'a shared secret' }))).toBe(true)
    expect(vendor.verify(channel, delivery({ authorization: `Basic ${basic}` }))).toBe(true)
    expect(vendor.verify(channel, delivery({ 'x-frontdesk-secret': 'another' }))).toBe(false)
    expect(vendor.verify(channel, delivery({}))).toBe(false)
  })
})

test('a sandbox sends nothing to anybody, though the installation has a mail server', async () => {
  const before = received.length
  await sandbox.send(account({ settings: { sandbox: true } }), outgoing(mail()))
  expect(received).toHaveLength(before)
})

test('a channel without a secret takes in nothing at all', () => {
  expect(
    verifyMailHook(account({ secrets: {} }), { headers: new Headers({ 'x-frontdesk-secret': '' }) }),
  ).toBe(false)
  const sign = createHmac('sha256', '').update('').digest('hex')
  expect(
    verifyMailHook(account({ secrets: {} }), { headers: new Headers({ 'x-frontdesk-secret': sign }) }),
  ).toBe(false)
})

describe('what arrives by SMTP', () => {
  test('is an answer in its thread, and a line break in a subject adds no header', async () => {
    await smtp.send(account(), outgoing(mail()))
    const arrived = await PostalMime.parse(received.at(-1)!)
    expect(arrived).toMatchObject({
      from: { name: 'Brightside "Cleaning", Ltd', address: 'hello@firm.example' },
      to: [{ name: 'Zoë Ångström', address: 'zoe@example.com' }],
      replyTo: [{ address: 'hello+c1.k3j5m7p2qabc@firm.example' }],
      messageId: mail().messageId,
      inReplyTo: '<before@example.com>',
      references: '<first@example.com> <before@example.com>',
    })
    expect(arrived.bcc).toBeUndefined()
    expect(arrived.text?.trim()).toBe('Grüße & thanks')
    expect(arrived.headers.some(({ key }) => key === 'auto-submitted')).toBe(false)
  })

  test('says so when no person wrote it, so that other machines do not answer', async () => {
    await smtp.send(account(), outgoing(mail('zoe@example.com', { isAutomatic: true })))
    const { headers } = await PostalMime.parse(received.at(-1)!)
    expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-replied')
  })

  test('carries its files', async () => {
    const file = { name: 'Préis.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1'), url: '' }
    await smtp.send(account(), { ...outgoing(mail()), files: [file] })
    const { attachments } = await PostalMime.parse(received.at(-1)!)
    expect(attachments).toMatchObject([{ filename: 'Préis.pdf', mimeType: 'application/pdf' }])
  })
})

describe('what a mail server refuses', () => {
  test.each([
    ['nobody@example.com', url, { code: '5.1.1', isFinal: true }],
    ['busy@example.com', url, { code: '4.7.1', isFinal: false }],
    ['zoe@example.com', `smtp://us:wrong@127.0.0.1:${port}`, { category: 'auth', isFinal: false }],
    ['zoe@example.com', 'smtp://127.0.0.1:1', { code: 'net.unreachable', isFinal: false }],
  ])('%s by %s', async (to, smtpUrl, refusal) => {
    const sending = smtp.send(account({ secrets: { smtpUrl } }), outgoing(mail(to)))
    await expect(sending).rejects.toBeInstanceOf(VendorRefused)
    await expect(sending).rejects.toMatchObject(refusal)
  })
})

describe('the mail in what services post', () => {
  const raw = 'From: a@b.example\r\nSubject: x\r\n\r\nGr\xfc\xdfe'
  const bytes = Buffer.from(raw, 'latin1')
  const via = (body: Buffer, type: string) => {
    const text = mailBodyOf(body, type) ?? body.toString('utf8')
    const found = rawMailOf(text, type.split(';')[0]!)
    return found && Buffer.from(found).toString('latin1')
  }

  test.each([
    ['as it is', bytes, 'message/rfc822'],
    ['as it is, called text', bytes, 'text/plain; charset=utf-8'],
    ['as JSON', Buffer.from(JSON.stringify({ raw: bytes.toString('base64') })), 'application/json'],
    [
      'as a form with parts (SendGrid)',
      Buffer.from(
        `--b\r\nContent-Disposition: form-data; name="to"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="email"\r\n\r\n${raw}\r\n--b--\r\n`,
        'latin1',
      ),
      'multipart/form-data; boundary=b',
    ],
  ])('%s, byte for byte', (_, body, type) => {
    expect(via(body, type)).toBe(raw)
  })

  test('as a form (Mailgun)', () => {
    const form = new URLSearchParams({ recipient: 'x', 'body-mime': 'From: a@b.example\r\n\r\nGrüße' })
    expect(via(Buffer.from(form.toString()), 'application/x-www-form-urlencoded')).toContain(
      'From: a@b.example',
    )
  })

  test.each([
    ['nothing', '', 'message/rfc822'],
    ['junk', '\x00\x01\x02', 'message/rfc822'],
    ['JSON without a mail', '{"raw":7}', 'application/json'],
    ['JSON that is none', '{', 'application/json'],
    ['another type', 'From: a@b.example\r\n\r\nx', 'image/png'],
    ['a form without a mail', 'a=b', 'application/x-www-form-urlencoded'],
  ])('%s is refused', (_, body, type) => {
    expect(via(Buffer.from(body, 'latin1'), type)).toBeNull()
  })
})
