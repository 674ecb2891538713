import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, test } from 'vitest'
import { createFakeMailer } from './fake-mailer.ts'
import { createOutboxMailer, type Mail, MailRefused } from './mailer.ts'
import { createSmtpMailer } from './smtp-mailer.ts'

const mail: Mail = {
  id: '019ab000-0000-7000-8000-000000000001',
  fromName: 'Brightside "Cleaning", Ltd',
  to: { name: 'Zoë Ångström', address: 'zoe@example.com' },
  replyTo: { name: 'Brightside', address: 'hello@brightside.example' },
  subject: 'You’re booked: £71.50\r\nBcc: everybody@example.com',
  html: '<p>Grüße &amp; <b>thanks</b></p>',
  text: 'Grüße & thanks',
}

const received: Buffer[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(address, _session, done) {
    const isKnown = address.address !== 'nobody@example.com'
    done(isKnown ? null : Object.assign(new Error('No such user here'), { responseCode: 550 }))
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

const fake = createFakeMailer()
const smtp = createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Frontdesk <hello@book.example>' })

describe.each([
  { name: 'the fake', mailer: fake, forget: () => (fake.refuse = { address: 'nobody@example.com' }) },
  { name: 'SMTP', mailer: smtp, forget: () => {} },
])('NOTF-006 $name', ({ mailer, forget }) => {
  test('takes a mail and gives its reference, the same for a repeat', async () => {
    const [first, second] = [await mailer.send(mail), await mailer.send(mail)]
    expect(first).toEqual(second)
    expect(first).toMatchObject({ delivered: true, ref: expect.stringContaining(mail.id) })
  })

  test('says that an address which does not exist never will', async () => {
    forget()
    const sending = mailer.send({ ...mail, to: { name: 'Nobody', address: 'nobody@example.com' } })
    await expect(sending).rejects.toBeInstanceOf(MailRefused)
    await expect(sending).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('550') })
  })
})

test('what arrives is what was written, and a line break in a subject adds no header', async () => {
  await smtp.send(mail)
  const arrived = await PostalMime.parse(received.at(-1)!)
  expect(arrived).toMatchObject({
    from: { name: mail.fromName, address: 'hello@book.example' },
    to: [{ name: mail.to.name, address: mail.to.address }],
    replyTo: [{ address: 'hello@brightside.example' }],
    messageId: `<${mail.id}@book.example>`,
  })
  expect(arrived.subject).toBe('You’re booked: £71.50 Bcc: everybody@example.com')
  expect(arrived.bcc).toBeUndefined()
  expect(arrived.html?.trim()).toBe(mail.html)
  expect(arrived.text?.trim()).toBe(mail.text)
})

test('a mail server that is down may work later', async () => {
  const down = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'hello@book.example' })
  await expect(down.send(mail)).rejects.toMatchObject({
    isFinal: false,
    message: 'The mail server cannot be reached.',
  })
})

test('without a mail server a mail is kept', async () => {
  expect(await createOutboxMailer().send(mail)).toEqual({ delivered: false })
})
