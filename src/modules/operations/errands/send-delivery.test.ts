import { expect, test } from 'vitest'
import { z } from 'zod'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { deliver } from '#platform/jobs.ts'
import { testWorld } from '#platform/testing/world.ts'
import { defineEvent } from '#values/event.ts'
import { createFakeWebhookSender, type FakeReceiver } from '../adapters/fake-webhook-sender.ts'
import * as contract from '../contract.ts'

const thingHappened = defineEvent({
  name: 'tests.thing_happened',
  summary: 'Something happened.',
  payload: z.object({ thingId: z.string(), amount: z.number() }),
})
const secretMailWanted = defineEvent({
  name: 'tests.secret_mail_wanted',
  summary: 'A mail with a secret link.',
  isInternal: true,
  payload: z.object({ to: z.string(), url: z.string() }),
})

let receive: FakeReceiver = () => ({ status: 200, body: 'ok' })
const sender = createFakeWebhookSender((message) => receive(message))
const world = await testWorld({ adapters: { webhooks: sender } })
const START = '2026-11-28T09:30:00.000Z'

async function office() {
  world.setNow(START)
  receive = () => ({ status: 200, body: 'ok' })
  const orgId = await world.newOrg()
  await world.runJobs()
  sender.received.length = 0
  return { orgId, admin: await world.as(orgId, 'admin') }
}

const happen = (orgId: string, thingId = 'T1') =>
  world.command(
    async function tellThing(ctx: CommandContext) {
      await publish(ctx, thingHappened({ thingId, amount: 500 }))
    },
    undefined,
    world.system(orgId),
  )

const hook = (
  admin: Awaited<ReturnType<typeof world.as>>,
  events = ['*'],
  url = 'https://hooks.example/in',
) => world.call(contract.createWebhook, { url, events }, admin)

/** Brings the queue's later tries forward, as the passing of time would. */
const passTime = (orgId: string) =>
  world.sql(`update graphile_worker._private_jobs set run_at = now() where payload->>'orgId' = $1`, [orgId])

test('an event reaches every active webhook that wants it, signed, with who and when (PLAT-091)', async () => {
  const { orgId, admin } = await office()
  await hook(admin, ['tests.thing_happened'], 'https://one.example/in')
  await hook(admin, ['*'], 'https://two.example/in')
  await hook(admin, ['identity.member_joined'], 'https://three.example/in')
  await happen(orgId)
  await world.runJobs()
  expect(sender.received.map(({ url }) => url).sort()).toEqual([
    'https://one.example/in',
    'https://two.example/in',
  ])
  const { headers, body } = sender.received[0]!
  const sent = JSON.parse(body)
  expect(sent).toMatchObject({
    type: 'tests.thing_happened',
    occurredAt: START,
    org: { id: orgId, name: 'Test Cleaning' },
    data: { thingId: 'T1', amount: 500 },
  })
  expect(headers['webhook-id']).toBe(sent.id)
  expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}=$/)
})

test('a failed try is repeated with the same id after growing pauses, eight times, and every try is logged', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  receive = () => ({ status: 500, body: 'broken' })
  await happen(orgId)
  await world.runJobs()
  const waiting = await world.call(contract.listDeliveries, { webhookId }, admin)
  expect(waiting.items[0]).toMatchObject({
    status: 'waiting',
    tries: 1,
    nextTryAt: '2026-11-28T09:30:30.000Z',
    lastTry: { status: 500, error: null },
  })
  for (let i = 0; i < 8; i++) {
    await passTime(orgId)
    await world.runJobs()
  }
  expect(sender.received).toHaveLength(8)
  expect(new Set(sender.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const detail = await world.call(contract.getDelivery, { deliveryId: waiting.items[0]!.id }, admin)
  expect(detail).toMatchObject({ status: 'failed', tries: 8, nextTryAt: null })
  expect(detail.attempts.map(({ status, response }) => `${status} ${response}`)).toEqual(
    Array(8).fill('500 broken'),
  )
})

test('a receiver that was down gets the event once it is back', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  receive = () => 'refused'
  await happen(orgId)
  await world.runJobs()
  receive = () => ({ status: 204 })
  await passTime(orgId)
  await world.runJobs()
  const { items } = await world.call(contract.listDeliveries, { webhookId }, admin)
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ status: 'delivered', tries: 2, deliveredAt: START })
})

test('"send again" repeats a finished delivery with the same id, and refuses one on its way', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await happen(orgId)
  await world.runJobs()
  const [delivery] = (await world.call(contract.listDeliveries, { webhookId }, admin)).items
  await world.call(contract.redeliver, { deliveryId: delivery!.id }, admin)
  await expect(world.call(contract.redeliver, { deliveryId: delivery!.id }, admin)).rejects.toThrow(
    'already on its way',
  )
  await world.runJobs()
  expect(sender.received.map(({ headers }) => headers['webhook-id'])).toEqual([
    delivery!.messageId,
    delivery!.messageId,
  ])
})

test('a new webhook does not get what happened before it', async () => {
  const { orgId, admin } = await office()
  await happen(orgId)
  world.setNow('2026-11-28T09:31:00.000Z')
  await hook(admin)
  await world.runJobs()
  expect(sender.received).toEqual([])
})

test('a listener that runs twice makes one delivery', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await happen(orgId)
  await world.runJobs()
  const [event] = await world.sql<{ id: string }>(
    `delete from core.event_deliveries d using core.events e
     where e.org_id = $1 and e.name = $2 and d.org_id = e.org_id and d.event_id = e.id returning e.id`,
    [orgId, thingHappened.name],
  )
  await deliver(world.services, orgId, event!.id, 'queueWebhooks')
  await world.runJobs()
  expect((await world.call(contract.listDeliveries, { webhookId }, admin)).total).toBe(1)
  expect(sender.received).toHaveLength(1)
})

test('events with secret links never leave, not even to a webhook for all events', async () => {
  const { orgId, admin } = await office()
  await hook(admin)
  await world.command(
    async function tellSecret(ctx: CommandContext) {
      await publish(ctx, secretMailWanted({ to: 'a@b.example', url: 'https://x/reset?token=1' }))
    },
    undefined,
    world.system(orgId),
  )
  await world.runJobs()
  expect(sender.received).toEqual([])
  const { items } = await world.call(contract.listWebhookEvents, {}, admin)
  const names = items.map(({ name }) => name)
  expect(names).toContain('tests.thing_happened')
  expect(names).not.toContain('tests.secret_mail_wanted')
  expect(names).not.toContain('identity.auth_mail_requested')
  expect(names).not.toContain('identity.member_invited')
  const refused = hook(admin, ['identity.auth_mail_requested'])
  await expect(refused).rejects.toMatchObject({ details: { faults: [{ path: ['events'] }] } })
})

test('a paused webhook gets nothing but tests', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  receive = () => ({ status: 500 })
  await happen(orgId)
  await world.runJobs()
  const paused = await world.call(contract.updateWebhook, { webhookId, isActive: false }, admin)
  expect(paused.isActive).toBe(false)
  await happen(orgId, 'T2')
  await passTime(orgId)
  await world.runJobs()
  const { items } = await world.call(contract.listDeliveries, { webhookId }, admin)
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ status: 'failed', lastTry: { error: 'The webhook was paused.' } })
  receive = () => ({ status: 200 })
  await world.call(contract.testWebhook, { webhookId }, admin)
  await world.runJobs()
  expect(JSON.parse(sender.received.at(-1)!.body)).toMatchObject({ type: 'frontdesk.test' })
})

test('the secret is shown once, stored encrypted, and replaced on request', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId, secret } = await hook(admin)
  expect(secret).toMatch(/^whsec_/)
  expect(JSON.stringify(await world.call(contract.getWebhook, { webhookId }, admin))).not.toContain('secret')
  const everything = await world.sql(
    `select w::text, (select string_agg(a::text, ' ') from core.audit a where a.org_id = w.org_id) as audit,
            (select string_agg(i::text, ' ') from core.idempotency_keys i where i.org_id = w.org_id) as answers
     from operations.webhooks w where org_id = $1`,
    [orgId],
  )
  expect(JSON.stringify(everything)).not.toContain(secret.slice(6))
  await world.call(contract.testWebhook, { webhookId }, admin)
  await world.runJobs()
  const { secret: next } = await world.call(contract.rotateWebhookSecret, { webhookId }, admin)
  expect(next).not.toBe(secret)
  await world.call(contract.testWebhook, { webhookId }, admin)
  await world.runJobs()
  expect(sender.received).toHaveLength(2)
})

test('a changed installation secret fails the delivery with words that say what to do', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await world.sql(`update operations.webhooks set secret_box = 'v1.a.b.c' where org_id = $1`, [orgId])
  await happen(orgId)
  await world.runJobs()
  const { items } = await world.call(contract.listDeliveries, { webhookId, status: 'failed' }, admin)
  expect(items[0]!.lastTry!.error).toContain('FRONTDESK_SECRET')
})

test.each([
  ['ftp://example.com/x', 'url'],
  ['example.com', 'url'],
  ['https://user:pass@example.com/', 'url'],
  ['', 'url'],
])('the address %j is refused with a fault at its field', async (url, field) => {
  const { admin } = await office()
  const refused = world.call(contract.createWebhook, { url, events: ['*'] }, admin)
  await expect(refused).rejects.toMatchObject({
    code: 'input.invalid',
    details: { faults: [{ path: [field] }] },
  })
})

test('in production an address inside the network is refused before anything is sent', async () => {
  const { orgId, admin } = await office()
  const { insertWebhook } = await import('../commands/save-webhook.ts')
  const input = { url: 'http://169.254.169.254/', description: '', events: ['*'], secretBox: 'x' }
  const inProduction = (ctx: CommandContext) =>
    insertWebhook({ ...ctx, config: { ...ctx.config, env: 'production' } }, input)
  await expect(world.command(inProduction, undefined, admin)).rejects.toMatchObject({
    details: { faults: [{ path: ['url'] }] },
  })
  expect(await world.sql('select from operations.webhooks where org_id = $1', [orgId])).toEqual([])
})

test('the log pages without gaps or repeats and filters by state', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  for (let i = 0; i < 5; i++) await happen(orgId, `T${i}`)
  await world.runJobs()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await world.call(contract.listDeliveries, { webhookId, limit: 2, cursor }, admin)
    expect(page.total).toBe(5)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  expect(new Set(seen).size).toBe(5)
  expect((await world.call(contract.listDeliveries, { webhookId, status: 'failed' }, admin)).total).toBe(0)
  const broken = await world.call(
    contract.listDeliveries,
    { webhookId, cursor: "1' or 1=1", limit: 5 },
    admin,
  )
  expect(broken.items).toHaveLength(5)
})

test('deleting removes the log, and deliveries on their way end quietly', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  receive = () => ({ status: 500 })
  await happen(orgId)
  await world.runJobs()
  await world.call(contract.deleteWebhook, { webhookId }, admin)
  await passTime(orgId)
  await world.runJobs()
  expect(sender.received).toHaveLength(1)
  await expect(world.call(contract.getWebhook, { webhookId }, admin)).rejects.toThrow('no such webhook')
})

test('after 30 days deliveries are forgotten', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await happen(orgId)
  await world.runJobs()
  const { pruneOperationsLog } = await import('../commands/prune-log.ts')
  world.setNow('2026-12-27T09:00:00.000Z')
  await world.command(pruneOperationsLog, undefined, world.system(orgId))
  expect((await world.call(contract.listDeliveries, { webhookId }, admin)).total).toBe(1)
  world.setNow('2026-12-29T09:00:00.000Z')
  await world.command(pruneOperationsLog, undefined, world.system(orgId))
  expect((await world.call(contract.listDeliveries, { webhookId }, admin)).total).toBe(0)
})

test('another organisation and an agent see and touch nothing', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await happen(orgId)
  await world.runJobs()
  const [delivery] = (await world.call(contract.listDeliveries, { webhookId }, admin)).items
  const stranger = await world.as(await world.newOrg(), 'owner')
  await expect(world.call(contract.getWebhook, { webhookId }, stranger)).rejects.toThrow('no such webhook')
  await expect(world.call(contract.deleteWebhook, { webhookId }, stranger)).rejects.toThrow('no such webhook')
  await expect(world.call(contract.redeliver, { deliveryId: delivery!.id }, stranger)).rejects.toThrow(
    'no such delivery',
  )
  const agent = await world.as(orgId, 'agent')
  await expect(world.call(contract.listWebhooks, {}, agent)).rejects.toMatchObject({ code: 'auth.forbidden' })
})

test('every change stands in the audit log, without the secret', async () => {
  const { orgId, admin } = await office()
  const { id: webhookId } = await hook(admin)
  await world.call(contract.updateWebhook, { webhookId, url: 'https://other.example/in' }, admin)
  await world.call(contract.updateWebhook, { webhookId, isActive: false }, admin)
  await world.call(contract.rotateWebhookSecret, { webhookId }, admin)
  await world.call(contract.deleteWebhook, { webhookId }, admin)
  // Several within one millisecond: as they were written.
  const rows = await world.sql<{ action: string; summary: string }>(
    `select action, summary from core.audit where org_id = $1 and action like 'webhook.%' order by at, ctid`,
    [orgId],
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'webhook.create',
    'webhook.update',
    'webhook.update',
    'webhook.rotate_secret',
    'webhook.delete',
  ])
  expect(rows[2]!.summary).toBe('Webhook to https://other.example/in paused')
})
