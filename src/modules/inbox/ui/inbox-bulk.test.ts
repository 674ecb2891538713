import { expect, test } from 'vitest'
import type { Conversation } from '../contract/conversations.ts'
import { type BulkWish, wayBack } from './inbox-bulk.ts'

const one = (id: string, was: Partial<Conversation> = {}) =>
  ({ id, assigneeId: null, teamId: null, priority: 'normal', ...was }) as Conversation
const wish = (change: BulkWish['change'], value: string | null = null): BulkWish => ({
  change,
  value,
  verb: '',
  done: '',
})

test('what was resolved is opened again, and only what the act has changed', () => {
  expect(wayBack([one('a'), one('b')], wish('resolve'), ['b'])).toEqual([
    { ids: ['b'], change: 'reopen', value: null },
  ])
})

test('a label that was put on is taken off by its name', () => {
  expect(wayBack([one('a')], wish('label', 'VIP'), ['a'])).toEqual([
    { ids: ['a'], change: 'unlabel', value: 'VIP' },
  ])
})

test('everybody gets back to whoever had them before', () => {
  const targets = [one('a', { assigneeId: 'ben' }), one('b'), one('c', { assigneeId: 'ben' }), one('d')]
  expect(wayBack(targets, wish('assign', 'nadia'), ['a', 'b', 'c'])).toEqual([
    { ids: ['a', 'c'], change: 'assign', value: 'ben' },
    { ids: ['b'], change: 'assign', value: null },
  ])
})

test('nothing changed, or only read: there is nothing to take back', () => {
  expect(wayBack([one('a')], wish('resolve'), [])).toEqual([])
  expect(wayBack([one('a')], wish('read'), ['a'])).toEqual([])
})
