import { expect, test } from 'vitest'
import { changesOf } from '#platform/live.ts'
import { newId } from '#values/ids.ts'
import { conversationRead, deliveriesChanged, messagesReceived } from './events.ts'

const now = Temporal.Instant.from('2026-11-26T10:00:00Z')

const received = (conversationIds: readonly string[]) =>
  messagesReceived({
    messages: conversationIds.map((conversationId) => ({
      ...{
        conversationId,
        messageId: newId(),
        channelId: newId(),
        channelKind: 'whatsapp',
        contactId: newId(),
      },
      ...{ clientId: null, isOpening: false, kind: 'text', preview: 'Hello' },
    })),
  })

test('PLAT-074 open screens hear which conversations a batch of messages is about, each once', () => {
  const [ann, ben] = [newId(), newId()]
  const [change] = changesOf([received([ann, ben, ann])], now)
  expect(change).toEqual({
    topic: 'conversations',
    name: 'inbox.messages_received',
    ids: [ann, ben],
    at: '2026-11-26T10:00:00.000Z',
  })
  const told = deliveriesChanged({
    messages: [{ messageId: newId(), conversationId: ann, status: 'read', category: null }],
  })
  expect(changesOf([told], now).map(({ ids }) => ids)).toEqual([[ann]])
})

test('PLAT-074 a batch about more than a hundred conversations names none, which stands for any', () => {
  const some = Array.from({ length: 100 }, () => newId())
  expect(changesOf([received(some)], now)[0]!.ids).toEqual(some)
  expect(changesOf([received([...some, newId()])], now)[0]!.ids).toEqual([])
})

test('PLAT-074 other facts name the ids that stand at their top', () => {
  const [conversationId, memberId] = [newId(), newId()]
  expect(changesOf([conversationRead({ conversationId, memberId })], now)[0]!.ids).toEqual([
    conversationId,
    memberId,
  ])
})
