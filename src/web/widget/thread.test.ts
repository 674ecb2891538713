import { expect, test } from 'vitest'
import type { Message } from './connection.ts'
import { knownOf, merge, outgoing } from './thread.ts'

const message = (id: string, at: string, more: Partial<Message> = {}): Message => ({
  ...{ id, from: 'office', name: 'Ana', body: id, at, choices: [], files: [], ref: null },
  ...more,
})
const bodies = (shown: readonly Message[]) => shown.map(({ body }) => body)

test('what is told twice is shown once, in the order in which it was said', () => {
  const first = merge([], [message('b', '2026-11-21T10:00:02Z'), message('a', '2026-11-21T10:00:01Z')])
  const again = merge(first, [message('b', '2026-11-21T10:00:02Z'), message('c', '2026-11-21T10:00:03Z')])
  expect(bodies(again)).toEqual(['a', 'b', 'c'])
})

test('a message on its way stands last, and becomes the office’s own when it arrives', () => {
  const mine = outgoing('ref-1', 'hello', '2026-11-21T09:00:00Z')
  const waiting = merge([mine], [message('a', '2026-11-21T10:00:01Z')])
  expect(waiting.map(({ body, state }) => [body, state])).toEqual([
    ['a', 'sent'],
    ['hello', 'sending'],
  ])
  const arrived = merge(waiting, [
    message('x', '2026-11-21T10:00:02Z', { ref: 'ref-1', body: 'hello', from: 'me' }),
  ])
  expect(arrived.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'sent'],
    ['x', 'sent'],
  ])
})

test('only what the office said counts as known', () => {
  const shown = merge(
    [outgoing('ref-1', 'hello', '2026-11-21T09:00:00Z')],
    [message('a', '2026-11-21T10:00:01Z')],
  )
  expect(knownOf(shown)).toEqual(['a'])
})
