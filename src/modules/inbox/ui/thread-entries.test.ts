import { describe, expect, test } from 'vitest'
import type { Message } from '../contract/conversations.ts'
import { entriesOf } from './thread-entries.ts'

const message = (id: string, part: Partial<Message> = {}) =>
  ({
    id,
    kind: 'text',
    body: 'Hello',
    data: {},
    authorKind: 'contact',
    authorId: null,
    authorName: 'Ana Lima',
    replyToId: null,
    createdAt: '2026-11-26T13:35:00.000Z',
    ...part,
  }) as Message
const dayOf = (at: string) => at.slice(0, 10)
const drawn = (messages: Message[]) =>
  entriesOf(messages, dayOf).flatMap((one) => (one.kind === 'message' ? [one] : []))

describe('the entries of a thread', () => {
  test('a heading stands where a day begins', () => {
    const entries = entriesOf(
      [
        message('a', { createdAt: '2026-11-25T10:00:00Z' }),
        message('b', { createdAt: '2026-11-25T11:00:00Z' }),
        message('c'),
      ],
      dayOf,
    )
    expect(entries.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'day day 2026-11-25',
      'message a',
      'message b',
      'day day 2026-11-26',
      'message c',
    ])
  })

  test('events without words are for the log alone', () => {
    expect(entriesOf([message('a', { kind: 'event', body: '' })], dayOf)).toEqual([])
  })

  test('what answers a message by name says which; a mail answers its whole thread (INBX-015)', () => {
    const asks = message('a')
    const [, answer, mail, lost] = drawn([
      asks,
      message('b', { replyToId: 'a' }),
      message('c', { kind: 'email', replyToId: 'a' }),
      message('d', { replyToId: 'before the first one shown' }),
    ])
    expect(answer?.answers).toBe(asks)
    expect(mail?.answers).toBeNull()
    expect(lost?.answers).toBeNull()
  })
})

describe('a reaction stands on its message (INBX-015)', () => {
  const react = (id: string, body: string, part: Partial<Message> = {}) =>
    message(id, { kind: 'reaction', body, replyToId: 'a', ...part })
  const on = (...messages: Message[]) =>
    drawn([message('a'), ...messages]).map(({ reactions }) => reactions.map(({ emoji }) => emoji))

  test.each<[string, Message[], string[][]]>([
    ['one sign', [react('r', '👍')], [['👍']]],
    ['the later sign of the same person counts', [react('r', '👍'), react('s', '❤️')], [['❤️']]],
    ['an empty one takes it back', [react('r', '👍'), react('s', '')], [[]]],
    [
      'two people have two signs',
      [react('r', '👍'), react('s', '👏', { authorKind: 'agent', authorId: 'm1' })],
      [['👍', '👏']],
    ],
    ['on a message that is not shown it keeps its line', [react('r', '👍', { replyToId: 'old' })], [[], []]],
    ['on a message nobody knows it keeps its line', [react('r', '👍', { replyToId: null })], [[], []]],
  ])('%s', (_, reactions, expected) => {
    expect(on(...reactions)).toEqual(expected)
  })
})
