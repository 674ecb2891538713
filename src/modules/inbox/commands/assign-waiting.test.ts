import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../contract.ts'
import { messagesReceived } from '../events.ts'
import { assignNew, assignWaiting } from './assign-waiting.ts'
import { memberIdOf, newOffice, type Office } from './office.fixture.ts'

const world = await testWorld()

/** An office whose rule gives new conversations to Ann and Bob in turn. */
async function ruledOffice(change: object = {}) {
  const office = await newOffice(world)
  const { ann, bob, mia } = office
  const members = [ann, bob].toSorted((a, b) => (memberIdOf(a) < memberIdOf(b) ? -1 : 1))
  const team = await world.call(
    contract.createTeam,
    { name: 'Desk', memberIds: members.map(memberIdOf) },
    mia,
  )
  const rule = await world.call(
    contract.createAssignmentRule,
    { name: 'New chats', teamId: team.id, ...change },
    mia,
  )
  await world.call(contract.updateInboxSettings, { botEnabled: false }, mia)
  for (const who of members) await world.call(contract.setMyState, { state: 'online' }, who)
  return { ...office, first: members[0]!, second: members[1]!, team, rule }
}

/** Somebody new writes, and the listener hears of it. */
async function arrives(office: Office, count = 1): Promise<(string | null)[]> {
  const assignees: (string | null)[] = []
  for (let i = 0; i < count; i++) {
    const conversationId = await office.writes(`4477009${Math.floor(Math.random() * 1e8)}`, 'Hello')
    await hear(office)
    assignees.push(await assigneeOf(office, conversationId))
  }
  return assignees
}

async function hear(office: Office) {
  const told = await world.events(office.orgId, messagesReceived)
  const payload = told.at(-1) as never
  const event = { id: '', orgId: office.orgId, name: '', actor: '', occurredAt: '', payload }
  await world.command(assignNew, event, world.system(office.orgId))
}

async function assigneeOf(office: Office, conversationId: string) {
  const { conversation } = await world.call(contract.getConversation, { conversationId }, office.mia)
  return conversation.assigneeId
}

test('turns go round, and the thread names the rule', async () => {
  const office = await ruledOffice()
  const [a, b] = [memberIdOf(office.first), memberIdOf(office.second)]
  expect(await arrives(office, 5)).toEqual([a, b, a, b, a])
  const { items } = await world.call(contract.listConversations, {}, office.mia)
  const { messages } = await world.call(
    contract.getConversation,
    { conversationId: items[0]!.id },
    office.mia,
  )
  expect(messages.find(({ kind }) => kind === 'event')!.body).toMatch(
    /^The rule “New chats” gave this conversation to .+ in the team Desk\.$/,
  )
})

test('batches at once give every turn once', async () => {
  const office = await ruledOffice()
  for (let i = 0; i < 8; i++) await office.writes(`44770090001${i}`, 'Hello')
  const told = await world.events(office.orgId, messagesReceived)
  await Promise.all(
    told.map((payload) =>
      world.command(
        assignNew,
        { id: '', orgId: office.orgId, name: '', actor: '', occurredAt: '', payload: payload as never },
        world.system(office.orgId),
      ),
    ),
  )
  const rows = await world.sql<{ n: string }>(
    'select count(*) as n from inbox.conversations where org_id = $1 group by assignee_id',
    [office.orgId],
  )
  expect(rows.map(({ n }) => Number(n))).toEqual([4, 4])
})

test('with nobody there it waits in the team, and goes to who comes online', async () => {
  const office = await ruledOffice()
  for (const who of [office.first, office.second])
    await world.call(contract.setMyState, { state: 'away' }, who)
  expect(await arrives(office)).toEqual([null])
  const { items } = await world.call(contract.listConversations, { view: 'team' }, office.first)
  expect(items).toMatchObject([{ teamName: 'Desk', assigneeId: null }])
  await world.call(contract.setMyState, { state: 'online' }, office.second)
  world.setNow('2026-11-23T10:03:00.000Z')
  await world.command(assignWaiting, undefined, world.system(office.orgId))
  expect(await assigneeOf(office, items[0]!.id)).toBe(memberIdOf(office.second))
})

test('nobody gets more than they can have on hand', async () => {
  const office = await ruledOffice()
  const memberId = memberIdOf(office.first)
  await world.call(contract.setCapacity, { memberId, capacity: 1 }, office.mia)
  const b = memberIdOf(office.second)
  expect(await arrives(office, 4)).toEqual([memberId, b, b, b])
})

test('outside the hours a rule for open hours rests', async () => {
  const office = await ruledOffice({ onlyOpenHours: true })
  world.setNow('2026-11-23T20:00:00.000Z')
  expect(await arrives(office)).toEqual([null])
})

test('the least busy gets the next one', async () => {
  const office = await ruledOffice({ how: 'least_busy' })
  const { first, second, mia } = office
  const [id] = await arrives(office, 1)
  expect(id).toBe(memberIdOf(first))
  const extra = await office.writes('447700900999', 'Hello')
  await world.call(contract.assignConversation, { conversationId: extra, assigneeId: memberIdOf(first) }, mia)
  expect(await arrives(office, 2)).toEqual([memberIdOf(second), memberIdOf(second)])
})

test('a conversation that somebody has is left alone', async () => {
  const office = await ruledOffice()
  const conversationId = await office.writes('447700900001', 'Hello')
  await world.call(
    contract.assignConversation,
    { conversationId, assigneeId: memberIdOf(office.mia) },
    office.mia,
  )
  await hear(office)
  expect(await assigneeOf(office, conversationId)).toBe(memberIdOf(office.mia))
})
