import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { createChannel, getChannel, listChannels, updateChannel } from '../contract/channels.ts'
import { channelChanged } from '../events.ts'
import { addChannel } from './intake.fixture.ts'
import { deleteChannel, restoreChannel } from './save-channel.ts'

const world = await testWorld()
const refused = (pending: Promise<unknown>) =>
  pending.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

async function office() {
  const orgId = await world.newOrg()
  const manager = await world.as(orgId, 'manager')
  const channel = await addChannel(world, orgId, 'whatsapp')
  return { orgId, manager, channel }
}

describe('INBX-001 a channel', () => {
  test('keeps its secrets to itself: sealed where it lies, never told', async () => {
    const { orgId, manager, channel } = await office()
    const shown = JSON.stringify(await world.call(getChannel, { channelId: channel.id }, manager))
    expect(shown).not.toContain('a very secret')
    expect(channel.secretsSet.sort()).toEqual(['accessToken', 'appSecret'])
    const [row] = await world.sql<{ secrets: string }>(
      'select secrets from inbox.channels where org_id = $1',
      [orgId],
    )
    expect(row!.secrets).toMatch(/^v1\./)
    expect(row!.secrets).not.toContain('secret')
  })

  test('keeps what is set when a secret is left empty', async () => {
    const { manager, channel } = await office()
    const input = { channelId: channel.id, name: 'Renamed', secrets: { accessToken: '' } }
    expect(await world.call(updateChannel, input, manager)).toMatchObject({
      name: 'Renamed',
      secretsSet: expect.arrayContaining(['accessToken', 'appSecret']),
    })
  })

  test('has a webhook address of its own that says nothing about it', async () => {
    const { orgId, manager, channel } = await office()
    const other = await addChannel(world, orgId, 'sms')
    expect(other.webhookUrl).not.toBe(channel.webhookUrl)
    expect(channel.webhookUrl).toMatch(/\/api\/v1\/hooks\/[\w-]{64}$/)
    expect((await world.call(listChannels, {}, manager)).items.map(({ kind }) => kind).sort()).toEqual([
      'sms',
      'whatsapp',
    ])
  })

  test('is refused with every fault beside its field', async () => {
    const { manager } = await office()
    const draft = { kind: 'whatsapp' as const, name: 'New', address: 'nowhere' }
    await expect(world.call(createChannel, draft, manager)).rejects.toMatchObject({
      code: 'input.invalid',
      details: { faults: expect.arrayContaining([expect.objectContaining({ path: ['address'] })]) },
    })
  })

  test('can be taken away and brought back, and each is told', async () => {
    const { orgId, manager, channel } = await office()
    await world.command(deleteChannel, { channelId: channel.id }, manager)
    expect(await refused(world.call(getChannel, { channelId: channel.id }, manager))).toBe(
      'inbox.channel_not_found',
    )
    await world.command(restoreChannel, { channelId: channel.id }, manager)
    expect(await refused(world.call(getChannel, { channelId: channel.id }, manager))).toBe('done')
    const changes = (await world.events(orgId, channelChanged)).map(({ change }) => change)
    expect(changes).toEqual(['added', 'removed', 'brought back'])
  })

  test('is the manager’s to change, and another organisation knows nothing of it', async () => {
    const { orgId, channel } = await office()
    const input = { channelId: channel.id, name: 'Mine' }
    expect(await refused(world.call(updateChannel, input, await world.as(orgId, 'agent')))).toBe(
      'auth.forbidden',
    )
    const stranger = await world.as(await world.newOrg(), 'manager')
    expect(await refused(world.call(updateChannel, input, stranger))).toBe('inbox.channel_not_found')
  })
})
