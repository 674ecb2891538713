import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { replyQueued } from '../events.ts'
import { addChannel, textFrom } from './intake.fixture.ts'
import { type NewOutgoing, queueMessage } from './queue-message.ts'
import { receiveMessages } from './receive-messages.ts'
import { updateChannel } from './save-channel.ts'

const world = await testWorld()
const ANN = '+447700900101'
const memberId = newId()

async function talk(kind: 'whatsapp' | 'sms' = 'whatsapp') {
  world.setNow('2026-11-26T10:00:00.000Z')
  const orgId = await world.newOrg()
  const { id: channelId } = await addChannel(world, orgId, kind)
  const who = world.system(orgId)
  const receive = (body: string) =>
    world.command(receiveMessages, { channelId, messages: [textFrom(ANN, body)] }, who)
  const { conversationId } = (await receive('hello'))[0]!
  const write = (over: Partial<NewOutgoing> = {}) =>
    world.command(
      queueMessage,
      { conversationId, authorKind: 'agent', authorId: memberId, body: 'Hi', ...over },
      who,
    )
  const conversation = async () =>
    (
      await world.sql<Record<string, unknown>>('select * from inbox.conversations where id = $1', [
        conversationId,
      ])
    )[0]!
  const rows = (text: string) => world.sql<Record<string, unknown>>(text, [orgId])
  return { orgId, channelId, who, receive, write, conversation, rows }
}

describe('what is written', () => {
  test('by an agent ends the wait, and the wait is kept as a fact', async () => {
    const { write, conversation, rows, orgId } = await talk()
    world.setNow('2026-11-26T10:07:00.000Z')
    const message = await write()
    expect(message).toMatchObject({ status: 'queued', body: 'Hi', direction: 'out' })
    expect(await conversation()).toMatchObject({
      waiting_since: null,
      handled_by: 'agent',
      first_reply_by: memberId,
      first_reply_ms: 420_000,
      last_preview: 'Hi',
    })
    expect(await rows('select agent_id, wait_ms, is_first from inbox.replies where org_id = $1')).toEqual([
      { agent_id: memberId, wait_ms: 420_000, is_first: true },
    ])
    await write({ body: 'And another thing' })
    expect(await rows('select from inbox.replies where org_id = $1')).toHaveLength(1)
    expect(await world.events(orgId, replyQueued)).toHaveLength(2)
  })

  test('by the bot and then by an agent was handled by both', async () => {
    const { write, receive, conversation } = await talk()
    await write({ authorKind: 'bot', authorId: null })
    expect(await conversation()).toMatchObject({ handled_by: 'bot', first_reply_by: null })
    await receive('a person, please')
    await write()
    expect(await conversation()).toMatchObject({ handled_by: 'both' })
  })

  test.each([
    ['a rule', { authorKind: 'auto_reply' as const }],
    ['a broadcast', { authorKind: 'broadcast' as const }],
    ['the product itself', { authorKind: 'system' as const, isSilent: true }],
  ])('by %s ends no wait', async (_, over) => {
    const { write, conversation, rows } = await talk()
    await write({ ...over, authorId: null })
    expect((await conversation()).waiting_since).not.toBeNull()
    expect(await conversation()).toMatchObject({ handled_by: 'nobody', first_reply_at: null })
    expect(await rows('select from inbox.replies where org_id = $1')).toHaveLength(0)
  })
})

describe('what cannot be sent is refused with the reason', () => {
  const refused = (pending: Promise<unknown>) =>
    pending.then(
      () => 'sent',
      (error: { code?: string }) => error.code,
    )

  test('after 24 hours on WhatsApp: only an approved template may be sent', async () => {
    const { orgId, channelId, write, rows } = await talk()
    world.setNow('2026-11-27T10:00:01.000Z')
    expect(await refused(write())).toBe('inbox.window_closed')
    const templateId = newId()
    await world.sql(
      `insert into inbox.templates (org_id, id, channel_kind, channel_id, name, language, category, body, status, updated_at)
       values ($1, $2, 'whatsapp', $3, 'reminder', 'en_GB', 'utility', 'Hello {{1}}, see you on {{2}}.', 'submitted', now())`,
      [orgId, templateId, channelId],
    )
    const variables = ['Ann', 'Friday']
    expect(await refused(write({ templateId, variables }))).toBe('inbox.template_not_usable')
    await world.sql(`update inbox.templates set status = 'approved' where id = $1`, [templateId])
    expect(await refused(write({ templateId, variables: ['Ann'] }))).toBe('inbox.variables_missing')
    expect(await write({ templateId, variables })).toMatchObject({
      kind: 'template',
      body: 'Hello Ann, see you on Friday.',
    })
    expect(await rows('select from inbox.outgoing where org_id = $1')).toHaveLength(1)
  })

  test('SMS has no such window', async () => {
    const { write } = await talk('sms')
    world.setNow('2026-12-24T10:00:00.000Z')
    expect(await refused(write())).toBe('sent')
  })

  test('to somebody who wrote STOP, until they write START', async () => {
    const { write, receive } = await talk()
    await receive('stop')
    expect(await refused(write())).toBe('inbox.opted_out')
    await receive('START')
    expect(await refused(write())).toBe('sent')
  })

  test('on a channel that is switched off', async () => {
    const { orgId, channelId, write } = await talk()
    await world.command(updateChannel, { channelId, isActive: false }, await world.as(orgId, 'manager'))
    expect(await refused(write())).toBe('inbox.channel_off')
  })

  test('by somebody who may only read, and in another organisation', async () => {
    const { orgId, write } = await talk()
    const { conversationId } = await write()
    const input = { conversationId, authorKind: 'agent' as const, body: 'Hi' }
    expect(await refused(world.command(queueMessage, input, await world.as(orgId, 'viewer')))).toBe(
      'auth.forbidden',
    )
    const stranger = world.system(await world.newOrg())
    expect(await refused(world.command(queueMessage, input, stranger))).toBe('inbox.conversation_not_found')
  })

  test('with a file that WhatsApp does not carry; files that it does are a message each', async () => {
    const { orgId, write, rows } = await talk()
    const add = async (mediaType: string) => {
      const id = newId()
      await world.sql(
        `insert into inbox.attachments (org_id, id, name, media_type, bytes, storage_key, created_at)
         values ($1, $2, 'file', $3, 100, 'key', now())`,
        [orgId, id, mediaType],
      )
      return id
    }
    expect(await refused(write({ attachmentIds: [await add('application/zip')] }))).toBe('inbox.file_refused')
    const files = [await add('image/png'), await add('application/pdf')]
    await write({ body: 'Both', attachmentIds: files })
    expect(
      await rows(`select kind, body from inbox.messages where org_id = $1 and direction = 'out' order by id`),
    ).toEqual([
      { kind: 'image', body: 'Both' },
      { kind: 'document', body: '' },
    ])
    expect(await refused(write({ attachmentIds: files }))).toBe('inbox.file_refused')
  })
})
