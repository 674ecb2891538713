import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { deliveryRateFell, deliveryRateRecovered } from '../events.ts'
import { addChannel, textFrom } from './intake.fixture.ts'
import { receiveMessages } from './receive-messages.ts'
import { watchDeliveryRate } from './watch-delivery-rate.ts'

const world = await testWorld()

/** A WhatsApp channel, and what its messages came to. */
async function line() {
  world.setNow('2026-11-26T09:00:00.000Z')
  const orgId = await world.newOrg()
  const who = world.system(orgId)
  const { id: channelId } = await addChannel(world, orgId, 'whatsapp')
  const messages = [textFrom('+447700900101', 'hello')]
  const [received] = await world.command(receiveMessages, { channelId, messages }, who)
  const sent = (at: string, arrived: number, failed: number) =>
    world.sql(
      `insert into inbox.messages (org_id, id, conversation_id, channel_id, direction, author_kind, kind, status, created_at)
       select $1, gen_random_uuid(), $2, $3, 'out', 'agent', 'text',
         case when i <= $5 then 'delivered' else 'failed' end, $4::timestamptz
       from generate_series(1, $5::int + $6::int) i`,
      [orgId, received!.conversationId, channelId, at, arrived, failed],
    )
  const watchAt = (time: string) => {
    world.setNow(`2026-11-26T${time}:00.000Z`)
    return world.command(watchDeliveryRate, undefined, who)
  }
  const told = async () => ({
    fell: (await world.events(orgId, deliveryRateFell)).map(({ percent }) => percent),
    recovered: (await world.events(orgId, deliveryRateRecovered)).map(({ percent }) => percent),
  })
  return { orgId, channelId, sent, watchAt, told }
}

test('fewer than 90 % of the last hour’s messages arrive: told once, however long it lasts (INBX-018)', async () => {
  const { orgId, channelId, sent, watchAt, told } = await line()
  await sent('2026-11-26T09:50:00Z', 17, 3)
  await watchAt('10:00')
  expect(await world.events(orgId, deliveryRateFell)).toMatchObject([
    { channelId, percent: 85, sent: 20, delivered: 17 },
  ])
  await watchAt('10:05')
  await sent('2026-11-26T10:50:00Z', 10, 30)
  await watchAt('11:00')
  await watchAt('11:30')
  expect(await told()).toEqual({ fell: [85], recovered: [] })
})

test('enough arrive again: cleared once, and the next fall is told anew', async () => {
  const { sent, watchAt, told } = await line()
  await sent('2026-11-26T09:50:00Z', 17, 3)
  await watchAt('10:00')
  await sent('2026-11-26T10:30:00Z', 60, 0)
  await watchAt('10:35')
  await watchAt('10:40')
  expect(await told()).toEqual({ fell: [85], recovered: [96.3] })
  await sent('2026-11-26T11:40:00Z', 10, 10)
  await watchAt('11:45')
  expect(await told()).toEqual({ fell: [85, 50], recovered: [96.3] })
})

test('too few messages neither raise nor clear it; an hour without any clears it', async () => {
  const { sent, watchAt, told } = await line()
  await sent('2026-11-26T09:30:00Z', 0, 19)
  await watchAt('09:40')
  expect(await told()).toEqual({ fell: [], recovered: [] })
  await sent('2026-11-26T09:50:00Z', 0, 1)
  await watchAt('09:55')
  expect(await told()).toEqual({ fell: [0], recovered: [] })
  await sent('2026-11-26T10:55:00Z', 5, 0)
  await watchAt('11:00')
  expect(await told()).toEqual({ fell: [0], recovered: [] })
  await watchAt('12:00')
  expect(await told()).toEqual({ fell: [0], recovered: [null] })
})

test('90 % exactly is enough, and what is just being carried does not count', async () => {
  const { sent, watchAt, told } = await line()
  await sent('2026-11-26T09:30:00Z', 18, 2)
  await sent('2026-11-26T09:59:00Z', 0, 50)
  await watchAt('10:00')
  expect(await told()).toEqual({ fell: [], recovered: [] })
})
