import { describe, expect, test } from 'vitest'
import { importHistory } from '#modules/crm/public.ts'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'
import { plannedInstant } from '../../domain/broadcast.ts'
import { textFrom } from '../intake.fixture.ts'
import { newChannel, newColleague } from '../office.fixture.ts'
import { receiveMessages } from '../receive-messages.ts'
import { NOW, newFirm, workOn } from './broadcast.fixture.ts'

const world = await testWorld()

type Firm = Awaited<ReturnType<typeof newFirm>>

async function begin({ manager, draft }: Firm, change: object = {}): Promise<string> {
  const { id: broadcastId } = await world.call(contract.saveBroadcast, { ...draft, ...change }, manager)
  await world.call(contract.startBroadcast, { broadcastId }, manager)
  return broadcastId
}

const written = (orgId: string) =>
  world.sql<{ body: string; channel_id: string }>(
    `select m.body, m.channel_id from inbox.messages m where m.org_id = $1 and m.direction = 'out' order by m.id`,
    [orgId],
  )

const resultsOf = async (broadcastId: string, who: Who) =>
  (await world.call(contract.getBroadcast, { broadcastId }, who)).results

/** When the next batch is due, in milliseconds after the clock's now. */
async function nextIn(orgId: string): Promise<number> {
  const rows = await world.sql<{ run_at: Date }>(
    `select run_at from graphile_worker._private_jobs where payload::text like $1 and key is not null
     and run_at > $2`,
    [`%${orgId}%`, NOW],
  )
  return rows.length === 0 ? Number.NaN : new Date(rows[0]!.run_at).getTime() - Date.parse(NOW)
}

describe('whoever wants no messages (INBX-027)', () => {
  test.each([
    ['whatsapp', 'Stop.'],
    ['whatsapp', '  "STOP!!"  '],
    ['sms', 'sToP'],
    ['sms', 'Opt-out…'],
    ['email', 'Unsubscribe!'],
  ] as const)('gets none on %s after “%s”, from a broadcast or from anybody', async (kind, words) => {
    const firm = await newFirm(world, 1)
    const { orgId, manager } = firm
    const colleague = await newColleague(world, orgId, 'Ann Baker', 'agent')
    const channelId = kind === 'whatsapp' ? firm.channelId : await newChannel(world, orgId, kind)
    const address = kind === 'email' ? 'client0@example.com' : '+447700900100'
    const from =
      kind === 'email'
        ? { platformUserId: address, name: 'Client', email: address }
        : { platformUserId: address.replace('+', kind === 'sms' ? '+' : ''), name: 'Client', phone: address }
    const said = (body: string) =>
      world.command(
        receiveMessages,
        { channelId, messages: [textFrom(address, body, { from, at: NOW })] },
        world.system(orgId),
      )
    const [first] = await said('Hello')
    await said(words)
    const templateId = kind === 'whatsapp' ? firm.templateId : await newTemplate(orgId, kind)
    const preview = () =>
      world.call(contract.previewBroadcast, { ...firm.draft, channelId, templateId }, manager)
    expect(await preview()).toMatchObject({
      total: 0,
      reasons: [{ reason: 'Asked to get no messages.', count: 1 }],
    })
    const reply = { conversationId: first!.conversationId, body: 'A word from us' }
    await expect(world.call(contract.sendReply, reply, colleague)).rejects.toMatchObject({
      code: 'inbox.opted_out',
    })
    await said('START')
    expect((await preview()).total).toBe(1)
  })

  test('and who says so while it is being sent is left out as well', async () => {
    const firm = await newFirm(world, 2)
    const broadcastId = await begin(firm, { perMinute: 6 })
    await world.runJobs()
    const said = textFrom('+447700900101', 'stop', { at: NOW })
    await world.command(
      receiveMessages,
      { channelId: firm.channelId, messages: [said] },
      world.system(firm.orgId),
    )
    await workOn(world)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ sent: 1, skipped: 1, waiting: 0 })
  })
})

async function newTemplate(orgId: string, kind: 'sms' | 'email'): Promise<string> {
  const id = newId()
  await world.sql(
    `insert into inbox.templates (org_id, id, channel_kind, name, language, category, body, subject, status, updated_at)
     values ($1, $2, $3, 'spring', 'en', 'marketing', 'Hi {{1}}, {{2}}', 'Spring', 'approved', $4)`,
    [orgId, id, kind, NOW],
  )
  return id
}

describe('the pace', () => {
  test.each([
    [1, 1, 60_000],
    [6, 1, 10_000],
    [7, 1, 8_572],
    [30, 5, 10_000],
    [6_000, 12, 1_000],
  ])('of %i a minute is kept: %i at once, the next after %i ms', async (perMinute, atOnce, pause) => {
    const firm = await newFirm(world, 12)
    const broadcastId = await begin(firm, { perMinute })
    await world.runJobs()
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ waiting: 12 - atOnce })
    expect(await nextIn(firm.orgId)).toBe(pause)
  })

  test('waits while the channel is switched off, and leaves nobody out for it', async () => {
    const firm = await newFirm(world, 2)
    const broadcastId = await begin(firm)
    await world.sql('update inbox.channels set is_active = false where org_id = $1', [firm.orgId])
    await workOn(world, 2)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ waiting: 2, skipped: 0 })
    await world.sql('update inbox.channels set is_active = true where org_id = $1', [firm.orgId])
    await workOn(world)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ waiting: 0, sent: 2 })
  })
})

describe('a broadcast that cannot go on', () => {
  test('stops in the middle, and the rest stay unsent with that state', async () => {
    const firm = await newFirm(world, 4)
    const broadcastId = await begin(firm, { perMinute: 12 })
    await world.runJobs()
    await world.call(contract.stopBroadcast, { broadcastId }, firm.manager)
    await workOn(world)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ sent: 2, waiting: 2 })
    expect(await written(firm.orgId)).toHaveLength(2)
    const left = { broadcastId, state: 'waiting' as const }
    expect((await world.call(contract.listRecipients, left, firm.manager)).total).toBe(2)
  })

  test.each([
    ['channel', 'update inbox.channels set deleted_at = now() where org_id = $1'],
    ['approval of its text', `update inbox.templates set status = 'paused' where org_id = $1`],
  ])('stops when its %s is gone, instead of failing each', async (_what, change) => {
    const firm = await newFirm(world, 3)
    const broadcastId = await begin(firm, { perMinute: 6 })
    await world.runJobs()
    await world.sql(change, [firm.orgId])
    await workOn(world)
    expect(await world.call(contract.getBroadcast, { broadcastId }, firm.manager)).toMatchObject({
      status: 'stopped',
      results: { waiting: 2, skipped: 0, failed: 0 },
    })
  })
})

describe('a planned broadcast', () => {
  // Clocks in London go back on 25 October 2026 and forward on 28 March 2027.
  test.each([
    ['2026-10-23T10:00:00Z', '2026-10-26T09:00', '2026-10-26T09:00:00Z'],
    ['2027-03-26T10:00:00Z', '2027-03-29T09:00', '2027-03-29T08:00:00Z'],
  ])('made on %s for %s goes out at nine by the clocks of that day', async (now, local, instant) => {
    const firm = await newFirm(world, 1)
    world.setNow(now)
    const at = plannedInstant(local, 'Europe/London')!
    expect(at).toBe(instant)
    const { id: broadcastId } = await world.call(contract.saveBroadcast, firm.draft, firm.manager)
    const { scheduledAt } = await world.call(contract.startBroadcast, { broadcastId, at }, firm.manager)
    expect(Date.parse(scheduledAt!)).toBe(Date.parse(instant))
    const [job] = await world.sql<{ run_at: Date }>(
      `select run_at from graphile_worker._private_jobs where payload::text like $1`,
      [`%${broadcastId}%`],
    )
    expect(new Date(job!.run_at).toISOString()).toBe(new Date(instant).toISOString())
    await world.call(contract.stopBroadcast, { broadcastId }, firm.manager)
  })

  test('is refused for a time that has passed, and nobody gets it at once by mistake', async () => {
    const firm = await newFirm(world, 1)
    const { id: broadcastId } = await world.call(contract.saveBroadcast, firm.draft, firm.manager)
    const yesterday = { broadcastId, at: '2026-11-24T09:00:00.000Z' }
    await expect(world.call(contract.startBroadcast, yesterday, firm.manager)).rejects.toMatchObject({
      code: 'input.invalid',
      details: { faults: [{ path: ['at'] }] },
    })
    await workOn(world, 1)
    expect(await written(firm.orgId)).toEqual([])
  })
})

describe('each person', () => {
  test('gets it once, on its channel: as client, in the pasted list, and with talks on two channels', async () => {
    const firm = await newFirm(world, 1)
    const { orgId, channelId } = firm
    const sms = await newChannel(world, orgId, 'sms')
    for (const to of [channelId, sms])
      await world.command(
        receiveMessages,
        {
          channelId: to,
          messages: [
            textFrom('+447700900100', 'Hello', {
              at: NOW,
              from: {
                platformUserId: to === sms ? '+447700900100' : '447700900100',
                name: 'Client',
                phone: '+447700900100',
              },
            }),
          ],
        },
        world.system(orgId),
      )
    const addresses = [{ address: '07700 900100', name: 'Client 0' }, { address: '+44 7700 900 100' }]
    const broadcastId = await begin(firm, { audience: { addresses } })
    await workOn(world)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ recipients: 1, sent: 1, skipped: 0 })
    expect(await written(orgId)).toEqual([
      { body: expect.stringContaining('Hi Client'), channel_id: channelId },
    ])
  })

  test('for whom the text would have a gap is left out beforehand, and the preview says how many', async () => {
    const firm = await newFirm(world, 1)
    const addresses = [{ address: '07700 900777', name: 'No Postcode' }]
    const change = { audience: { addresses } }
    const preview = await world.call(contract.previewBroadcast, { ...firm.draft, ...change }, firm.manager)
    expect(preview).toMatchObject({
      total: 1,
      skipped: 1,
      faults: [{ row: 1, address: '+447700900777', reason: 'Nothing is known for {{2}}.' }],
    })
    const broadcastId = await begin(firm, change)
    await workOn(world)
    expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ sent: 1, skipped: 1 })
  })
})

test('a planned broadcast reaches only the clients whom its planner may see (IDEN-005)', async () => {
  const { orgId, manager, draft } = await newFirm(world, 2)
  const [mine] = await world.sql<{ id: string }>(
    `select id from crm.clients where org_id = $1 and name = 'Client 1 Example'`,
    [orgId],
  )
  const staffId = newId()
  const visit = { id: newId(), clientId: mine!.id, staffId, startsAt: NOW, status: 'completed' }
  await world.command(importHistory, { visits: [visit], moments: [] }, world.system(orgId))
  const scoped = {
    ...manager,
    actor: { ...manager.actor, scope: { staffIds: [staffId], areaIds: [] } },
  } as Who
  const { id } = await world.call(contract.saveBroadcast, draft, scoped)
  await world.call(contract.startBroadcast, { broadcastId: id, at: '2026-11-25T11:00:00Z' }, scoped)
  world.setNow('2026-11-25T11:00:00Z')
  await workOn(world)
  const { items } = await world.call(contract.listRecipients, { broadcastId: id }, manager)
  expect(items.map(({ name }) => name)).toEqual(['Client 1 Example'])
})

test('ten thousand pasted rows, half of them faulty, are judged and taken up in seconds (INBX-027)', async () => {
  const firm = await newFirm(world, 1)
  const addresses = Array.from({ length: 10_000 }, (_, i) => ({
    address: i % 2 === 0 ? `+4477${String(10_000_000 + i)}` : `nobody ${i}`,
    name: `Person ${i}`,
  }))
  const audience = { onlyAddresses: true, addresses }
  const variables = { 1: '{{client.first_name}}', 2: 'your street' }
  const began = performance.now()
  const preview = await world.call(
    contract.previewBroadcast,
    { ...firm.draft, audience, variables },
    firm.manager,
  )
  expect(preview).toMatchObject({ total: 5_000, skipped: 5_000 })
  expect(preview.faults).toHaveLength(5_000)
  expect(preview.faults[1]).toMatchObject({ row: 4, reason: 'This is no telephone number.' })
  const broadcastId = await begin(firm, { audience, variables })
  expect(await resultsOf(broadcastId, firm.manager)).toMatchObject({ recipients: 10_000, skipped: 5_000 })
  expect(performance.now() - began).toBeLessThan(5_000)
  const { items } = await world.call(contract.listRecipients, { broadcastId, state: 'waiting' }, firm.manager)
  expect(items.slice(0, 3).map(({ name }) => name)).toEqual(['Person 0', 'Person 2', 'Person 4'])
  await world.call(contract.stopBroadcast, { broadcastId }, firm.manager)
})
