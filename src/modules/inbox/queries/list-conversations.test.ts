import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { memberIdOf, newChannel, newOffice, type Office } from '../commands/office.fixture.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import * as contract from '../contract.ts'

const world = await testWorld()
const list = (office: Office, input: object = {}, who = office.ann) =>
  world.call(contract.listConversations, input, who)
const names = async (office: Office, input: object = {}, who = office.ann) =>
  (await list(office, input, who)).items.map(({ contactName }) =>
    contactName.replace('Person 44770090000', ''),
  )

/** Six conversations, a minute apart: 1 … 6. */
async function busyOffice() {
  const office = await newOffice(world)
  const ids: string[] = []
  for (let person = 1; person <= 6; person++) {
    world.setNow(`2026-11-23T10:0${person}:00.000Z`)
    ids.push(await office.writes(`44770090000${person}`, `Message of ${person}`))
  }
  world.setNow('2026-11-23T10:10:00.000Z')
  return { ...office, ids }
}

test('the work at hand stands by the least time left; what is owed nothing comes last, newest first', async () => {
  const office = await newOffice(world)
  await world.call(contract.createSlaPolicy, { name: 'All', firstMinutes: 60 }, office.mia)
  const mail = await newChannel(world, office.orgId, 'email')
  await office.writes('447700900001', 'First')
  world.setNow('2026-11-23T10:20:00.000Z')
  const urgent = await office.writes('447700900002', 'Second')
  await world.call(
    contract.createSlaPolicy,
    { name: 'Urgent', priority: 'urgent', firstMinutes: 5 },
    office.mia,
  )
  const { items: policies } = await world.call(contract.listSlaPolicies, {}, office.mia)
  await world.call(contract.orderSlaPolicies, { ids: [policies[1]!.id] }, office.mia)
  await world.call(contract.setPriority, { conversationId: urgent, priority: 'urgent' }, office.ann)
  await office.writes('a@example.com', 'Mail', {
    channelId: mail,
    from: { platformUserId: 'a@example.com', name: 'Person 447700900003' },
  })
  expect(await names(office)).toEqual(['2', '1', '3'])
  const answered = (await list(office)).items.find(({ contactName }) => contactName.endsWith('1'))!
  await world.sql('update inbox.conversations set due_at = null where id = $1', [answered.id])
  expect(await names(office)).toEqual(['2', '3', '1'])
})

test.each([
  ['newest', ['6', '5', '4', '3', '2', '1']],
  ['oldest', ['1', '2', '3', '4', '5', '6']],
  ['waiting', ['1', '2', '3', '4', '5', '6']],
] as const)('sorted by %s', async (sort, order) => {
  expect(await names(await busyOffice(), { sort })).toEqual(order)
})

test('pages follow each other without a gap or a repeat, whatever the order', async () => {
  const office = await busyOffice()
  for (const sort of ['due', 'newest', 'waiting', 'priority'] as const) {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await list(office, { sort, limit: 4, ...(cursor && { cursor }) })
      all.push(...page.items.map(({ id }) => id))
      expect(page.total).toBe(6)
      cursor = page.nextCursor
    } while (cursor)
    expect([...all].sort()).toEqual([...office.ids].sort())
  }
})

test('views: mine, nobody’s, my teams’, all, put aside; the numbers on the tabs are the same whatever the filter', async () => {
  const office = await busyOffice()
  const { ann, bob, mia, ids } = office
  const { id: teamId } = await world.call(
    contract.createTeam,
    { name: 'Keys', memberIds: [memberIdOf(ann)] },
    mia,
  )
  const call = <T>(one: Promise<T>) => one
  await call(
    world.call(contract.assignConversation, { conversationId: ids[0]!, assigneeId: memberIdOf(ann) }, bob),
  )
  await call(world.call(contract.assignConversation, { conversationId: ids[1]!, teamId }, bob))
  await call(
    world.call(contract.snoozeConversation, { conversationId: ids[2]!, until: '2026-11-24T10:00:00Z' }, bob),
  )
  await call(world.call(contract.resolveConversation, { conversationId: ids[3]! }, bob))
  expect(await names(office, { view: 'mine' })).toEqual(['1'])
  expect(await names(office, { view: 'team' })).toEqual(['2'])
  expect(await names(office, { view: 'team' }, bob)).toEqual([])
  expect(await names(office, { view: 'unassigned', sort: 'oldest' })).toEqual(['2', '5', '6'])
  expect(await names(office, { view: 'snoozed' })).toEqual(['3'])
  expect(await names(office, { view: 'resolved' })).toEqual(['4'])
  // Put aside means least pressing.
  expect((await names(office)).at(-1)).toBe('3')
  const { counts, total } = await list(office, { assigneeId: memberIdOf(ann) })
  expect(counts).toEqual({ mine: 1, unassigned: 3, team: 1, all: 5, snoozed: 1, mentions: 0 })
  expect(total).toBe(1)
})

test.each([
  ['channelKind', { channelKind: 'sms' }, ['7']],
  ['label', { label: ['VIP'] }, ['2']],
  ['priority', { priority: ['urgent', 'high'] }, ['3']],
  ['what is overdue', { sla: 'overdue' }, ['1']],
  ['what is due soon', { sla: 'due_soon' }, ['2']],
] as const)('filtered by %s', async (_case, filter, expected) => {
  const office = await busyOffice()
  const { orgId, ann, ids } = office
  const sms = await newChannel(world, orgId, 'sms')
  await office.writes('+447700900007', 'By text', {
    channelId: sms,
    from: { platformUserId: '+447700900007', name: 'Person 447700900007' },
  })
  await world.call(contract.setLabels, { conversationId: ids[1]!, labels: ['VIP', 'Key'] }, ann)
  await world.call(contract.setPriority, { conversationId: ids[2]!, priority: 'high' }, ann)
  const due = (id: string, at: string) =>
    world.sql('update inbox.conversations set due_at = $2 where id = $1', [id, at])
  await due(ids[0]!, '2026-11-23T10:09:00Z')
  await due(ids[1]!, '2026-11-23T10:39:00Z')
  await due(ids[3]!, '2026-11-23T10:41:00Z')
  expect(await names(office, filter)).toEqual(expected)
})

test('resolved ones stand newest first, once each though resolved twice, and page on', async () => {
  const office = await busyOffice()
  const { ann, ids } = office
  for (const [index, conversationId] of ids.slice(0, 3).entries()) {
    world.setNow(`2026-11-23T11:0${index}:00.000Z`)
    await world.call(contract.resolveConversation, { conversationId }, ann)
  }
  world.setNow('2026-11-23T11:30:00.000Z')
  await world.call(contract.reopenConversation, { conversationId: ids[0]! }, ann)
  world.setNow('2026-11-23T11:40:00.000Z')
  await world.call(contract.resolveConversation, { conversationId: ids[0]! }, ann)
  expect(await names(office, { view: 'resolved' })).toEqual(['1', '3', '2'])
  const first = await list(office, { view: 'resolved', limit: 2 })
  expect(first.total).toBe(3)
  const second = await list(office, { view: 'resolved', limit: 2, cursor: first.nextCursor })
  expect(second.items.map(({ id }) => id)).toEqual([ids[1]])
  expect(second.nextCursor).toBeUndefined()
  const { contactId } = first.items[0]!
  expect(await names(office, { view: 'resolved', contactId })).toEqual(['1'])
})

test('a search finds what was said, who said it, notes and numbers, resolved or not; the latest match first', async () => {
  const office = await busyOffice()
  const { ann, ids, orgId } = office
  await office.writes('447700900001', 'The limescale came back')
  await world.call(
    contract.addNote,
    { conversationId: ids[1]!, body: 'Limescale remover is in the van' },
    ann,
  )
  await world.call(contract.resolveConversation, { conversationId: ids[0]! }, ann)
  expect(await names(office, { q: 'limescale', sort: 'newest' })).toHaveLength(2)
  expect(await names(office, { q: 'limescale', view: 'resolved' })).toEqual(['1'])
  expect(await names(office, { q: '900004' })).toEqual(['4'])
  expect(await names(office, { q: '07700 900005' })).toEqual(['5'])
  const [{ number }] = (await world.sql<{ number: number }>(
    'select number from inbox.conversations where id = $1',
    [ids[2]],
  )) as [{ number: number }]
  expect(await names(office, { q: `#${number}` })).toEqual(['3'])
  expect(await names(office, { q: '100%' })).toEqual([])
  expect(await names(office, { q: 'resolved this conversation' })).toEqual([])
  const other = await newOffice(world)
  expect(await names(other, { q: 'limescale' })).toEqual([])
  expect(orgId).not.toBe(other.orgId)
})

test('a page takes four statements at most, whatever it shows', async () => {
  const office = await busyOffice()
  for (const input of [
    {},
    { view: 'resolved' },
    { view: 'mentions' },
    { q: 'message' },
    { view: 'mine', label: 'VIP' },
  ]) {
    expect(await world.countQueries(() => list(office, input))).toBeLessThanOrEqual(4)
  }
})

test('opening a conversation takes eight statements at most, however much was said', async () => {
  const { ann, ids, writes } = await busyOffice()
  for (let i = 0; i < 5; i++) await writes('447700900001', `More ${i}`)
  const open = () => world.call(contract.getConversation, { conversationId: ids[0]! }, ann)
  world.services.cache.changed((ann as { orgId: string }).orgId, ['members'])
  expect(await world.countQueries(open)).toBeLessThanOrEqual(8)
})

test('the thread is read back in pages, oldest first in each', async () => {
  const { orgId, ann, ids, channelId } = await busyOffice()
  const from = { platformUserId: '447700900001', name: 'Person 447700900001' }
  const messages = Array.from({ length: 60 }, (_, i) => {
    const at = `2026-11-23T09:${String(i).padStart(2, '0')}:00.000Z`
    return { providerRef: `line-${i}`, from, at, kind: 'text' as const, body: `Line ${i}` }
  })
  await world.command(receiveMessages, { channelId, messages }, world.system(orgId))
  const shown = await world.call(contract.getConversation, { conversationId: ids[0]! }, ann)
  expect(shown.messages.map(({ body }) => body)).toEqual(
    Array.from({ length: 50 }, (_, i) => (i === 49 ? 'Message of 1' : `Line ${i + 11}`)),
  )
  const older = await world.call(
    contract.listMessagesOf,
    { conversationId: ids[0]!, cursor: shown.olderCursor },
    ann,
  )
  expect(older.items.map(({ body }) => body)).toEqual(Array.from({ length: 11 }, (_, i) => `Line ${i}`))
  expect(older.olderCursor).toBeUndefined()
})
