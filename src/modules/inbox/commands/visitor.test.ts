import { describe, expect, test } from 'vitest'
import { findDuplicates } from '#modules/crm/contract.ts'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { getConversation, linkClient } from '../contract/conversations.ts'
import * as contract from '../contract/webchat.ts'
import { getVisitorFile } from '../errands/get-visitor-file.ts'
import { getWebchat } from '../queries/get-webchat.ts'
import { addNote } from './add-note.ts'
import { newColleague } from './office.fixture.ts'
import { queueMessage } from './queue-message.ts'
import { updateWebchat } from './update-webchat.ts'
import { latestConversation, newVisitor, newWebchat } from './visitor.fixture.ts'

type Visitor = Awaited<ReturnType<typeof newVisitor>>

const world = await testWorld()
const orgId = await world.newOrg({ name: 'Bright Rooms' })
const ann = await newColleague(world, orgId, 'Ann Baker', 'agent')
const chat = await newWebchat(world, orgId)

async function answer(body: string, conversationId?: string) {
  const id = conversationId ?? (await latestConversation(world, orgId)).id
  const memberId = ann.actor.kind === 'user' ? ann.actor.memberId : null
  return world.command(
    queueMessage,
    { conversationId: id, authorKind: 'agent', authorId: memberId, body },
    world.system(orgId),
  )
}

describe('a visitor writes, the office answers', () => {
  test('the thread shows both, with the first name of who answered and nothing of what is private', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Do you clean ovens?')
    const { id } = await latestConversation(world, orgId)
    await answer('We do!')
    await world.command(addNote, { conversationId: id, body: 'Sounds nice', mentionIds: [] }, ann)
    await world.runJobs()
    const { messages, unread } = await visitor.read()
    expect(messages.map(({ from, name, body }) => [from, name, body])).toEqual([
      ['me', '', 'Do you clean ovens?'],
      ['office', 'Ann', 'We do!'],
    ])
    expect(unread).toBe(1)
  })

  test('the same mark twice is one message', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Hello', 'the-same-mark')
    await visitor.say('Hello', 'the-same-mark')
    expect((await visitor.read()).messages).toHaveLength(1)
  })

  test('two visitors with the same mark write two messages, and each reads only their own', async () => {
    const [one, two] = [await newVisitor(world, chat), await newVisitor(world, chat)]
    await one.say('I am one', 'the-same-mark')
    await two.say('I am two', 'the-same-mark')
    expect((await one.read()).messages.map(({ body }) => body)).toEqual(['I am one'])
    expect((await two.read()).messages.map(({ body }) => body)).toEqual(['I am two'])
  })

  test('who merges contacts in the office shows no visitor the thread of another', async () => {
    const [one, two] = [await newVisitor(world, chat), await newVisitor(world, chat)]
    await one.say('Mine')
    const first = await latestConversation(world, orgId)
    await two.say('Not yours')
    const second = await latestConversation(world, orgId)
    await world.sql('update inbox.conversations set contact_id = $1 where id = $2', [
      first.contact_id,
      second.id,
    ])
    expect((await one.read()).messages.map(({ body }) => body)).toEqual(['Mine'])
  })

  test('a key that was never given out opens nothing, nor does one of another chat', async () => {
    const visitor = await newVisitor(world, chat)
    const other = await newWebchat(world, orgId)
    const guest = world.guest(orgId)
    const read = (token: string, key: string) => world.call(contract.readVisitorThread, { token, key }, guest)
    await expect(read(chat.token, 'x'.repeat(43))).rejects.toMatchObject({ code: 'inbox.visitor_unknown' })
    await expect(read(other.token, visitor.key)).rejects.toMatchObject({ code: 'inbox.visitor_unknown' })
  })

  test('read counts when the chat is open, delivered when it is not', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Hello')
    const { id } = await answer('Hi')
    await world.runJobs()
    const status = async () =>
      (await world.sql<{ status: string }>('select status from inbox.messages where id = $1', [id]))[0]!
        .status
    expect(await status()).toBe('sent')
    expect((await visitor.read()).unread).toBe(1)
    expect(await status()).toBe('delivered')
    expect((await visitor.read({ isReading: true })).unread).toBe(0)
    expect(await status()).toBe('read')
    expect((await visitor.read()).unread).toBe(0)
  })

  test('long threads come a page at a time', async () => {
    const visitor = await newVisitor(world, chat)
    for (let i = 0; i < 53; i++) await visitor.say(`Line ${i}`)
    const latest = await visitor.read()
    expect([latest.messages.length, latest.hasOlder]).toEqual([50, true])
    const older = await visitor.read({ before: latest.messages[0]!.at })
    expect([older.messages.map(({ body }) => body), older.hasOlder]).toEqual([
      ['Line 0', 'Line 1', 'Line 2'],
      false,
    ])
  })
})

describe('the line stays open until something happens', () => {
  test('an answer arrives while the widget waits', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Anybody there?')
    const { asOf } = await visitor.read()
    const began = performance.now()
    const waiting = visitor.read({ since: asOf, waitSeconds: 20 })
    await new Promise((done) => setTimeout(done, 50))
    await answer('Yes, here')
    expect((await waiting).messages.at(-1)).toMatchObject({ from: 'office', body: 'Yes, here' })
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test('somebody typing shows, the visitor’s own typing does not', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Anybody there?')
    const { id } = await latestConversation(world, orgId)
    const { asOf } = await visitor.read()
    const waiting = visitor.read({ since: asOf, waitSeconds: 20 })
    await new Promise((done) => setTimeout(done, 50))
    await visitor.typing()
    world.services.live.changed(orgId, [
      { topic: 'conversations', name: 'inbox.typing', ids: [id, 'a-member'], at: asOf },
    ])
    expect(await waiting).toMatchObject({ isTyping: true })
  })

  test('the office hears that a visitor types, by conversation and contact', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Hello')
    const { id, contact_id } = await latestConversation(world, orgId)
    const heard: string[][] = []
    world.services.live.onChange((_org, changes) => {
      for (const { name, ids } of changes) if (name === 'inbox.typing') heard.push(ids)
    })
    await visitor.typing()
    expect(heard).toEqual([[id, contact_id]])
  })

  test('what is known already is not told as news', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Hello')
    const { id } = await answer('Hi')
    const { asOf } = await visitor.read()
    const began = performance.now()
    await visitor.read({ since: asOf, waitSeconds: 1, known: [id] })
    expect(performance.now() - began).toBeGreaterThan(900)
  })
})

describe('who the visitor is', () => {
  /** Ana is a client with a visit to come. */
  async function anaTheClient() {
    const who = { name: 'Ana Lima', email: 'ana@example.com', phone: '+447700900199' }
    return world.command(ensureContact, who, world.system(orgId))
  }

  test('a name given later names the contact', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('Hello')
    await visitor.details({ name: 'Ana', email: 'Ana@Example.com' })
    const { contact_id } = await latestConversation(world, orgId)
    const [contact] = await world.sql('select name, email from inbox.contacts where id = $1', [contact_id])
    expect(contact).toEqual({ name: 'Ana', email: 'ana@example.com' })
    expect((await visitor.read()).who).toEqual({ name: 'Ana', email: 'ana@example.com', phone: '' })
  })

  test.each([
    [
      'the details',
      { name: '', email: 'ana@example.com', phone: '' },
      (visitor: Visitor) => visitor.details({ email: 'ana@example.com' }),
    ],
    [
      'the form for closed hours',
      { name: 'Ana Lima', email: 'ana@example.com', phone: '' },
      (visitor: Visitor) =>
        visitor.leave({ name: 'Ana Lima', contact: 'ana@example.com', body: 'My next visit?' }),
    ],
  ])(
    'a stranger who gives a client’s address by %s is not taken for that client, and learns nothing',
    async (_, told, claim) => {
      await anaTheClient()
      const stranger = await newVisitor(world, chat)
      await stranger.say('When do you come to me next?')
      await claim(stranger)
      await stranger.say('Cancel my visit please')
      await world.runJobs()
      const { id, client_id, contact_id } = await latestConversation(world, orgId)
      expect(client_id).toBeNull()
      const [contact] = await world.sql('select client_id from inbox.contacts where id = $1', [contact_id])
      expect(contact).toEqual({ client_id: null })
      const { conversation } = await world.call(getConversation, { conversationId: id }, ann)
      expect(conversation.clientId).toBeNull()
      const { messages, who } = await stranger.read()
      expect(messages.filter(({ from }) => from !== 'me')).toEqual([])
      expect(who).toEqual(told)
    },
  )

  test('a client who is added later with that address is not linked to the visitor either', async () => {
    const stranger = await newVisitor(world, chat)
    await stranger.say('Hello')
    await stranger.details({ email: 'new@example.com' })
    await world.command(ensureContact, { name: 'Nel New', email: 'new@example.com' }, world.system(orgId))
    await world.runJobs()
    const { id, client_id } = await latestConversation(world, orgId)
    expect(client_id).toBeNull()
    // The talk is credited all the same: a figure opens nothing.
    const [lead] = await world.sql('select kind from inbox.conversions where conversation_id = $1', [id])
    expect(lead).toEqual({ kind: 'lead' })
  })

  test('the agent links them with one press, and the thread says who did', async () => {
    const clientId = await anaTheClient()
    const visitor = await newVisitor(world, chat)
    await visitor.say('It is me')
    await visitor.details({ email: 'ana@example.com' })
    const { id } = await latestConversation(world, orgId)
    const found = await world.call(findDuplicates, { email: 'ana@example.com' }, ann)
    expect(found.items).toMatchObject([{ id: clientId, reasons: ['email'] }])
    await world.call(linkClient, { conversationId: id, clientId }, ann)
    await visitor.say('Thank you')
    expect((await latestConversation(world, orgId)).client_id).toBe(clientId)
  })

  test('the form for closed hours makes a conversation that can be answered', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.leave({ name: 'Bo', contact: '07700 900142', body: 'Call me' })
    const { contact_id } = await latestConversation(world, orgId)
    const [contact] = await world.sql('select name, phone from inbox.contacts where id = $1', [contact_id])
    expect(contact).toEqual({ name: 'Bo', phone: '+447700900142' })
    expect((await visitor.read()).messages).toMatchObject([{ from: 'me', body: 'Call me' }])
  })

  test('a form without a way to answer is refused', async () => {
    const visitor = await newVisitor(world, chat)
    const leaving = visitor.leave({ name: 'Bo', contact: 'somewhere', body: 'Call me' })
    await expect(leaving).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

describe('files of a visitor', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

  test('a picture is kept as what it is, and loaded by its link alone', async () => {
    const visitor = await newVisitor(world, chat)
    const { message } = await visitor.sendFile('oven.txt', png)
    expect(message.files).toMatchObject([{ name: 'oven.txt', mediaType: 'image/png', bytes: png.length }])
    const shown = (await visitor.read()).messages[0]!.files[0]!
    expect(shown.url).toBe(message.files[0]!.url)
    const token = shown.url.split('/').at(-1)!
    expect([...(await world.errand(getVisitorFile, { token }, world.guest(orgId)))]).toEqual([...png])
  })

  test.each([
    ['a page', '<html><script>alert(1)</script></html>'],
    ['a program', 'MZ\u0090\u0000'],
    ['nothing', ''],
  ])('%s is refused', async (_, content) => {
    const visitor = await newVisitor(world, chat)
    const sending = visitor.sendFile('picture.png', Buffer.from(content, 'latin1'))
    await expect(sending).rejects.toMatchObject({ code: 'inbox.file_refused' })
  })
})

describe('the chat as the office sets it', () => {
  test('a renewed token stops the old one', async () => {
    const other = await newWebchat(world, orgId)
    const mia = await world.as(orgId, 'manager')
    const { token } = await world.command(
      updateWebchat,
      { channelId: other.channelId, renewToken: true },
      mia,
    )
    const guest = world.guest(orgId)
    await expect(world.query(getWebchat, { token: other.token }, guest)).rejects.toMatchObject({
      code: 'inbox.channel_not_found',
    })
    expect(await world.query(getWebchat, { token }, guest)).toMatchObject({ name: 'Bright Rooms' })
  })

  test('a chat that is switched off is not there, and nothing can be written', async () => {
    const other = await newWebchat(world, orgId)
    const visitor = await newVisitor(world, other)
    const mia = await world.as(orgId, 'manager')
    await world.command(
      updateWebchat,
      { channelId: other.channelId, isActive: false, renewToken: false },
      mia,
    )
    await expect(visitor.say('Hello')).rejects.toMatchObject({ code: 'inbox.channel_off' })
  })

  test('agents may not change it, and another firm does not find it', async () => {
    const change = { channelId: chat.channelId, name: 'Mine', renewToken: false }
    await expect(world.command(updateWebchat, change, ann)).rejects.toMatchObject({ code: 'auth.forbidden' })
    const stranger = await world.as(await world.newOrg(), 'manager')
    await expect(world.command(updateWebchat, change, stranger)).rejects.toMatchObject({
      code: 'inbox.channel_not_found',
    })
  })

  test('a message costs the same few statements, however long the thread', async () => {
    const visitor = await newVisitor(world, chat)
    await visitor.say('First')
    const second = await world.countQueries(() => visitor.say('Second'))
    for (let i = 0; i < 10; i++) await visitor.say(`Line ${i}`)
    expect(await world.countQueries(() => visitor.say('Last'))).toBeLessThanOrEqual(second)
    expect(second).toBeLessThan(22)
  })
})
