import { expect, test } from 'vitest'
import { registerGauges, registry } from '#platform/metrics.ts'
import { testWorld } from '#platform/testing/world.ts'
import { addChannel, textFrom } from '../commands/intake.fixture.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { inboxGauges } from './installation-gauges.ts'

const world = await testWorld()

test('INBX-020 the metrics tell of all organisations how many messages wait and since when, none as zero', async () => {
  world.setNow(new Date(Date.now() - 90_000).toISOString())
  for (const number of ['+447700900101', '+447700900102']) {
    const orgId = await world.newOrg()
    const channel = await addChannel(world, orgId, 'whatsapp')
    const who = world.system(orgId)
    const input = { channelId: channel.id, messages: [textFrom(number, 'Hello')] }
    const [received] = await world.command(receiveMessages, input, who)
    const { conversationId } = received!
    await world.command(queueMessage, { conversationId, authorKind: 'agent', body: 'Good day' }, who)
    await world.sql(
      `insert into inbox.deliveries (org_id, id, channel_id, body, received_at)
       values ($1, gen_random_uuid(), $2, '{}', now() - interval '30 seconds')`,
      [orgId, channel.id],
    )
  }
  registerGauges(world.services.db.ownerUrl, world.services.log, inboxGauges)
  const text = await registry.metrics()
  const figureOf = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    )
  expect(figureOf('frontdesk_outgoing_messages{channel="whatsapp"}')).toBe(2)
  expect(figureOf('frontdesk_outgoing_messages{channel="sms"}')).toBe(0)
  expect(figureOf('frontdesk_outgoing_oldest_seconds{channel="whatsapp"}')).toBeGreaterThan(80)
  expect(figureOf('frontdesk_outgoing_oldest_seconds{channel="sms"}')).toBe(0)
  expect(figureOf('frontdesk_deliveries_waiting')).toBe(2)
  expect(figureOf('frontdesk_deliveries_oldest_seconds')).toBeGreaterThan(29)
})
