import { describe, expect, test } from 'vitest'
import { createClient } from '#modules/crm/contract.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { Incoming } from '../contract/incoming.ts'
import { createSlaPolicy } from '../contract/sla.ts'
import { conversationReopened, messagesReceived } from '../events.ts'
import { addChannel, textFrom } from './intake.fixture.ts'
import { queueMessage } from './queue-message.ts'
import { receiveMessages } from './receive-messages.ts'
import { resolveConversation } from './resolve-conversation.ts'

const world = await testWorld()
const ANN = '+447700900101'
const BOB = '+447700900102'

async function office(kind: 'whatsapp' | 'sms' | 'email' = 'whatsapp') {
  world.setNow('2026-11-26T10:00:00.000Z')
  const orgId = await world.newOrg()
  const { id: channelId } = await addChannel(world, orgId, kind)
  const system = world.system(orgId)
  const receive = (...messages: Incoming[]) => world.command(receiveMessages, { channelId, messages }, system)
  const conversations = () =>
    world.sql<Record<string, unknown>>(
      'select * from inbox.conversations where org_id = $1 order by number',
      [orgId],
    )
  const bodies = async (conversationId: string) => {
    const rows = await world.sql<{ body: string }>(
      `select body from inbox.messages where org_id = $1 and conversation_id = $2 and direction = 'in' order by created_at, id`,
      [orgId, conversationId],
    )
    return rows.map(({ body }) => body)
  }
  return { orgId, channelId, system, receive, conversations, bodies }
}

describe('INBX-001 messages that come in', () => {
  test('of one person join one conversation, in the order in which they were written', async () => {
    const { receive, conversations, bodies, orgId } = await office()
    const [first] = await receive(textFrom(ANN, 'one'), textFrom(BOB, 'hello'), textFrom(ANN, 'two'))
    await receive(textFrom(ANN, 'three'), textFrom(ANN, 'four'))
    expect(await bodies(first!.conversationId)).toEqual(['one', 'two', 'three', 'four'])
    expect(await conversations()).toMatchObject([
      { number: 1, status: 'open', message_count: 4, last_preview: 'four', is_first: true },
      { number: 2, status: 'open', message_count: 1, last_preview: 'hello' },
    ])
    const [batch, second] = await world.events(orgId, messagesReceived)
    expect(batch).toMatchObject({
      messages: [
        { preview: 'one', isOpening: true },
        { preview: 'two', isOpening: false },
        { preview: 'hello', isOpening: true },
      ],
    })
    expect(second).toMatchObject({ messages: [{ isOpening: false }, { isOpening: false }] })
  })

  test('five hundred take as many statements as fifty', async () => {
    const { channelId, system } = await office()
    const many = (count: number, mark: string) =>
      Array.from({ length: count }, (_, i) =>
        textFrom(`+4477009${String(i % 90).padStart(5, '0')}`, `${mark} ${i}`),
      )
    const statements = (messages: Incoming[]) =>
      world.countQueries(() => world.command(receiveMessages, { channelId, messages }, system))
    await statements(many(5, 'warm'))
    const [fifty, all] = [await statements(many(50, 'few')), await statements(many(500, 'many'))]
    expect(all).toBe(fifty)
    expect(all).toBeLessThanOrEqual(15)
  })

  test('told twice are one message, in one batch or in two', async () => {
    const { receive, conversations, orgId } = await office()
    const message = textFrom(ANN, 'once')
    const [first, repeat] = [await receive(message, message), await receive(message)]
    expect([first.length, repeat.length]).toEqual([1, 0])
    expect(await conversations()).toMatchObject([{ message_count: 1 }])
    expect(await world.events(orgId, messagesReceived)).toHaveLength(1)
  })

  test('of a new person in two batches at once open one conversation', async () => {
    const { receive, conversations } = await office()
    const batches = Array.from({ length: 6 }, (_, i) => receive(textFrom(ANN, `at once ${i}`)))
    await Promise.all(batches)
    expect(await conversations()).toMatchObject([{ number: 1, message_count: 6 }])
  })

  test('find their client by number, and every contact of theirs shows it', async () => {
    const { orgId, receive, conversations } = await office()
    const who = await world.as(orgId, 'manager')
    const client = await world.call(createClient, { name: 'Ann Archer', phone: ANN }, who)
    await receive(textFrom(ANN, 'hello'))
    expect(await conversations()).toMatchObject([{ client_id: client.id }])
  })

  test('of an unknown kind, with broken characters and NUL, are kept', async () => {
    const { receive, bodies } = await office()
    const odd = textFrom(ANN, 'a\u0000b\ud800', {
      kind: 'unknown',
      data: { 'k\u0000': ['\ud800', { deep: '\u0000' }] },
    })
    const [kept] = await receive(odd)
    expect(await bodies(kept!.conversationId)).toEqual(['ab\ufffd'])
  })

  test('never stand in the future, whatever the sender’s clock says', async () => {
    const { receive, conversations } = await office()
    await receive(textFrom(ANN, 'from tomorrow', { at: '2026-11-27T10:00:00Z' }))
    const [{ last_message_at }] = (await conversations()) as [{ last_message_at: string }]
    expect(new Date(last_message_at).toISOString()).toBe('2026-11-26T10:00:00.000Z')
  })
})

describe('a resolved conversation', () => {
  async function resolved() {
    const all = await office()
    const [first] = await all.receive(textFrom(ANN, 'hello'))
    const who = await world.as(all.orgId, 'agent')
    await world.command(resolveConversation, { conversationId: first!.conversationId }, who)
    return { ...all, conversationId: first!.conversationId }
  }

  test('is opened again by a message within the days of the settings', async () => {
    const { receive, conversations, orgId } = await resolved()
    world.setNow('2026-12-02T10:00:00.000Z')
    await receive(textFrom(ANN, 'one more thing', { at: '2026-12-02T09:59:59.000Z' }))
    expect(await conversations()).toMatchObject([{ status: 'open', reopened_count: 1, resolved_at: null }])
    expect(await world.events(orgId, conversationReopened)).toMatchObject([{ by: 'contact', number: 1 }])
    const rows = await world.sql('select from inbox.resolutions where org_id = $1 and reopened_at is null', [
      orgId,
    ])
    expect(rows).toHaveLength(0)
  })

  test('stays resolved later, and a new one begins', async () => {
    const { receive, conversations } = await resolved()
    world.setNow('2026-12-10T10:00:00.000Z')
    await receive(textFrom(ANN, 'something new', { at: '2026-12-10T10:00:00.000Z' }))
    expect(await conversations()).toMatchObject([
      { status: 'resolved', is_first: true },
      { status: 'open', number: 2, is_first: false },
    ])
  })

  test('stays resolved when somebody reacts, rates or writes STOP', async () => {
    const { receive, conversations, orgId, conversationId, channelId } = await resolved()
    await world.sql(
      `insert into inbox.ratings (org_id, id, conversation_id, channel_id, handled_by, asked_at)
       values ($1, gen_random_uuid(), $2, $3, 'agent', '2026-11-26T10:00:00Z')`,
      [orgId, conversationId, channelId],
    )
    await receive(
      textFrom(ANN, '👍', { kind: 'reaction', replyToRef: 'something' }),
      textFrom(ANN, '5'),
      textFrom(ANN, 'Stop!'),
    )
    expect(await conversations()).toMatchObject([{ status: 'resolved', waiting_since: null }])
    expect(await world.sql('select score from inbox.ratings where org_id = $1', [orgId])).toEqual([
      { score: 5 },
    ])
    expect(
      await world.sql('select channel_kind, address from inbox.opt_outs where org_id = $1', [orgId]),
    ).toEqual([{ channel_kind: 'whatsapp', address: ANN }])
    await receive(textFrom(ANN, 'start'))
    expect(await world.sql('select from inbox.opt_outs where org_id = $1', [orgId])).toHaveLength(0)
  })
})

describe('INBX-022 a waiting customer', () => {
  test('is promised a first answer, then the next one; more messages do not move it', async () => {
    const { orgId, receive, conversations } = await office()
    const manager = await world.as(orgId, 'manager')
    const policy = {
      name: 'All',
      firstMinutes: 30,
      nextMinutes: 60,
      resolutionMinutes: 600,
      inBusinessHours: false,
    }
    await world.call(createSlaPolicy, policy, manager)
    const [first] = await receive(
      textFrom(ANN, 'hello'),
      textFrom(ANN, 'anybody?', { at: '2026-11-26T10:00:00.500Z' }),
    )
    const due = (await conversations())[0]!
    expect(due).toMatchObject({ first_sla: 'pending', resolution_sla: 'pending' })
    expect(new Date(due.due_at as string).toISOString()).toBe('2026-11-26T10:30:00.000Z')
    world.setNow('2026-11-26T10:05:00.000Z')
    const { conversationId } = first!
    await world.command(queueMessage, { conversationId, authorKind: 'bot', body: 'Hi' }, world.system(orgId))
    world.setNow('2026-11-26T10:06:00.000Z')
    await receive(textFrom(ANN, 'thanks', { at: '2026-11-26T10:06:00.000Z' }))
    const next = (await conversations())[0]!
    expect(next).toMatchObject({ first_sla: 'met', handled_by: 'bot', first_reply_ms: 300_000 })
    expect(new Date(next.due_at as string).toISOString()).toBe('2026-11-26T11:06:00.000Z')
  })

  test('who answers the office’s first word is promised a first answer', async () => {
    const { orgId, receive, conversations, channelId } = await office()
    await world.call(createSlaPolicy, { name: 'All', firstMinutes: 30 }, await world.as(orgId, 'manager'))
    await receive(textFrom(ANN, 'old'))
    await world.sql(
      `update inbox.conversations set status = 'resolved', resolved_at = $2, last_incoming_at = null, waiting_since = null,
       first_sla = 'none', first_due_at = null where org_id = $1`,
      [orgId, '2026-11-26T09:00:00Z'],
    )
    await receive(textFrom(ANN, 'I saw your offer'))
    expect(await conversations()).toMatchObject([
      { status: 'open', reopened_count: 0, first_sla: 'pending', channel_id: channelId },
    ])
    expect(await world.events(orgId, conversationReopened)).toHaveLength(0)
  })
})

test('mail goes by thread: an answer joins it, a new subject begins another', async () => {
  const { receive, conversations } = await office('email')
  const mail = (body: string, over: Partial<Incoming>) => ({
    ...textFrom(ANN, body, { kind: 'email', ...over }),
    from: { platformUserId: 'ann@example.com', name: 'Ann', email: 'ann@example.com' },
  })
  await receive(
    mail('first', { providerRef: '<1@a>', subject: 'Windows' }),
    mail('answer', { providerRef: '<2@a>', threadRefs: ['<1@a>'] }),
    mail('other', { providerRef: '<3@a>', subject: 'Invoice' }),
  )
  await receive(mail('again', { providerRef: '<4@a>', replyToRef: '<2@a>', threadRefs: ['<1@a>', '<2@a>'] }))
  expect(await conversations()).toMatchObject([
    { subject: 'Windows', message_count: 3, thread_ref: '<1@a>' },
    { subject: 'Invoice', message_count: 1 },
  ])
})
