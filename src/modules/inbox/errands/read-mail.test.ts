import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { runErrand } from '#platform/run.ts'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import type { ChannelVendors, OutgoingMessage } from '../adapters/channel.ts'
import { createEmail } from '../adapters/email.ts'
import { createVendors } from '../adapters/vendors.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { createChannel } from '../commands/save-channel.ts'
import { updateInboxSettings } from '../commands/update-inbox-settings.ts'
import { getMailHtml } from './get-mail-html.ts'
import { getMailImage } from './get-mail-image.ts'
import { noteMailOpened } from './note-mail-opened.ts'
import { receiveDelivery } from './receive-delivery.ts'

const SECRET = 'a shared secret'
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])

/** The real vendor, whose mails go nowhere and are kept. */
const sent: OutgoingMessage[] = []
const real = createEmail({ allowPrivate: true })
const vendors: ChannelVendors = {
  ...createVendors({ smtpUrl: undefined }),
  email: {
    ...real,
    send(account, message) {
      sent.push(message)
      return real.send(account, message)
    },
  },
}
const world = await testWorld({ adapters: { channels: vendors } })
const orgId = await world.newOrg({ name: 'Bright Rooms' })
const manager = await world.as(orgId, 'manager')
const channel = await world.command(
  createChannel,
  {
    ...{ kind: 'email', name: 'Office', address: 'hello@firm.example', isActive: true, sandbox: false },
    settings: { signature: 'Bright Rooms', marksAddress: true },
    secrets: { inboundSecret: SECRET },
  },
  manager,
)
beforeEach(() => void sent.splice(0))

async function arrives(raw: string, headers: Record<string, string> = {}): Promise<void> {
  const token = mintToken(world.services.config.secret, 'channel', orgId, channel.id)
  const request = {
    headers: new Headers({ 'content-type': 'message/rfc822', 'x-frontdesk-secret': SECRET, ...headers }),
    ip: '127.0.0.1',
    raw: { body: Buffer.from(raw, 'latin1'), url: `http://localhost/api/v1/hooks/${token}` },
  }
  await runErrand(world.services, receiveDelivery, { token }, world.guest(orgId), request)
  await world.runJobs()
}

let count = 0
const mail = (over: Record<string, string> = {}, body = 'Hello') => {
  const headers = {
    From: 'Ana Lima <ana@example.com>',
    To: 'hello@firm.example',
    Subject: 'The oven',
    'Message-ID': `<mail-${++count}@example.com>`,
    ...over,
  }
  return `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`
}

interface Row {
  id: string
  conversation_id: string
  body: string
  data: Record<string, never>
  status: string
  failure_category: string | null
}
const messages = () =>
  world.sql<Row>(
    `select id, conversation_id, body, data, status, failure_category from inbox.messages
     where org_id = $1 and kind <> 'event' order by created_at, id`,
    [orgId],
  )
const latest = async () => (await messages()).at(-1)!
const outcome = async () =>
  (
    await world.sql<{ outcome: string }>(
      'select outcome from inbox.deliveries where org_id = $1 order by id desc limit 1',
      [orgId],
    )
  )[0]!.outcome

async function answer(conversationId: string, body = 'We can do that.') {
  await world.command(
    queueMessage,
    { conversationId, authorKind: 'agent', authorId: null, body },
    world.system(orgId),
  )
  await world.runJobs()
  return sent.at(-1)!.mail!
}

describe('INBX-038 a mail becomes a message', () => {
  test('with its words, what it quotes folded away, and its sender as contact', async () => {
    await arrives(mail({}, 'Can you clean it?\r\n\r\nOn Monday, Bright Rooms wrote:\r\n> Hi'))
    const { body, data } = await latest()
    expect(body).toBe('Can you clean it?')
    expect(data).toMatchObject({ subject: 'The oven', quoted: 'On Monday, Bright Rooms wrote:\n> Hi' })
    const [contact] = await world.sql('select name, email from inbox.contacts where org_id = $1', [orgId])
    expect(contact).toEqual({ name: 'Ana Lima', email: 'ana@example.com' })
  })

  test('the same mail twice is one message', async () => {
    const before = (await messages()).length
    const twice = mail()
    await arrives(twice)
    await arrives(twice)
    expect((await messages()).length).toBe(before + 1)
    expect(await outcome()).toBe('This mail came before.')
  })

  test('NUL and broken characters harm nothing', async () => {
    await arrives(mail({ Subject: 'a\0b' }, 'x\0y \xff'))
    expect((await latest()).body).toContain('xy')
    const raw = Buffer.from(mail({ Subject: 'a\0b', From: 'A\0 <nul@example.com>' }, 'z\0z')).toString(
      'base64',
    )
    await arrives(JSON.stringify({ raw }), { 'content-type': 'application/json' })
    expect((await latest()).body).toBe('zz')
  })

  test('what is not signed is refused, and nothing of it is kept', async () => {
    const before = await world.sql('select id from inbox.deliveries where org_id = $1', [orgId])
    await expect(arrives(mail(), { 'x-frontdesk-secret': 'wrong' })).rejects.toMatchObject({
      code: 'inbox.bad_signature',
    })
    await expect(arrives('\x01\x02junk')).rejects.toMatchObject({ code: 'inbox.bad_delivery' })
    expect(await world.sql('select id from inbox.deliveries where org_id = $1', [orgId])).toHaveLength(
      before.length,
    )
  })
})

describe('threads', () => {
  test('an answer to ours comes back to its conversation, and ours is an answer to theirs', async () => {
    await arrives(mail({ 'Message-ID': '<t1@example.com>' }))
    const { conversation_id } = await latest()
    const ours = await answer(conversation_id)
    expect(ours).toMatchObject({
      ...{ subject: 'Re: The oven', inReplyTo: '<t1@example.com>', references: ['<t1@example.com>'] },
      text: 'We can do that.\n\n-- \nBright Rooms',
      from: { address: 'hello@firm.example' },
    })
    await arrives(mail({ 'In-Reply-To': ours.messageId, Subject: 'Re: The oven' }, 'Good'))
    expect((await latest()).conversation_id).toBe(conversation_id)
  })

  test('a mail server that changes ids does not part a thread: the address has the mark', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    const ours = await answer(conversation_id)
    expect(ours.replyTo).toMatch(/^hello\+c\d+\.[a-z2-7]{12}@firm\.example$/)
    await arrives(mail({ To: ours.replyTo!, 'In-Reply-To': '<changed@mailer.example>' }, 'Good'))
    expect((await latest()).conversation_id).toBe(conversation_id)
  })

  test('a mark that somebody made up opens no conversation of others', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    const ours = await answer(conversation_id)
    const forged = ours.replyTo!.replace(/\.[a-z2-7]{12}@/, '.aaaaaaaaaaaa@')
    await arrives(mail({ To: forged, From: 'eve@example.com' }, 'Let me in'))
    expect((await latest()).conversation_id).not.toBe(conversation_id)
  })

  test('two answers that come before the mail they answer make one conversation', async () => {
    await arrives(
      mail({ References: '<root@x.example> <mid@x.example>', 'In-Reply-To': '<mid@x.example>' }, 'Third'),
    )
    const { conversation_id } = await latest()
    await arrives(mail({ 'Message-ID': '<mid@x.example>', 'In-Reply-To': '<root@x.example>' }, 'Second'))
    expect((await latest()).conversation_id).toBe(conversation_id)
    await arrives(mail({ 'Message-ID': '<root@x.example>' }, 'First'))
    expect((await latest()).conversation_id).toBe(conversation_id)
  })

  test('a new matter of the same person is a new conversation', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    await arrives(mail({ Subject: 'Another thing' }))
    expect((await latest()).conversation_id).not.toBe(conversation_id)
  })
})

describe('machines', () => {
  test('out of office stands in its thread, ends no rest and owes no answer', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    const ours = await answer(conversation_id)
    await world.sql(`update inbox.conversations set status = 'resolved', resolved_at = now() where id = $1`, [
      conversation_id,
    ])
    await arrives(mail({ 'In-Reply-To': ours.messageId, 'Auto-Submitted': 'auto-replied' }, 'I am away'))
    expect(await latest()).toMatchObject({
      conversation_id,
      body: 'I am away',
      data: { automation: 'reply' },
    })
    const [row] = await world.sql('select status, waiting_since from inbox.conversations where id = $1', [
      conversation_id,
    ])
    expect(row).toEqual({ status: 'resolved', waiting_since: null })
  })

  test('a bounce marks the mail that did not arrive, with its reason', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    const ours = await answer(conversation_id)
    const before = (await messages()).length
    await arrives(
      [
        'From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nTo: hello@firm.example\r\nMessage-ID: <dsn@mx.example>',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n',
        '--x\r\n\r\nSorry',
        '--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n',
        'Final-Recipient: rfc822; ana@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 No such user\r\n',
        `--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${ours.messageId}\r\n`,
        '--x--',
      ].join('\r\n'),
    )
    expect((await messages()).length).toBe(before)
    const failed = (await messages()).find(({ status }) => status === 'failed')
    expect(failed).toMatchObject({ conversation_id, failure_category: 'bad_number' })
  })

  test('our own mail that comes back is no message', async () => {
    await arrives(mail())
    const ours = await answer((await latest()).conversation_id)
    const before = (await messages()).length
    await arrives(mail({ From: 'hello@firm.example', 'Message-ID': ours.messageId }))
    expect((await messages()).length).toBe(before)
    expect(await outcome()).toContain('Our own mail came back')
  })

  test('a machine that writes without end is taken for one', async () => {
    for (let i = 0; i < 21; i++) await arrives(mail({ From: 'robot@example.com', Subject: `Ticket ${i}` }))
    expect((await latest()).data).toMatchObject({ automation: 'reply' })
  })
})

describe('what mails enclose', () => {
  const enclosing = (html: string, type = 'image/png', content: Uint8Array = PNG) =>
    mail(
      { 'Content-Type': 'multipart/related; boundary=x', 'MIME-Version': '1.0' },
      [
        `--x\r\nContent-Type: text/html\r\n\r\n${html}`,
        `--x\r\nContent-Type: ${type}; name="../../oven.png"\r\nContent-ID: <oven@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`,
        '--x--',
      ].join('\r\n'),
    )
  const files = async () =>
    world.sql<{ id: string; name: string; media_type: string; status: string; error: string | null }>(
      'select id, name, media_type, status, error from inbox.attachments where message_id = $1',
      [(await latest()).id],
    )

  test('a picture is stored, and the text shows it from our store', async () => {
    await arrives(enclosing('<p>See</p><img src="cid:oven@x"><script>alert(1)</script>'))
    const [file] = await files()
    expect(file).toMatchObject({ name: 'oven.png', media_type: 'image/png', status: 'stored' })
    expect((await latest()).data).toMatchObject({
      html: `<p>See</p><img src="/api/v1/attachments/${file!.id}" />`,
    })
  })

  test('a page that calls itself a picture is named, not kept, and not shown', async () => {
    await arrives(enclosing('<img src="cid:oven@x">', 'image/png', Buffer.from('<html><script>1</script>')))
    expect(await files()).toMatchObject([{ status: 'failed', error: expect.stringContaining('not kept') }])
    expect((await latest()).data).toMatchObject({ html: '<img data-cid="oven@x" />' })
  })

  test('HTML too long for a message is loaded when it is read', async () => {
    const long = `<p>${'word '.repeat(20_000)}</p>`
    await arrives(mail({ 'Content-Type': 'text/html' }, long))
    const { id, data } = await latest()
    expect(data).not.toHaveProperty('html')
    const { html } = await world.errand(getMailHtml, { messageId: id }, manager)
    expect(html.length).toBeGreaterThan(90_000)
    await expect(
      world.errand(getMailHtml, { messageId: id }, await world.as(await world.newOrg(), 'manager')),
    ).rejects.toMatchObject({ code: 'inbox.message_not_found' })
  })

  test('pictures from elsewhere are fetched by us when the reader asks, if they are pictures', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/a.png') response.setHeader('content-type', 'text/html').end(PNG)
      else response.setHeader('content-type', 'image/png').end('<svg onload="alert(1)">')
    }).listen(0, '127.0.0.1')
    afterAll(() => void server.close())
    await new Promise((done) => server.once('listening', done))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await arrives(mail({ 'Content-Type': 'text/html' }, `<img src="${base}/a.png"><img src="${base}/b.png">`))
    const { id, data } = await latest()
    expect(data).toMatchObject({ html: '<img data-remote="0" /><img data-remote="1" />' })
    expect([...(await world.errand(getMailImage, { messageId: id, index: 0 }, manager))]).toEqual([...PNG])
    await expect(world.errand(getMailImage, { messageId: id, index: 1 }, manager)).rejects.toMatchObject({
      code: 'inbox.not_found',
    })
    await expect(world.errand(getMailImage, { messageId: id, index: 2 }, manager)).rejects.toMatchObject({
      code: 'inbox.not_found',
    })
  })
})

describe('INBX-036 whether a mail was opened', () => {
  const open = async (token: string) => world.errand(noteMailOpened, { token }, world.guest(orgId))

  test('is followed only when the office wants it', async () => {
    await arrives(mail())
    const { conversation_id } = await latest()
    expect((await answer(conversation_id)).html).not.toContain('/opened/')
    await world.command(updateInboxSettings, { trackOpens: true }, manager)
    const { html } = await answer(conversation_id, 'And again')
    const token = /\/opened\/([\w-]{64})/.exec(html)![1]!
    expect((await open(token))[0]).toBe(0x47)
    expect((await latest()).status).toBe('read')
    await world.command(updateInboxSettings, { trackOpens: false }, manager)
  })

  test('a made-up address gets the picture and changes nothing', async () => {
    expect((await open('x'.repeat(64)))[0]).toBe(0x47)
  })
})
