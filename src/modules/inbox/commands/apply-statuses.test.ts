import { describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import type { StatusReport } from '../contract/incoming.ts'
import { statusOrder } from '../domain/status-order.ts'
import { applyStatuses } from './apply-statuses.ts'
import { addChannel, textFrom } from './intake.fixture.ts'
import { receiveMessages } from './receive-messages.ts'
import { updateInboxSettings } from './update-inbox-settings.ts'

const world = await testWorld()

/** Every order of a list. */
function orders<T>(list: readonly T[]): T[][] {
  return list.length < 2
    ? [[...list]]
    : list.flatMap((one, i) => orders(list.toSpliced(i, 1)).map((rest) => [one, ...rest]))
}

const second = { sent: 1, delivered: 2, read: 3, failed: 4 } as const
const report = (providerRef: string, status: StatusReport['status']): StatusReport => ({
  ...{ providerRef, status, at: `2026-11-26T10:00:0${second[status]}.000Z` },
  ...(status === 'failed' && { code: '131026', title: 'Undeliverable' }),
})

/** As many messages that were just sent as there are orders, each told its own order, a report at a time. */
async function tell(...told: StatusReport['status'][]) {
  world.setNow('2026-11-26T10:00:30.000Z')
  const orgId = await world.newOrg()
  const who = world.system(orgId)
  const { id: channelId } = await addChannel(world, orgId, 'whatsapp')
  const messages = [textFrom('+447700900101', 'hello')]
  const [received] = await world.command(receiveMessages, { channelId, messages }, who)
  const all = orders(told)
  await world.sql(
    `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, status, provider_ref, created_at)
     select $1, gen_random_uuid(), $2, $3, 'out', 'agent', 'text', 'sending', 'm' || i, '2026-11-26T10:00:00Z'
     from generate_series(0, $4) i`,
    [orgId, received!.conversationId, channelId, all.length - 1],
  )
  const rounds: string[][] = []
  const refs = all.map((_, i) => `m${i}`)
  const apply = (statuses: StatusReport[]) => world.command(applyStatuses, { channelId, statuses }, who)
  for (let round = 0; round < told.length; round++) {
    await apply(all.map((order, i) => report(refs[i]!, order[round]!)))
    // The vendor repeats itself.
    await apply(all.map((order, i) => report(refs[i]!, order[0]!)))
    const rows = await world.sql<{ status: string }>(
      `select status from inbox.messages where org_id = $1 and direction = 'out' order by substr(provider_ref, 2)::int`,
      [orgId],
    )
    rounds.push(rows.map(({ status }) => status))
  }
  const ends = await world.sql<Record<string, unknown>>(
    `select distinct status, sent_at, delivered_at, read_at, failed_at, failure_code, failure_category
     from inbox.messages where org_id = $1 and direction = 'out'`,
    [orgId],
  )
  const failures = await world.sql('select from inbox.failures where org_id = $1', [orgId])
  return { all, rounds, ends, failures: failures.length }
}

test.each([
  ['sent, delivered, read', ['sent', 'delivered', 'read'], 'read', 0],
  ['sent, delivered, read and a failure', ['sent', 'delivered', 'read', 'failed'], 'read', 0],
  ['sent and a failure', ['sent', 'failed'], 'failed', 2],
] as const)(
  'in every order of %s a status never goes back, and all end alike (INBX-016)',
  async (_, told, end, failed) => {
    const { all, rounds, ends, failures } = await tell(...told)
    const rank = (status: string) => statusOrder.indexOf(status as (typeof statusOrder)[number])
    for (const [i, order] of all.entries()) {
      const went = rounds.map((round) => rank(round[i]!))
      expect({ order, went }).toEqual({ order, went: went.toSorted((a, b) => a - b) })
    }
    expect(new Set(rounds.at(-1))).toEqual(new Set([end]))
    expect(failures).toBe(failed)
    expect(ends).toHaveLength(1)
  },
)

describe('prices', () => {
  /** A message that was sent, in an organisation with a price list. */
  async function sent() {
    world.setNow('2026-11-26T10:00:30.000Z')
    const orgId = await world.newOrg()
    const who = world.system(orgId)
    const list = { thousandMarketingAmount: 4_000, thousandUtilityAmount: 2_000 }
    await world.command(updateInboxSettings, list, await world.as(orgId, 'manager'))
    const { id: channelId } = await addChannel(world, orgId, 'whatsapp')
    const messages = [textFrom('+447700900101', 'hello')]
    const [received] = await world.command(receiveMessages, { channelId, messages }, who)
    await world.sql(
      `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, status, provider_ref, created_at)
       values ($1, gen_random_uuid(), $2, $3, 'out', 'agent', 'text', 'sending', 'm0', '2026-11-26T10:00:00Z')`,
      [orgId, received!.conversationId, channelId],
    )
    const tell = (...statuses: StatusReport[]) => world.command(applyStatuses, { channelId, statuses }, who)
    const price = async () => {
      const sql = `select price_amount::int as price from inbox.messages where org_id = $1 and direction = 'out'`
      return (await world.sql<{ price: number | null }>(sql, [orgId]))[0]!.price
    }
    return { orgId, tell, price }
  }

  test('a message is charged when it arrives, by its kind, and keeps its price', async () => {
    const { orgId, tell, price } = await sent()
    await tell({ ...report('m0', 'sent'), charge: 'marketing' })
    expect(await price()).toBeNull()
    await tell({ ...report('m0', 'delivered'), charge: 'marketing' })
    expect(await price()).toBe(4)
    const list = { thousandMarketingAmount: 9_000 }
    await world.command(updateInboxSettings, list, await world.as(orgId, 'manager'))
    await tell({ ...report('m0', 'delivered'), charge: 'marketing' }, report('m0', 'read'))
    expect(await price()).toBe(4)
  })

  test('what fails, is free, or has no price on the list has none', async () => {
    const failed = await sent()
    await failed.tell({ ...report('m0', 'failed'), charge: 'marketing' })
    const free = await sent()
    await free.tell(report('m0', 'delivered'))
    const unknown = await sent()
    await unknown.tell({ ...report('m0', 'delivered'), charge: 'authentication' })
    expect([await failed.price(), await free.price(), await unknown.price()]).toEqual([null, null, null])
  })
})
