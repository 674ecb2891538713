import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'
import { loadInboxSettings } from '../../queries/inbox-settings.ts'
import { memberIdOf, newOffice } from '../office.fixture.ts'

const world = await testWorld()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

test('policies keep their order, change only in what is sent, and come back under their id after deleting', async () => {
  const { mia } = await newOffice(world)
  const a = await world.call(
    contract.createSlaPolicy,
    { name: 'A', firstMinutes: 30, priority: 'urgent' },
    mia,
  )
  const b = await world.call(contract.createSlaPolicy, { name: 'B', inBusinessHours: false }, mia)
  const names = async () =>
    (await world.call(contract.listSlaPolicies, {}, mia)).items.map(({ name }) => name)
  expect(await names()).toEqual(['A', 'B'])
  await world.call(contract.orderSlaPolicies, { ids: [b.id, a.id] }, mia)
  expect(await names()).toEqual(['B', 'A'])
  const changed = await world.call(contract.updateSlaPolicy, { policyId: a.id, nextMinutes: 60 }, mia)
  expect(changed).toMatchObject({
    firstMinutes: 30,
    nextMinutes: 60,
    priority: 'urgent',
    inBusinessHours: true,
  })
  const { position: _, ...deleted } = await world.call(contract.deleteSlaPolicy, { policyId: a.id }, mia)
  expect(await names()).toEqual(['B'])
  expect(await world.call(contract.createSlaPolicy, deleted, mia)).toMatchObject({
    id: a.id,
    nextMinutes: 60,
  })
  expect(await codeOf(world.call(contract.deleteSlaPolicy, { policyId: newId() }, mia))).toBe(
    'inbox.not_found',
  )
})

test('a changed policy counts for the next message at once, not half a minute later', async () => {
  const { ann, mia, writes } = await newOffice(world)
  const due = async (from: string) => {
    const conversationId = await writes(from, 'Hello')
    return (await world.call(contract.getConversation, { conversationId }, ann)).conversation.dueAt
  }
  expect(await due('447700900001')).toBeNull()
  const { id: policyId } = await world.call(contract.createSlaPolicy, { name: 'All', firstMinutes: 60 }, mia)
  expect(await due('447700900002')).toBe('2026-11-23T11:00:00.000Z')
  await world.call(contract.updateSlaPolicy, { policyId, firstMinutes: 30 }, mia)
  expect(await due('447700900003')).toBe('2026-11-23T10:30:00.000Z')
})

test('settings: only what is sent changes, the rest keeps its default', async () => {
  const { orgId, ann, mia } = await newOffice(world)
  const changed = await world.call(contract.updateInboxSettings, { idleMinutes: 25 }, mia)
  expect(changed).toMatchObject({ idleMinutes: 25, botEnabled: true, reopenDays: 7 })
  await world.call(contract.updateInboxSettings, { ratingEnabled: false }, mia)
  const now = await world.query(loadInboxSettings, undefined, world.system(orgId))
  expect(now).toMatchObject({
    idleMinutes: 25,
    ratingEnabled: false,
    optOutWords: expect.arrayContaining(['STOP']),
  })
  const [row] = await world.sql('select settings from inbox.settings where org_id = $1', [orgId])
  expect(row).toEqual({ settings: { idleMinutes: 25, ratingEnabled: false } })
  expect(await codeOf(world.call(contract.updateInboxSettings, { idleMinutes: 5 }, ann))).toBe(
    'auth.forbidden',
  )
  expect(await codeOf(world.call(contract.updateInboxSettings, { idleMinutes: 0 }, mia))).toBe(
    'input.invalid',
  )
})

test('a deleted team leaves its conversations and its rules rest; it can be brought back', async () => {
  const { ann, mia, writes } = await newOffice(world)
  const team = await world.call(contract.createTeam, { name: 'Keys', memberIds: [memberIdOf(ann)] }, mia)
  expect(await codeOf(world.call(contract.createTeam, { name: 'keys' }, mia))).toBe('inbox.name_taken')
  expect(await codeOf(world.call(contract.createTeam, { name: 'X', memberIds: [newId()] }, mia))).toBe(
    'inbox.not_found',
  )
  await world.call(contract.createAssignmentRule, { name: 'To keys', teamId: team.id }, mia)
  const conversationId = await writes('447700900001', 'Hello')
  await world.call(contract.assignConversation, { conversationId, teamId: team.id }, ann)
  await world.call(contract.deleteTeam, { teamId: team.id }, mia)
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.teamId).toBeNull()
  expect((await world.call(contract.listAssignmentRules, {}, mia)).items).toMatchObject([{ isActive: false }])
  expect((await world.call(contract.listTeams, {}, ann)).items).toEqual([])
  expect(await world.call(contract.restoreTeam, { teamId: team.id }, mia)).toEqual(team)
})

test('a label’s new name stands on every conversation that carries it', async () => {
  const { ann, mia, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'Hello')
  const label = await world.call(contract.createLabel, { name: 'VIP', colour: 'purple' }, mia)
  await world.call(contract.setLabels, { conversationId, labels: ['VIP', 'Late'] }, ann)
  expect(await codeOf(world.call(contract.createLabel, { name: 'late' }, mia))).toBe('inbox.name_taken')
  await world.call(contract.updateLabel, { labelId: label.id, name: 'Very important' }, mia)
  const { conversation } = await world.call(contract.getConversation, { conversationId }, ann)
  expect(conversation.labels).toEqual(['Very important', 'Late'])
})

test('a kept text has one shortcut, without its slash', async () => {
  const { ann, mia } = await newOffice(world)
  const text = { shortcut: '/Hours', title: 'Opening hours', body: 'Hello {{first_name}}, we open at nine.' }
  const reply = await world.call(contract.createCannedReply, text, mia)
  expect(reply.shortcut).toBe('hours')
  expect(await codeOf(world.call(contract.createCannedReply, { ...text, shortcut: 'hours' }, mia))).toBe(
    'inbox.name_taken',
  )
  expect(await codeOf(world.call(contract.createCannedReply, { ...text, shortcut: 'two words' }, mia))).toBe(
    'input.invalid',
  )
  expect((await world.call(contract.listCannedReplies, {}, ann)).items).toEqual([reply])
  expect(await codeOf(world.call(contract.deleteCannedReply, { replyId: reply.id }, ann))).toBe(
    'auth.forbidden',
  )
})
