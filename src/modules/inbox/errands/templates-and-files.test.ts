import { describe, expect, test } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { testWorld } from '#platform/testing/world.ts'
import { VendorRefused } from '../adapters/channel.ts'
import { createFakeVendor } from '../adapters/fake-vendor.ts'
import { createVendors } from '../adapters/vendors.ts'
import { addChannel, signedWhatsApp, textFrom } from '../commands/intake.fixture.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { dismissFailures, listFailures } from '../contract/channels.ts'
import { receiveDelivery } from '../contract/intake.ts'
import * as templates from '../contract/templates.ts'

const vendors = createVendors(loadConfig({ env: 'test' }, { environment: {} }))
const files = new Map<string, { bytes: Uint8Array; mediaType: string }>()
const whatsapp = {
  ...createFakeVendor(vendors.whatsapp),
  async fetchMedia(_account: unknown, ref: string) {
    const file = files.get(ref)
    if (!file) throw new VendorRefused({ code: 'http.404', title: 'The file is gone', isFinal: true })
    return file
  },
  submitTemplate: async () => ({ providerRef: '77', status: 'submitted' as const }),
  removeTemplate: async () => {},
}
const world = await testWorld({ adapters: { channels: { ...vendors, whatsapp } } })

async function office() {
  world.setNow('2026-11-01T10:00:00.000Z')
  const orgId = await world.newOrg()
  const channel = await addChannel(world, orgId, 'whatsapp')
  return { orgId, channel, manager: await world.as(orgId, 'manager'), system: world.system(orgId) }
}

test('INBX-012 a template is drafted, sent for approval, rejected with the reason, mended and approved', async () => {
  const { channel, manager } = await office()
  const draft = {
    channelKind: 'whatsapp' as const,
    channelId: channel.id,
    name: 'offer',
    body: 'Hello {{1}}, look.',
  }
  const { id: templateId } = await world.call(templates.createChannelTemplate, draft, manager)
  await expect(world.call(templates.submitChannelTemplate, { templateId }, manager)).rejects.toMatchObject({
    code: 'inbox.variables_missing',
  })
  await world.call(templates.updateChannelTemplate, { templateId, examples: ['Ann'] }, manager)
  const submit = () => world.call(templates.submitChannelTemplate, { templateId }, manager)
  expect(await submit()).toMatchObject({ status: 'submitted', isUsable: false })
  const decide = async (event: string, reason: string) => {
    const value = {
      event,
      message_template_id: 77,
      message_template_name: 'offer',
      message_template_language: 'en_GB',
      reason,
    }
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'message_template_status_update', value }] }],
    })
    const token = channel.webhookUrl.split('/').at(-1)!
    await world.call(receiveDelivery, { token }, world.guest(manager.orgId), signedWhatsApp(body), { body })
    await world.runJobs()
    return world.call(templates.getChannelTemplate, { templateId }, manager)
  }
  expect(await decide('REJECTED', 'INVALID_FORMAT')).toMatchObject({
    status: 'rejected',
    reason: 'INVALID_FORMAT',
  })
  const mended = await world.call(
    templates.updateChannelTemplate,
    { templateId, body: 'Hello {{1}}, see this.' },
    manager,
  )
  expect(mended).toMatchObject({ status: 'draft', version: 3, reason: null })
  await submit()
  expect(await decide('APPROVED', 'NONE')).toMatchObject({ status: 'approved', reason: null, isUsable: true })
  await expect(submit()).rejects.toMatchObject({ code: 'inbox.template_not_submittable' })
})

describe('INBX-015 files that come in', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const page = new TextEncoder().encode('<html><script>alert(1)</script>')

  test.each([
    [
      'a picture',
      { bytes: jpeg, mediaType: 'image/jpeg' },
      { status: 'stored', media_type: 'image/jpeg', error: null },
    ],
    [
      'a page called a picture',
      { bytes: page, mediaType: 'image/jpeg' },
      { status: 'failed', error: expect.stringContaining('not kept') },
    ],
    [
      'nothing',
      { bytes: new Uint8Array(), mediaType: 'image/jpeg' },
      { status: 'failed', error: 'The file is empty.' },
    ],
    ['one that is gone', null, { status: 'failed', error: 'The file is gone' }],
  ])('%s', async (name, file, expected) => {
    const { orgId, channel, system } = await office()
    if (file) files.set(name, file)
    const attachments = [{ name: 'photo', mediaType: 'image/jpeg', providerRef: name }]
    const at = '2026-11-01T10:00:00.000Z'
    const messages = [textFrom('+447700900101', '', { kind: 'image', attachments, at })]
    await world.command(receiveMessages, { channelId: channel.id, messages }, system)
    await world.runJobs()
    const [row] = await world.sql<{ storage_key: string | null }>(
      'select status, media_type, error, storage_key from inbox.attachments where org_id = $1',
      [orgId],
    )
    expect(row).toMatchObject(expected)
    const stored = row!.storage_key && (await world.services.storage.get(row!.storage_key))
    expect(stored ? Buffer.from(stored.bytes) : null).toEqual(
      expected.status === 'stored' ? Buffer.from(jpeg) : null,
    )
  })
})

test('INBX-021 failed messages are listed with what may help, by category and page, and can be left', async () => {
  const { orgId, channel, manager, system } = await office()
  const at = '2026-11-01T10:00:00.000Z'
  const messages = [textFrom('+447700900101', 'hello', { at })]
  const [received] = await world.command(receiveMessages, { channelId: channel.id, messages }, system)
  await world.sql(
    `with m as (
       insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, body, status, created_at)
       select $1, gen_random_uuid(), $2, $3, 'out', 'agent', 'text', 'Message ' || i, 'failed', $4 from generate_series(1, 5) i
       returning *)
     insert into inbox.failures (org_id, message_id, channel_id, conversation_id, failed_at, code, title, category)
     select org_id, id, channel_id, conversation_id, created_at + row_number() over (order by body) * interval '1 second', '1', 'No',
       case when body < 'Message 3' then 'bad_number' else 'spam' end from m`,
    [orgId, received!.conversationId, channel.id, at],
  )
  const first = await world.call(listFailures, { limit: 3 }, manager)
  expect(first).toMatchObject({
    total: 5,
    counts: [
      { category: 'spam', count: 3 },
      { category: 'bad_number', count: 2 },
    ],
  })
  expect(first.items.map(({ preview }) => preview)).toEqual(['Message 5', 'Message 4', 'Message 3'])
  expect(first.items[0]).toMatchObject({ canRetry: true, advice: expect.stringContaining('again') })
  const second = await world.call(listFailures, { limit: 3, cursor: first.nextCursor }, manager)
  expect(second.items.map(({ preview }) => preview)).toEqual(['Message 2', 'Message 1'])
  expect(await world.call(listFailures, { category: 'bad_number' }, manager)).toMatchObject({ total: 2 })
  const messageIds = first.items.map(({ messageId }) => messageId)
  const stranger = await world.as(await world.newOrg(), 'manager')
  expect(await world.call(dismissFailures, { messageIds }, stranger)).toEqual({ dismissed: 0 })
  expect(await world.call(dismissFailures, { messageIds }, manager)).toEqual({ dismissed: 3 })
  expect(await world.call(listFailures, {}, manager)).toMatchObject({ total: 2 })
  expect(await world.call(listFailures, { state: 'all' }, manager)).toMatchObject({ total: 5 })
})
