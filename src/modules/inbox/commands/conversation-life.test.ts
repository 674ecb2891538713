import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../contract.ts'
import { conversationChanged, conversationReopened, conversationResolved } from '../events.ts'
import { memberIdOf, newOffice } from './office.fixture.ts'
import { resolveConversation } from './resolve-conversation.ts'

const world = await testWorld()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )
const events = async (conversationId: string) =>
  (
    await world.sql<{ body: string; data: { event: string } }>(
      `select body, data from inbox.messages where conversation_id = $1 and kind = 'event' order by created_at, id`,
      [conversationId],
    )
  ).map(({ body, data }) => [data.event, body])

test('resolving keeps who, when and how long it took, in real and in business time (INBX-003)', async () => {
  const { orgId, ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Is anybody there?')
  world.setNow('2026-11-24T11:00:00.000Z')
  const resolved = await world.call(contract.resolveConversation, { conversationId }, ann)
  expect(resolved).toMatchObject({
    status: 'resolved',
    resolvedAt: '2026-11-24T11:00:00.000Z',
    waitingSince: null,
    dueAt: null,
  })
  const [row] = await world.sql('select * from inbox.resolutions where org_id = $1', [orgId])
  expect(row).toMatchObject({ agent_id: memberIdOf(ann), by_kind: 'agent', took_ms: 25 * 3_600_000 })
  expect(row).toMatchObject({ took_open_ms: 9 * 3_600_000 })
  expect(await events(conversationId)).toEqual([['resolved', 'Ann Baker resolved this conversation.']])
  const [activity] = await world.sql('select member_id, action from inbox.agent_activity where org_id = $1', [
    orgId,
  ])
  expect(activity).toEqual({ member_id: memberIdOf(ann), action: 'resolved' })
})

test('two agents resolving at once: one resolves, one is told that it is done, one event', async () => {
  const { orgId, ann, bob, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const codes = await Promise.all(
    [ann, bob].map((who) => codeOf(world.command(resolveConversation, { conversationId }, who))),
  )
  expect(codes.sort()).toEqual(['done', 'inbox.already_resolved'])
  expect(await world.events(orgId, conversationResolved)).toHaveLength(1)
  expect(await world.sql('select 1 from inbox.resolutions where org_id = $1', [orgId])).toHaveLength(1)
})

test('opening it again restores what was owed: the customer waits since they wrote', async () => {
  const { orgId, ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  await world.call(contract.resolveConversation, { conversationId }, ann)
  world.setNow('2026-11-23T10:05:00.000Z')
  const open = await world.call(contract.reopenConversation, { conversationId }, ann)
  expect(open).toMatchObject({
    status: 'open',
    resolvedAt: null,
    reopenedCount: 1,
    waitingSince: '2026-11-23T10:00:00.000Z',
  })
  const [row] = await world.sql<{ reopened_at: string }>(
    'select reopened_at from inbox.resolutions where org_id = $1',
    [orgId],
  )
  expect(row!.reopened_at).not.toBeNull()
  expect(await world.events(orgId, conversationReopened)).toHaveLength(1)
  expect(await codeOf(world.call(contract.reopenConversation, { conversationId }, ann))).toBe(
    'inbox.not_resolved',
  )
})

test('what is put aside comes back by a message at once, and by the clock otherwise', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const until = '2026-11-23T15:00:00.000Z'
  const aside = await world.call(contract.snoozeConversation, { conversationId, until }, ann)
  expect(aside).toMatchObject({ status: 'snoozed', snoozedUntil: until })
  expect(
    await codeOf(
      world.call(contract.snoozeConversation, { conversationId, until: '2026-11-23T09:00:00Z' }, ann),
    ),
  ).toBe('input.invalid')
  world.setNow('2026-11-23T10:30:00.000Z')
  await writes('447700900001', 'And on Friday?')
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation).toMatchObject({ status: 'open', snoozedUntil: null })
})

test('giving a conversation to somebody says so in the thread, once, and makes them take part', async () => {
  const { orgId, ann, bob, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const assigneeId = memberIdOf(bob)
  const given = await world.call(contract.assignConversation, { conversationId, assigneeId }, ann)
  expect(given).toMatchObject({ assigneeId, assigneeName: 'Bob Carr' })
  await world.call(contract.assignConversation, { conversationId, assigneeId }, ann)
  expect(await events(conversationId)).toEqual([
    ['assigned', 'Ann Baker gave this conversation to Bob Carr.'],
  ])
  expect(await world.events(orgId, conversationChanged)).toHaveLength(1)
  const { participants } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(participants).toEqual([{ memberId: assigneeId, name: 'Bob Carr' }])
})

test('nobody who left, nor anybody elsewhere, is given a conversation', async () => {
  const { ann, bob, orgId, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const give = (assigneeId: string) =>
    codeOf(world.call(contract.assignConversation, { conversationId, assigneeId }, ann))
  expect(await give(newId())).toBe('inbox.not_found')
  await world.sql(`update identity.members set status = 'suspended' where org_id = $1 and id = $2`, [
    orgId,
    memberIdOf(bob),
  ])
  world.services.cache.changed(orgId, ['members'])
  expect(await give(memberIdOf(bob))).toBe('inbox.not_found')
})

test('another priority plans the due times anew (INBX-022)', async () => {
  const { orgId, ann, mia, writes } = await newOffice(world)
  const policy = { name: 'Urgent', priority: 'urgent', firstMinutes: 15 } as const
  await world.call(contract.createSlaPolicy, policy, mia)
  await world.call(contract.createSlaPolicy, { name: 'All', firstMinutes: 60, resolutionMinutes: 480 }, mia)
  const conversationId = await writes('447700900001', 'Hello')
  const before = await world.call(contract.getConversation, { conversationId }, ann)
  expect(before.conversation).toMatchObject({ dueAt: '2026-11-23T11:00:00.000Z', firstSla: 'pending' })
  expect(before.conversation.resolutionDueAt).toBe('2026-11-24T10:00:00.000Z')
  const urgent = await world.call(contract.setPriority, { conversationId, priority: 'urgent' }, ann)
  expect(urgent).toMatchObject({
    dueAt: '2026-11-23T10:15:00.000Z',
    resolutionDueAt: null,
    resolutionSla: 'none',
  })
  expect(await world.events(orgId, conversationChanged)).toMatchObject([{ change: 'priority' }])
})

test('labels are a whole set; unknown ones are created, and case does not make two', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  await world.call(contract.setLabels, { conversationId, labels: ['VIP', 'Key lost'] }, ann)
  const changed = await world.call(contract.setLabels, { conversationId, labels: ['vip'] }, ann)
  expect(changed.labels).toEqual(['VIP'])
  const none = await world.call(contract.setLabels, { conversationId, labels: [] }, ann)
  expect(none.labels).toEqual([])
  const { items } = await world.call(contract.listLabels, {}, ann)
  expect(items.map(({ name }) => name)).toEqual(['Key lost', 'VIP'])
})

test('a member of another organisation gets not_found; without the right nothing is changed', async () => {
  const { orgId, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const other = await newOffice(world)
  for (const change of [contract.resolveConversation, contract.getConversation, contract.markRead] as const)
    expect(await codeOf(world.call(change, { conversationId }, other.ann))).toBe(
      'inbox.conversation_not_found',
    )
  const viewer = await world.as(orgId, 'viewer')
  expect(await codeOf(world.call(contract.resolveConversation, { conversationId }, viewer))).toBe(
    'auth.forbidden',
  )
})

test('reading is one’s own: unread for a colleague, and unread again by choice', async () => {
  const { ann, bob, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const isUnread = async (who: typeof ann) =>
    (await world.call(contract.getConversation, { conversationId }, who)).conversation.isUnread
  expect(await isUnread(ann)).toBe(true)
  await world.call(contract.markRead, { conversationId }, ann)
  expect([await isUnread(ann), await isUnread(bob)]).toEqual([false, true])
  await world.call(contract.markRead, { conversationId, unread: true }, ann)
  expect(await isUnread(ann)).toBe(true)
})

test('typing is told to open screens and written nowhere; only the conversation is looked up (INBX-008)', async () => {
  const { ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const heard: string[] = []
  world.services.live.onChange((_org, changes) =>
    heard.push(...changes.map(({ topic, name, ids }) => `${topic} ${name} ${ids.includes(conversationId)}`)),
  )
  const statements = await world.countQueries(() => world.call(contract.noteTyping, { conversationId }, ann))
  expect(statements).toBe(1)
  expect(heard).toEqual(['conversations inbox.typing true'])
})

test('a draft is kept for its writer alone, and an empty one is thrown away', async () => {
  const { ann, bob, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const draftOf = async (who: typeof ann) =>
    (await world.call(contract.getConversation, { conversationId }, who)).draft
  await world.call(contract.saveDraft, { conversationId, mode: 'note', body: 'Ask about the key' }, ann)
  expect([await draftOf(ann), await draftOf(bob)]).toEqual([
    { mode: 'note', body: 'Ask about the key' },
    null,
  ])
  await world.call(contract.saveDraft, { conversationId, mode: 'reply', body: '' }, ann)
  expect(await draftOf(ann)).toBeNull()
})
