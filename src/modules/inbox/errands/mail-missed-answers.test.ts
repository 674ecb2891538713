import { beforeEach, describe, expect, test } from 'vitest'
import { runErrand } from '#platform/run.ts'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import { type ChannelVendors, type OutgoingMessage, VendorRefused } from '../adapters/channel.ts'
import { createEmail } from '../adapters/email.ts'
import { createVendors } from '../adapters/vendors.ts'
import { newColleague } from '../commands/office.fixture.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { createChannel } from '../commands/save-channel.ts'
import { updateWebchat } from '../commands/update-webchat.ts'
import { latestConversation, newVisitor, newWebchat } from '../commands/visitor.fixture.ts'
import { mailMissedAnswers } from './mail-missed-answers.ts'
import { receiveDelivery } from './receive-delivery.ts'

const SECRET = 'a shared secret'
const mails: OutgoingMessage[] = []
let refusal: VendorRefused | null = null
const real = createEmail({ allowPrivate: true })
const vendors: ChannelVendors = {
  ...createVendors({ smtpUrl: undefined }),
  email: {
    ...real,
    async send(account, message) {
      if (refusal) throw refusal
      mails.push(message)
      return real.send(account, message)
    },
  },
}
const world = await testWorld({ adapters: { channels: vendors } })
beforeEach(() => {
  mails.length = 0
  refusal = null
})

const at = (minutes: number) => Temporal.Instant.from('2026-11-25T10:00:00Z').add({ minutes }).toString()

/** A visitor of a firm's chat left a mail address, wrote, and was answered at ten. */
async function answered({ mailbox = true } = {}) {
  world.setNow(at(-1))
  const orgId = await world.newOrg({ name: 'Bright Rooms' })
  const ann = await newColleague(world, orgId, 'Ann Baker', 'agent')
  const manager = await world.as(orgId, 'manager')
  const email = mailbox
    ? await world.command(
        createChannel,
        {
          ...{ kind: 'email', name: 'Office', address: 'hello@firm.example', isActive: true, sandbox: false },
          settings: { marksAddress: true },
          secrets: { inboundSecret: SECRET },
        },
        manager,
      )
    : null
  const chat = await newWebchat(world, orgId)
  const settings = { sites: ['https://firm.example'] }
  await world.command(updateWebchat, { channelId: chat.channelId, settings, renewToken: false }, manager)
  const visitor = await newVisitor(world, chat)
  await visitor.details({ name: 'Ana Lima', email: 'ana@example.com' })
  await visitor.say('Do you clean ovens?')
  const { id } = await latestConversation(world, orgId)
  const answer = async (body: string) => {
    const authorId = ann.actor.kind === 'user' ? ann.actor.memberId : null
    const writing = { conversationId: id, authorKind: 'agent' as const, authorId, body }
    const { id: messageId } = await world.command(queueMessage, writing, world.system(orgId))
    await world.sql(`update inbox.messages set status = 'sent', provider_ref = id::text where id = $1`, [
      messageId,
    ])
  }
  world.setNow(at(0))
  await answer('We do!')
  const look = (minutes: number) => {
    world.setNow(at(minutes))
    return world.errand(mailMissedAnswers, { conversationId: id }, world.system(orgId))
  }
  const arrives = async (raw: string) => {
    const token = mintToken(world.services.config.secret, 'channel', orgId, email!.id)
    const request = {
      headers: new Headers({ 'content-type': 'message/rfc822', 'x-frontdesk-secret': SECRET }),
      ip: '127.0.0.1',
      raw: { body: Buffer.from(raw), url: `http://localhost/api/v1/hooks/${token}` },
    }
    await runErrand(world.services, receiveDelivery, { token }, world.guest(orgId), request)
    await world.runJobs()
  }
  return { orgId, id, visitor, answer, look, arrives }
}

const reply = (to: string, body: string, over: Record<string, string> = {}) => {
  const headers = {
    From: 'Ana <ana@example.com>',
    To: to,
    Subject: 'Re: answered',
    'Message-ID': '<r-1@x.test>',
    ...over,
  }
  return `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`
}

describe('a visitor who is gone gets the answer by mail (INBX-034)', () => {
  test('after five minutes unseen, with every answer, the way back, and once', async () => {
    const { answer, look } = await answered()
    world.setNow(at(2))
    await answer('From £30.')
    await look(6)
    expect(mails).toEqual([])
    await look(7)
    expect(mails).toMatchObject([{ to: { email: 'ana@example.com' }, subject: 'Bright Rooms answered you' }])
    const { text, isAutomatic } = mails[0]!.mail!
    expect(isAutomatic).toBe(true)
    expect(text).toContain('Ann: We do!\n\nAnn: From £30.')
    expect(text).toContain('https://firm.example/prices#frontdesk-chat')
    await look(8)
    await look(60)
    expect(mails).toHaveLength(1)
  })

  test('a later answer is a mail of its own, in the thread of the first', async () => {
    const { answer, look } = await answered()
    await look(5)
    world.setNow(at(10))
    await answer('Still there?')
    await look(15)
    expect(mails).toHaveLength(2)
    expect(mails[1]!.mail!.text).not.toContain('We do!')
    expect(mails[1]!.mail!.references).toEqual([mails[0]!.mail!.messageId])
  })

  test('who has read it, or wrote again, gets none', async () => {
    const one = await answered()
    await one.visitor.read({ isReading: true })
    await one.look(5)
    const two = await answered()
    world.setNow(at(1))
    await two.visitor.say('Thanks')
    await two.look(6)
    expect(mails).toEqual([])
  })

  test('an answer is planned to be looked after when it is written', async () => {
    const { id } = await answered()
    const jobs = await world.sql<{ run_at: string }>(
      `select run_at from graphile_worker.jobs where key like $1`,
      [`%mailMissedAnswers:${id}`],
    )
    expect(jobs.map(({ run_at }) => new Date(run_at).toISOString())).toEqual(['2026-11-25T10:05:00.000Z'])
  })

  test('who left no address, wants no mails, or writes to a firm without a mailbox gets none', async () => {
    const nobody = await answered()
    await world.sql('update inbox.webchat_visitors set email = null where org_id = $1', [nobody.orgId])
    await nobody.look(5)
    const out = await answered()
    await world.sql(
      `insert into inbox.opt_outs (org_id, channel_kind, address, reason, at) values ($1, 'email', 'ana@example.com', 'x', now())`,
      [out.orgId],
    )
    await out.look(5)
    const without = await answered({ mailbox: false })
    await without.look(5)
    expect(mails).toEqual([])
  })

  test('a mail server that is away is asked again; the mail that leaves then is the same', async () => {
    const { look, orgId } = await answered()
    refusal = new VendorRefused({ code: 'net.timeout', title: 'late', isFinal: false })
    await expect(look(5)).rejects.toThrow('late')
    const [before] = await world.sql<{ id: string }>('select id from inbox.webchat_mails where org_id = $1', [
      orgId,
    ])
    refusal = null
    await look(6)
    expect(mails.map(({ id }) => id)).toEqual([before!.id])
    await look(7)
    expect(mails).toHaveLength(1)
  })

  test('an address that cannot be reached is told in the thread and not tried again', async () => {
    const { look, orgId } = await answered()
    refusal = new VendorRefused({ code: '5.1.1', title: 'No such mailbox', isFinal: true })
    await look(5)
    refusal = null
    await look(6)
    expect(mails).toEqual([])
    const [act] = await world.sql<{ body: string }>(
      `select body from inbox.messages where org_id = $1 and kind = 'event' order by id desc limit 1`,
      [orgId],
    )
    expect(act!.body).toContain('could not be mailed: No such mailbox')
  })
})

describe('an answer to such a mail', () => {
  test('goes on in the same conversation of the web chat, and the visitor sees it there', async () => {
    const { orgId, id, visitor, look, arrives } = await answered()
    await look(5)
    const { messageId, replyTo } = mails[0]!.mail!
    await arrives(
      reply(replyTo!, 'Friday then.\r\n\r\nOn Monday, Office wrote:\r\n> We do!', {
        'In-Reply-To': messageId,
      }),
    )
    const conversations = await world.sql(
      'select id, waiting_since is not null as waiting from inbox.conversations where org_id = $1',
      [orgId],
    )
    expect(conversations).toEqual([{ id, waiting: true }])
    const { messages } = await visitor.read()
    expect(messages.at(-1)).toMatchObject({ from: 'me', body: 'Friday then.' })
  })

  test('is known by the address alone, when a server changes the ids', async () => {
    const { orgId, look, arrives } = await answered()
    await look(5)
    await arrives(reply(mails[0]!.mail!.replyTo!, 'Friday then.'))
    await arrives(reply(mails[0]!.mail!.replyTo!, 'Friday then.'))
    const [row] = await world.sql(
      `select count(distinct conversation_id)::int as talks, count(*)::int as messages from inbox.messages
       where org_id = $1 and direction = 'in'`,
      [orgId],
    )
    expect(row).toEqual({ talks: 1, messages: 2 })
  })

  test('a made-up mark opens nothing: it is a mail like any other', async () => {
    const { orgId, look, arrives } = await answered()
    await look(5)
    await arrives(reply('hello+c1.aaaaaaaaaaaa@firm.example', 'Let me in'))
    const rows = await world.sql(
      `select ch.kind, m.body from inbox.messages m join inbox.channels ch on ch.id = m.channel_id
       where m.org_id = $1 and m.body = 'Let me in'`,
      [orgId],
    )
    expect(rows).toEqual([{ kind: 'email', body: 'Let me in' }])
  })

  test('STOP ends the mails to this address, and nobody has to answer it', async () => {
    const { orgId, answer, look, arrives } = await answered()
    await look(5)
    await arrives(reply(mails[0]!.mail!.replyTo!, 'stop'))
    const [row] = await world.sql('select waiting_since from inbox.conversations where org_id = $1', [orgId])
    expect(row).toEqual({ waiting_since: null })
    world.setNow(at(20))
    await answer('Sorry to see you go')
    await look(25)
    expect(mails).toHaveLength(1)
  })
})
