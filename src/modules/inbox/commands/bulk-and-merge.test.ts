import { expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../contract.ts'
import { conversationResolved } from '../events.ts'
import { memberIdOf, newChannel, newOffice } from './office.fixture.ts'

const world = await testWorld()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

test('many are resolved at once: each told, none twice, in a number of statements that does not grow', async () => {
  const { orgId, ann, writes } = await newOffice(world)
  const ids: string[] = []
  for (let person = 1; person <= 12; person++) ids.push(await writes(`44770090000${person}`, 'Hello'))
  const resolve = (some: string[]) =>
    world.call(contract.bulkConversations, { ids: some, change: 'resolve' }, ann)
  await resolve(ids.slice(0, 1))
  const few = await world.countQueries(() => resolve(ids.slice(1, 3)))
  const many = await world.countQueries(() => resolve(ids.slice(3)))
  expect(many).toBe(few)
  expect(await resolve([...ids, newId()])).toEqual({ changed: 0, unchanged: 13, changedIds: [] })
  expect(await world.events(orgId, conversationResolved)).toHaveLength(12)
})

test('a dry run counts and changes nothing', async () => {
  const { orgId, ann, bob, writes } = await newOffice(world)
  const ids = [await writes('447700900001', 'Hello'), await writes('447700900002', 'Hello')]
  const heard: string[] = []
  world.services.live.onChange((org, changes) => {
    if (org === orgId) heard.push(...changes.map(({ name }) => name))
  })
  const assign = { ids, change: 'assign', value: memberIdOf(bob) } as const
  const tried = await world.call(contract.bulkConversations, { ...assign, dryRun: true }, ann)
  expect(tried).toMatchObject({ changed: 2, unchanged: 0 })
  expect(heard).toEqual([])
  expect(await world.call(contract.bulkConversations, assign, ann)).toMatchObject({ changed: 2 })
  expect(await world.call(contract.bulkConversations, assign, ann)).toMatchObject({
    changed: 0,
    unchanged: 2,
  })
})

test.each([
  ['label', 'VIP', { labels: ['VIP'] }],
  ['priority', 'urgent', { priority: 'urgent' }],
  ['snooze', '2026-11-24T09:00:00Z', { status: 'snoozed', snoozedUntil: '2026-11-24T09:00:00.000Z' }],
  ['read', null, { isUnread: false }],
] as const)('bulk %s changes what it says', async (change, value, expected) => {
  const { ann, writes } = await newOffice(world)
  const id = await writes('447700900001', 'Hello')
  await world.call(contract.bulkConversations, { ids: [id], change, value }, ann)
  const { conversation } = await world.call(contract.getConversation, { conversationId: id }, ann)
  expect(conversation).toMatchObject(expected)
})

test.each([
  ['priority', 'soon'],
  ['assign', 'nobody'],
  ['snooze', 'tomorrow'],
  ['label', ''],
] as const)('bulk %s refuses %o in words', async (change, value) => {
  const { ann, writes } = await newOffice(world)
  const id = await writes('447700900001', 'Hello')
  await expect(
    world.call(contract.bulkConversations, { ids: [id], change, value }, ann),
  ).rejects.toMatchObject({ code: 'input.invalid', details: { faults: [{ path: ['value'] }] } })
})

/** One person on WhatsApp and by SMS, the first linked to a client. */
async function twoContacts() {
  const office = await newOffice(world)
  const { orgId, ann, writes } = office
  const sms = await newChannel(world, orgId, 'sms')
  const chat = await writes('447700900001', 'Hello')
  const text = await writes('+447700900555', 'It is me again', { channelId: sms })
  const clientId = await world.command(ensureContact, { name: 'Clara Holt' }, ann)
  await world.call(contract.linkClient, { conversationId: chat, clientId }, ann)
  const contactOf = async (conversationId: string) =>
    (await world.call(contract.getConversation, { conversationId }, ann)).conversation.contactId
  const [kept, merged] = [await contactOf(chat), await contactOf(text)]
  return { ...office, sms, chat, text, clientId, kept, merged }
}

const contactsAndConversations = (orgId: string) =>
  Promise.all([
    world.sql('select id, client_id, merged_into from inbox.contacts where org_id = $1 order by id', [orgId]),
    world.sql('select id, contact_id, client_id from inbox.conversations where org_id = $1 order by id', [
      orgId,
    ]),
  ])

test('merged contacts are one person with one client; each keeps its own address and conversations', async () => {
  const { ann, text, clientId, kept, merged } = await twoContacts()
  await world.call(contract.mergeContacts, { keptId: kept, mergedId: merged }, ann)
  const shown = await world.call(contract.getConversation, { conversationId: text }, ann)
  expect(shown.conversation).toMatchObject({ contactId: kept, clientId, contactAddress: '+447700900555' })
  expect(shown.contact.merges).toMatchObject([{ name: 'Person +447700900555' }])
  const theirs = await world.call(contract.listConversations, { contactId: kept }, ann)
  expect(theirs.total).toBe(2)
})

test('taking a merge back restores every contact and conversation exactly', async () => {
  const { orgId, ann, kept, merged } = await twoContacts()
  const before = await contactsAndConversations(orgId)
  const { mergeId } = await world.call(contract.mergeContacts, { keptId: kept, mergedId: merged }, ann)
  expect(await contactsAndConversations(orgId)).not.toEqual(before)
  await world.call(contract.splitContacts, { mergeId }, ann)
  expect(await contactsAndConversations(orgId)).toEqual(before)
  expect(await codeOf(world.call(contract.splitContacts, { mergeId }, ann))).toBe('inbox.not_found')
})

test('what began since the merge goes with its own contact; what was linked anew since stays', async () => {
  const { orgId, ann, sms, chat, text, kept, merged, writes } = await twoContacts()
  const { mergeId } = await world.call(contract.mergeContacts, { keptId: kept, mergedId: merged }, ann)
  await world.call(contract.resolveConversation, { conversationId: text }, ann)
  world.setNow('2026-12-20T10:00:00.000Z')
  const later = await writes('+447700900555', 'A new matter', { channelId: sms })
  expect(later).not.toBe(text)
  await world.call(contract.splitContacts, { mergeId }, ann)
  const rows = await world.sql<{ id: string; client_id: string | null }>(
    'select id, client_id from inbox.conversations where org_id = $1',
    [orgId],
  )
  const clientOf = new Map(rows.map(({ id, client_id }) => [id, client_id]))
  expect([clientOf.get(chat), clientOf.get(text), clientOf.get(later)]).toEqual([
    expect.any(String),
    null,
    null,
  ])
})

test('merges come off in the reverse order; nobody is merged with themselves or twice', async () => {
  const { orgId, ann, kept, merged, writes } = await twoContacts()
  const third = await writes('447700900003', 'Me too')
  const thirdContact = (await world.call(contract.getConversation, { conversationId: third }, ann))
    .conversation.contactId
  const before = await contactsAndConversations(orgId)
  const merge = (keptId: string, mergedId: string) =>
    world.call(contract.mergeContacts, { keptId, mergedId }, ann)
  expect(await codeOf(merge(kept, kept))).toBe('inbox.merge_impossible')
  expect(await codeOf(merge(kept, newId()))).toBe('inbox.contact_not_found')
  const first = await merge(kept, merged)
  expect(await codeOf(merge(thirdContact, merged))).toBe('inbox.merge_impossible')
  const second = await merge(thirdContact, kept)
  const split = (mergeId: string) => codeOf(world.call(contract.splitContacts, { mergeId }, ann))
  expect(await split(first.mergeId)).toBe('inbox.merge_impossible')
  expect([await split(second.mergeId), await split(first.mergeId)]).toEqual(['done', 'done'])
  expect(await contactsAndConversations(orgId)).toEqual(before)
})

test('contacts are found by part of a name or number, who wrote last first', async () => {
  const { ann, writes } = await newOffice(world)
  await writes('447700900001', 'Hello', {
    from: { platformUserId: '447700900001', name: 'Clara Holt', phone: '+447700900001' },
  })
  world.setNow('2026-11-23T10:05:00.000Z')
  await writes('447700900002', 'Hello', {
    from: { platformUserId: '447700900002', name: 'Claude Rey', phone: '+447700900002' },
  })
  const find = async (q: string) =>
    (await world.call(contract.findContacts, { q }, ann)).items.map(({ name }) => name)
  expect(await find('cla')).toEqual(['Claude Rey', 'Clara Holt'])
  expect(await find('07700 900001')).toEqual(['Clara Holt'])
  expect(await find('')).toHaveLength(2)
})
