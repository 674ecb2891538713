import { expect, test } from 'vitest'
import { importClients } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'

const world = await testWorld()
const NOW = '2026-11-25T10:00:00Z'

/** A firm with a WhatsApp sandbox, an approved template, and so many clients with telephones. */
async function firm(clients = 3) {
  world.setNow(NOW)
  const orgId = await world.newOrg()
  const manager = await world.as(orgId, 'manager')
  const [channelId, templateId] = [newId(), newId()]
  await world.sql(
    `insert into inbox.channels (org_id, id, kind, name, address, settings, created_at)
     values ($1, $2, 'whatsapp', 'WhatsApp', '+442079460000', '{"sandbox": true, "messagePrice": 3}', $3)`,
    [orgId, channelId, NOW],
  )
  await world.sql(
    `insert into inbox.templates (org_id, id, channel_kind, channel_id, name, language, category, body, status, updated_at)
     values ($1, $2, 'whatsapp', $3, 'spring', 'en', 'marketing', 'Hi {{1}}, spring cleans in {{2}} from £44.', 'approved', $4)`,
    [orgId, templateId, channelId, NOW],
  )
  await world.command(
    importClients,
    Array.from({ length: clients }, (_, i) => ({
      id: newId(),
      name: `Client ${i} Example`,
      email: `client${i}@example.com`,
      phone: `+4477009001${String(i).padStart(2, '0')}`,
      line1: '1 Road',
      city: 'London',
      postcode: i === 0 ? 'E8 1AA' : 'N16 8JR',
      accessNotes: '',
      tags: i === 0 ? ['vip'] : [],
      createdAt: `2026-01-01T10:00:0${i}Z`,
    })),
    world.system(orgId),
  )
  const draft = {
    name: 'Spring',
    channelId,
    templateId,
    audience: {},
    variables: { 1: '{{client.first_name | there}}', 2: '{{client.postcode}}' },
  }
  return { orgId, manager, channelId, templateId, draft }
}

/** Works the queue until nothing of a broadcast is left to do; each round is ten seconds later. */
async function runOn(rounds = 6) {
  for (let round = 0; round < rounds; round++) {
    await world.sql(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
    await world.runJobs()
  }
}

test('a preview shows what each would read, what it costs, and names faulty rows (INBX-027)', async () => {
  const { manager, draft } = await firm()
  const addresses = [
    { address: '07700 900177', name: 'Pasted Person' },
    { address: 'no number', name: '' },
    { address: '07700 900101', name: 'Twice' },
  ]
  const preview = await world.call(contract.previewBroadcast, { ...draft, audience: { addresses } }, manager)
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
