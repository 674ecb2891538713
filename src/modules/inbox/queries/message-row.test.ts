import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { addChannel, textFrom } from '../commands/intake.fixture.ts'
import { receiveMessages } from '../commands/receive-messages.ts'
import { getConversation } from './get-conversation.ts'

const world = await testWorld()

test('a message says which one of its thread it answers or reacts to, and none of another channel (INBX-015)', async () => {
  const orgId = await world.newOrg()
  const [one, two] = [await addChannel(world, orgId, 'whatsapp'), await addChannel(world, orgId, 'sms')]
  const system = world.system(orgId)
  const ask = { ...textFrom('+447700900101', 'Is Tuesday free?'), providerRef: 'ask' }
  const reaction = { ...textFrom('+447700900101', '👍'), kind: 'reaction', replyToRef: 'ask' } as const
  const answer = { ...textFrom('+447700900101', 'Or Wednesday'), replyToRef: 'ask' }
  const stranger = { ...textFrom('+447700900101', 'Hello'), replyToRef: 'nobody knows' }
  const [first] = await world.command(
    receiveMessages,
    { channelId: one.id, messages: [ask, reaction, answer, stranger] },
    system,
  )
  const elsewhere = { ...textFrom('+447700900101', 'By SMS'), replyToRef: 'ask' }
  const [second] = await world.command(receiveMessages, { channelId: two.id, messages: [elsewhere] }, system)

  const agent = await world.as(orgId, 'agent')
  const thread = async (conversationId: string) =>
    (await world.query(getConversation, { conversationId }, agent)).messages
  const said = (await thread(first!.conversationId)).filter(({ direction }) => direction === 'in')
  const askId = said.find(({ body }) => body === 'Is Tuesday free?')!.id
  expect(Object.fromEntries(said.map(({ body, replyToId }) => [body, replyToId]))).toEqual({
    'Is Tuesday free?': null,
    '👍': askId,
    'Or Wednesday': askId,
    Hello: null,
  })
  expect((await thread(second!.conversationId)).find(({ body }) => body === 'By SMS')?.replyToId).toBeNull()
})
