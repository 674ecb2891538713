import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../contract.ts'
import { agentChanged, conversationChanged, slaBreached } from '../events.ts'
import { keepClosedDays } from './keep-closed-days.ts'
import { keepTime } from './keep-time.ts'
import { memberIdOf, newOffice, type Office } from './office.fixture.ts'

const world = await testWorld()
const tick = (office: Office) => world.command(keepTime, undefined, world.system(office.orgId))
const show = async (office: Office, conversationId: string) =>
  (await world.call(contract.getConversation, { conversationId }, office.ann)).conversation

test('what was put aside comes back on its minute, and says so', async () => {
  const office = await newOffice(world)
  const conversationId = await office.writes('447700900001', 'Hello')
  const until = '2026-11-23T15:00:00.000Z'
  await world.call(contract.snoozeConversation, { conversationId, until }, office.ann)
  world.setNow('2026-11-23T14:59:59.000Z')
  await tick(office)
  expect((await show(office, conversationId)).status).toBe('snoozed')
  world.setNow(until)
  await tick(office)
  await tick(office)
  expect(await show(office, conversationId)).toMatchObject({
    status: 'open',
    snoozedUntil: null,
    reopenedCount: 0,
  })
  const changes = (await world.events(office.orgId, conversationChanged)).map(({ change }) => change)
  expect(changes).toEqual(['snoozed', 'woken'])
})

test('a promise over the October clock change breaks at the right minute, once (INBX-022)', async () => {
  const office = await newOffice(world)
  await world.call(
    contract.createSlaPolicy,
    { name: 'All', firstMinutes: 60, resolutionMinutes: 120 },
    office.mia,
  )
  // Friday 23 October 2026, 16:30 in summer time: due Monday 9:30 in winter time.
  world.setNow('2026-10-23T15:30:00.000Z')
  const conversationId = await office.writes('447700900001', 'Hello')
  expect(await show(office, conversationId)).toMatchObject({
    dueAt: '2026-10-26T09:30:00.000Z',
    resolutionDueAt: '2026-10-26T10:30:00.000Z',
  })
  world.setNow('2026-10-26T09:29:00.000Z')
  await tick(office)
  expect((await show(office, conversationId)).firstSla).toBe('pending')
  world.setNow('2026-10-26T09:30:00.000Z')
  await tick(office)
  world.setNow('2026-10-26T10:31:00.000Z')
  await tick(office)
  await tick(office)
  expect(await show(office, conversationId)).toMatchObject({
    firstSla: 'breached',
    resolutionSla: 'breached',
  })
  const told = await world.events(office.orgId, slaBreached)
  expect(told.map(({ promise, dueAt }) => [promise, dueAt])).toEqual([
    ['first', '2026-10-26T09:30:00.000Z'],
    ['resolution', '2026-10-26T10:30:00.000Z'],
  ])
})

test('a closed day moves what is promised; an older word about closed days changes nothing', async () => {
  const office = await newOffice(world)
  await world.call(contract.createSlaPolicy, { name: 'All', firstMinutes: 60 }, office.mia)
  const tell = (occurredAt: string, days: { day: string; name: string }[]) =>
    world.command(
      keepClosedDays,
      { id: '', orgId: office.orgId, name: '', actor: '', occurredAt, payload: { days } },
      world.system(office.orgId),
    )
  await tell('2026-11-20T10:00:00.000Z', [{ day: '2026-11-24', name: 'Stocktaking' }])
  await tell('2026-11-19T10:00:00.000Z', [])
  world.setNow('2026-11-23T16:30:00.000Z')
  const conversationId = await office.writes('447700900001', 'Hello')
  expect((await show(office, conversationId)).dueAt).toBe('2026-11-25T09:30:00.000Z')
})

test('who gives no sign is away, later offline, and back with the next sign; each state is a spell (INBX-024)', async () => {
  const office = await newOffice(world)
  const { orgId, ann } = office
  await world.call(contract.setMyState, { state: 'busy' }, ann)
  world.setNow('2026-11-23T10:09:00.000Z')
  await tick(office)
  expect(await world.call(contract.noteSeen, {}, ann)).toMatchObject({ state: 'busy' })
  world.setNow('2026-11-23T10:20:00.000Z')
  await tick(office)
  const me = async () =>
    (await world.call(contract.listAgents, {}, ann)).items.find(
      ({ memberId }) => memberId === memberIdOf(ann),
    )!
  expect(await me()).toMatchObject({ state: 'away', isIdle: true, since: '2026-11-23T10:20:00.000Z' })
  world.setNow('2026-11-23T10:30:00.000Z')
  expect(await world.call(contract.noteSeen, {}, ann)).toMatchObject({ state: 'busy' })
  world.setNow('2026-11-23T18:00:00.000Z')
  await tick(office)
  expect(await me()).toMatchObject({ state: 'offline', isIdle: true })
  world.setNow('2026-11-24T09:00:00.000Z')
  expect(await world.call(contract.noteSeen, {}, ann)).toMatchObject({ state: 'online' })
  const spells = await world.sql<{ state: string; starts_at: Date; ends_at: Date | null }>(
    'select state, starts_at, ends_at from inbox.agent_spells where org_id = $1 order by starts_at',
    [orgId],
  )
  expect(spells.map(({ state }) => state)).toEqual(['busy', 'away', 'busy', 'offline', 'online'])
  expect(spells.slice(0, -1).map(({ ends_at }) => ends_at)).toEqual(
    spells.slice(1).map(({ starts_at }) => starts_at),
  )
  expect(spells.at(-1)!.ends_at).toBeNull()
  expect(await world.events(orgId, agentChanged)).toHaveLength(5)
  const activity = await world.call(contract.listAgentActivity, { memberId: memberIdOf(ann) }, ann)
  expect(activity.items.map(({ action }) => action)).toEqual(['online', 'offline', 'busy', 'away', 'busy'])
})

test('away by choice stays away, whatever signs come; two first signs at once make one spell', async () => {
  const { orgId, ann, bob } = await newOffice(world)
  const { noteSeen } = await import('./agents/note-seen.ts')
  await Promise.all([1, 2, 3].map(() => world.command(noteSeen, undefined, ann)))
  expect(await world.sql('select state from inbox.agent_spells where org_id = $1', [orgId])).toEqual([
    { state: 'online' },
  ])
  await world.call(contract.setMyState, { state: 'away' }, bob)
  expect(await world.call(contract.noteSeen, {}, bob)).toMatchObject({ state: 'away' })
})

test('others’ activity is for those who look after the inbox', async () => {
  const { ann, bob, mia } = await newOffice(world)
  const read = (who: typeof ann) => world.call(contract.listAgentActivity, { memberId: memberIdOf(bob) }, who)
  await expect(read(ann)).rejects.toMatchObject({ code: 'auth.forbidden' })
  expect((await read(mia)).items).toEqual([])
})
