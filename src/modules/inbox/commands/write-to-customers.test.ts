import { expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../contract.ts'
import { memberIdOf, newChannel, newOffice } from './office.fixture.ts'

const world = await testWorld()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]).toString('base64')

test('an answer ends the wait, takes a conversation that was nobody’s, and throws the draft away', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Do you clean ovens?')
  await world.call(contract.saveDraft, { conversationId, mode: 'reply', body: 'We do' }, ann)
  world.setNow('2026-11-23T10:07:00.000Z')
  const message = await world.call(contract.sendReply, { conversationId, body: 'We do!' }, ann)
  expect(message).toMatchObject({ direction: 'out', authorName: 'Ann Baker', status: 'queued' })
  const shown = await world.call(contract.getConversation, { conversationId }, ann)
  expect(shown.conversation).toMatchObject({
    assigneeId: memberIdOf(ann),
    waitingSince: null,
    dueAt: null,
    handledBy: 'agent',
    isUnread: false,
  })
  expect(shown.draft).toBeNull()
  expect(shown.messages.map(({ kind, body }) => [kind, body])).toEqual([
    ['text', 'Do you clean ovens?'],
    ['event', 'Ann Baker took this conversation.'],
    ['text', 'We do!'],
  ])
})

test('a colleague’s answer leaves the conversation with its person', async () => {
  const { ann, bob, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  await world.call(contract.assignConversation, { conversationId, assigneeId: memberIdOf(bob) }, bob)
  await world.call(contract.sendReply, { conversationId, body: 'Hi, Bob is at lunch.' }, ann)
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.assigneeName).toBe('Bob Carr')
})

test('answer and resolve in one go; an empty answer is refused', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Thanks!')
  expect(await codeOf(world.call(contract.sendReply, { conversationId }, ann))).toBe('input.invalid')
  await world.call(contract.sendReply, { conversationId, body: 'Our pleasure', resolve: true }, ann)
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation).toMatchObject({ status: 'resolved', handledBy: 'agent' })
})

test('a file is what its bytes say, belongs to its message, and is served with safe headers (INBX-010)', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Can I see it?')
  const file = await world.call(contract.uploadAttachment, { name: 'oven.png', base64: PNG }, ann)
  expect(file).toMatchObject({ mediaType: 'image/png', bytes: 12, status: 'stored' })
  const message = await world.call(contract.sendReply, { conversationId, attachmentIds: [file.id] }, ann)
  expect(message.attachments).toEqual([file])
  const bytes = await world.call(contract.getAttachment, { attachmentId: file.id }, ann)
  expect(Buffer.from(bytes).toString('base64')).toBe(PNG)
  // Sent files stay; a second message cannot take them.
  expect(await codeOf(world.call(contract.deleteAttachment, { attachmentId: file.id }, ann))).toBe(
    'inbox.not_found',
  )
  const again = world.call(contract.sendReply, { conversationId, attachmentIds: [file.id] }, ann)
  expect(await codeOf(again)).toBe('inbox.file_refused')
})

test.each([
  ['a page called a picture', 'cat.png', '<html><script>alert(1)</script></html>'],
  ['a program called a PDF', 'bill.pdf', 'MZ\u0090\u0000\u0003'],
  ['an archive', 'all.zip', 'PK\u0003\u0004rest'],
])('%s is refused', async (_case, name, content) => {
  const { ann } = await newOffice(world)
  const base64 = Buffer.from(content, 'latin1').toString('base64')
  expect(await codeOf(world.call(contract.uploadAttachment, { name, base64 }, ann))).toBe(
    'inbox.file_refused',
  )
})

test('files of another organisation are not found; a file too large is told so', async () => {
  const { ann } = await newOffice(world)
  const file = await world.call(contract.uploadAttachment, { name: 'oven.png', base64: PNG }, ann)
  const other = await newOffice(world)
  expect(await codeOf(world.call(contract.getAttachment, { attachmentId: file.id }, other.ann))).toBe(
    'inbox.not_found',
  )
  const base64 = Buffer.alloc(contract.MOST_ATTACHMENT_BYTES + 3).toString('base64')
  expect(await codeOf(world.call(contract.uploadAttachment, { name: 'film.mp4', base64 }, ann))).toBe(
    'input.invalid',
  )
})

test('a note stays in the house, ends nobody’s wait, and names colleagues', async () => {
  const { orgId, ann, bob, mia, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const note = await world.call(
    contract.addNote,
    { conversationId, body: '@Bob knows her, @mia dean too' },
    ann,
  )
  expect(note).toMatchObject({
    kind: 'note',
    direction: 'internal',
    authorName: 'Ann Baker',
    status: 'internal',
  })
  const rows = await world.sql<{ member_id: string }>(
    'select member_id from inbox.mentions where org_id = $1',
    [orgId],
  )
  expect(rows.map(({ member_id }) => member_id).sort()).toEqual([memberIdOf(bob), memberIdOf(mia)].sort())
  const { conversation, participants } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.waitingSince).not.toBeNull()
  expect(participants.map(({ name }) => name).sort()).toEqual(['Ann Baker', 'Bob Carr', 'Mia Dean'])
  const mentioned = await world.call(contract.listConversations, { view: 'mentions' }, bob)
  expect(mentioned.items.map(({ id }) => id)).toEqual([conversationId])
  expect(mentioned.counts.mentions).toBe(1)
  await world.call(contract.markRead, { conversationId }, bob)
  expect((await world.call(contract.listConversations, {}, bob)).counts.mentions).toBe(0)
})

test('a conversation begins with a client by their number, is linked to them, and goes on where one runs', async () => {
  const { orgId, ann } = await newOffice(world)
  const sms = await newChannel(world, orgId, 'sms')
  const clientId = await world.command(ensureContact, { name: 'Clara Holt', phone: '+447700900142' }, ann)
  const start = { channelId: sms, clientId, body: 'We come at nine.' }
  const first = await world.call(contract.startConversation, start, ann)
  expect(first).toMatchObject({
    clientId,
    contactName: 'Clara Holt',
    contactAddress: '+447700900142',
    assigneeName: 'Ann Baker',
    lastPreview: 'We come at nine.',
    lastAuthor: 'agent',
    waitingSince: null,
    dueAt: null,
  })
  const second = await world.call(contract.startConversation, { ...start, body: 'Or at ten.' }, ann)
  expect(second.id).toBe(first.id)
})

test.each([
  ['an address that is none', { address: 'nobody' }, 'input.invalid'],
  ['nothing to say', { address: '07700 900142', body: '' }, 'input.invalid'],
])('no conversation begins with %s', async (_case, change, code) => {
  const { orgId, ann } = await newOffice(world)
  const sms = await newChannel(world, orgId, 'sms')
  const started = world.call(contract.startConversation, { channelId: sms, body: 'Hello', ...change }, ann)
  expect(await codeOf(started)).toBe(code)
})

test('WhatsApp takes no first word but a template; nobody writes first to a web chat', async () => {
  const { orgId, ann, channelId } = await newOffice(world)
  const start = (id: string) =>
    codeOf(
      world.call(contract.startConversation, { channelId: id, address: '07700 900142', body: 'Hello' }, ann),
    )
  expect(await start(channelId)).toBe('inbox.window_closed')
  expect(await start(await newChannel(world, orgId, 'webchat'))).toBe('inbox.cannot_send')
})

test('a failed message is sent again once; others cannot be', async () => {
  const { orgId, ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const { id: messageId } = await world.call(contract.sendReply, { conversationId, body: 'Hi' }, ann)
  const retry = () => world.call(contract.retryMessage, { messageId }, ann)
  expect(await codeOf(retry())).toBe('inbox.not_retryable')
  await world.sql(
    `update inbox.messages set status = 'failed', failed_at = now(), failure_code = '131026', failure_title = 'No',
       failure_category = 'bad_number', provider_ref = 'old' where org_id = $1 and id = $2`,
    [orgId, messageId],
  )
  await world.sql('delete from inbox.outgoing where org_id = $1', [orgId])
  expect(await retry()).toMatchObject({ status: 'queued', failure: null })
  expect(await world.sql('select message_id from inbox.outgoing where org_id = $1', [orgId])).toEqual([
    { message_id: messageId },
  ])
  expect(await codeOf(retry())).toBe('inbox.not_retryable')
})

test('a macro runs all its steps or none, with the names filled in', async () => {
  const { orgId, ann, mia, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Where is my key?', {
    from: { platformUserId: '447700900001', name: 'Clara Holt' },
  })
  const steps = [
    { kind: 'reply', body: 'Dear {{first_name}}, we look. {{agent}}' },
    { kind: 'label', label: 'Key' },
    { kind: 'priority', priority: 'high' },
    { kind: 'assign', memberId: 'me' },
    { kind: 'resolve' },
  ] as const
  const macro = await world.call(contract.createMacro, { name: 'Key lost', steps: [...steps] }, mia)
  const done = await world.call(contract.runMacro, { conversationId, macroId: macro.id }, ann)
  expect(done).toMatchObject({
    status: 'resolved',
    labels: ['Key'],
    priority: 'high',
    assigneeName: 'Ann Baker',
    lastPreview: 'Dear Clara, we look. Ann Baker',
  })
  await world.call(contract.reopenConversation, { conversationId }, ann)
  await world.sql('update inbox.channels set is_active = false where org_id = $1', [orgId])
  await world.call(
    contract.updateMacro,
    { macroId: macro.id, steps: [{ kind: 'label', label: 'Late' }, steps[0]] },
    mia,
  )
  expect(await codeOf(world.call(contract.runMacro, { conversationId, macroId: macro.id }, ann))).toBe(
    'inbox.channel_off',
  )
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.labels).toEqual(['Key'])
})

test('a macro that can never run is refused where it is written, by step', async () => {
  const { mia } = await newOffice(world)
  const steps = [{ kind: 'resolve' } as const, { kind: 'label', label: 'Late' } as const]
  await expect(world.call(contract.createMacro, { name: 'Wrong', steps }, mia)).rejects.toMatchObject({
    code: 'input.invalid',
    details: { faults: [{ path: ['steps', 1] }] },
  })
})
