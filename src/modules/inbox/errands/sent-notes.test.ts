import { expect, test } from 'vitest'
import { registry } from '#platform/metrics.ts'
import { testWorld } from '#platform/testing/world.ts'
import { addChannel, textFrom } from '../commands/intake.fixture.ts'
import { queueMessage } from '../commands/queue-message.ts'
import { receiveMessages } from '../commands/receive-messages.ts'

const world = await testWorld()

test('INBX-020 what was sent is counted by kind of channel, and what failed is not', async () => {
  const orgId = await world.newOrg()
  const channel = await addChannel(world, orgId, 'whatsapp', { sandbox: true })
  const who = world.system(orgId)
  // The sandbox refuses numbers with certain last digits.
  for (const number of ['+447700900101', '+447700900102', '+447700900003']) {
    const input = { channelId: channel.id, messages: [textFrom(number, 'Hello')] }
    const [received] = await world.command(receiveMessages, input, who)
    const { conversationId } = received!
    await world.command(queueMessage, { conversationId, authorKind: 'agent', body: 'Good day' }, who)
  }
  await world.runJobs()
  const left = await world.sql<{ n: number }>(
    `select count(*)::int as n from inbox.messages where org_id = $1 and direction = 'out' and sent_at is not null`,
    [orgId],
  )
  const counted = /^frontdesk_messages_sent_total\{channel="whatsapp"\} (\d+)$/m.exec(
    await registry.metrics(),
  )
  expect(left[0]!.n).toBeGreaterThan(1)
  expect(Number(counted?.[1])).toBe(left[0]!.n)
})
