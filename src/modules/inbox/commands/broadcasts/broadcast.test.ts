import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import * as contract from '../../contract.ts'
import { NOW, newFirm, workOn } from './broadcast.fixture.ts'

const world = await testWorld()
const firm = (clients?: number) => newFirm(world, clients)
const runOn = () => workOn(world)

test('a preview shows what each would read, what it costs, and names faulty rows (INBX-027)', async () => {
  const { manager, draft } = await firm()
  const addresses = [
    { address: '07700 900177', name: 'Pasted Person' },
    { address: 'no number', name: '' },
    { address: '07700 900101', name: 'Twice' },
  ]
  const variables = { ...draft.variables, 2: '{{client.postcode | your street}}' }
  const input = { ...draft, variables, audience: { addresses } }
  const preview = await world.call(contract.previewBroadcast, input, manager)
  expect(preview).toMatchObject({ total: 4, skipped: 2, cost: 12, missingVariables: [] })
  expect(preview.samples[0]!.body).toBe('Hi Client, spring cleans in E8 1AA from £44.')
  expect(preview.faults).toEqual([
    { row: 2, address: 'no number', reason: 'This is no telephone number.' },
    { row: 3, address: '+447700900101', reason: 'Is in the list already.' },
  ])
})

test('an audience is chosen by tag and postcode', async () => {
  const { manager, draft } = await firm()
  const total = async (audience: object) =>
    (await world.call(contract.previewBroadcast, { ...draft, audience }, manager)).total
  expect([
    await total({ tags: ['vip'] }),
    await total({ postcodes: ['n16'] }),
    await total({ tags: ['none'] }),
  ]).toEqual([1, 2, 0])
})

test('a template with a missing variable is refused, and the variable named', async () => {
  const { manager, draft } = await firm()
  await expect(
    world.call(contract.saveBroadcast, { ...draft, variables: { 1: 'you' } }, manager),
  ).rejects.toMatchObject({
    code: 'inbox.variables_missing',
    details: { faults: [{ path: ['variables', '2'] }] },
  })
})

test('everybody gets it once, whoever opted out does not, and the results add up', async () => {
  const { orgId, manager, draft } = await firm()
  await world.sql(
    `insert into inbox.opt_outs (org_id, channel_kind, address, reason, at) values ($1, 'whatsapp', '+447700900101', 'STOP', $2)`,
    [orgId, NOW],
  )
  const { id: broadcastId } = await world.call(contract.saveBroadcast, { ...draft, perMinute: 6 }, manager)
  await world.call(contract.startBroadcast, { broadcastId }, manager)
  await expect(world.call(contract.startBroadcast, { broadcastId }, manager)).rejects.toMatchObject({
    code: 'inbox.broadcast_running',
  })
  await runOn()
  const { status, results } = await world.call(contract.getBroadcast, { broadcastId }, manager)
  expect(status).toBe('done')
  expect(results).toMatchObject({ recipients: 3, skipped: 1, waiting: 0, sent: 2, failed: 0 })
  const sent = await world.sql<{ body: string }>(
    `select body from inbox.messages where org_id = $1 and broadcast_id = $2 order by body`,
    [orgId, broadcastId],
  )
  expect(sent.map(({ body }) => body)).toEqual([
    'Hi Client, spring cleans in E8 1AA from £44.',
    'Hi Client, spring cleans in N16 8JR from £44.',
  ])
  const { items } = await world.call(contract.listRecipients, { broadcastId, state: 'skipped' }, manager)
  expect(items.map(({ address, reason }) => [address, reason])).toEqual([
    ['+447700900101', 'Asked to get no messages.'],
  ])
})

test('a broadcast that is stopped goes to nobody else', async () => {
  const { orgId, manager, draft } = await firm(4)
  const { id: broadcastId } = await world.call(contract.saveBroadcast, { ...draft, perMinute: 6 }, manager)
  await world.call(contract.startBroadcast, { broadcastId }, manager)
  await world.runJobs()
  expect(await world.call(contract.stopBroadcast, { broadcastId }, manager)).toMatchObject({
    status: 'stopped',
  })
  await runOn()
  const sent = await world.sql('select from inbox.messages where org_id = $1 and broadcast_id = $2', [
    orgId,
    broadcastId,
  ])
  expect(sent).toHaveLength(1)
})

test('a planned broadcast begins when its time has come, and stopping it before makes it a draft again', async () => {
  const { manager, draft } = await firm(1)
  const { id: broadcastId } = await world.call(contract.saveBroadcast, draft, manager)
  const at = '2026-11-26T09:00:00.000Z'
  const planned = await world.call(contract.startBroadcast, { broadcastId, at }, manager)
  expect(planned).toMatchObject({ status: 'scheduled', scheduledAt: expect.stringContaining('2026-11-26') })
  expect(await world.call(contract.stopBroadcast, { broadcastId }, manager)).toMatchObject({
    status: 'draft',
  })
  await world.call(contract.startBroadcast, { broadcastId, at }, manager)
  await runOn()
  expect(await world.call(contract.getBroadcast, { broadcastId }, manager)).toMatchObject({ status: 'done' })
})

test('agents may see broadcasts but not send them', async () => {
  const { orgId, draft } = await firm(1)
  const agent = await world.as(orgId, 'agent')
  await expect(world.call(contract.saveBroadcast, draft, agent)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  expect((await world.call(contract.listBroadcasts, {}, agent)).items).toEqual([])
})
