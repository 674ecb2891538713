import { describe, expect, test } from 'vitest'
import { clock, countdown, type DueFacts, duration, timeLeft, windowLeft } from './conversation-time.ts'

const now = Date.parse('2026-11-26T14:02:07.000Z')
const at = (ms: number) => new Date(now + ms).toISOString()
const MIN = 60_000

const waiting: DueFacts = {
  status: 'open',
  dueAt: at(38 * MIN),
  waitingSince: at(-5 * MIN),
  botState: 'none',
  snoozedUntil: null,
  firstSla: 'pending',
  resolvedAt: null,
}

describe('how much time is left (INBX-022)', () => {
  test.each<[string, Partial<DueFacts>, string, string]>([
    ['overdue by minutes and seconds', { dueAt: at(-(12 * MIN + 7_000)) }, 'over', '12:07 over'],
    ['overdue by a little, to the second', { dueAt: at(-67_000) }, 'over', '1:07 over'],
    ['overdue by hours', { dueAt: at(-70 * MIN) }, 'over', '1 h 10 over'],
    ['soon, to the second', { dueAt: at(2 * MIN + 41_000) }, 'soon', '2:41 left'],
    ['soon begins at half an hour', { dueAt: at(30 * MIN) }, 'soon', '30 min left'],
    ['later, in minutes', { dueAt: at(38 * MIN) }, 'plain', '38 min left'],
    ['hours', { dueAt: at(70 * MIN) }, 'plain', '1 h 10 left'],
    ['whole hours', { dueAt: at(120 * MIN) }, 'plain', '2 h left'],
    ['days', { dueAt: at(50 * 60 * MIN) }, 'plain', '2 days left'],
    ['exactly now is over', { dueAt: at(0) }, 'over', '0:00 over'],
    ['the client’s turn', { waitingSince: null, dueAt: null }, 'waits', 'waits for client'],
    ['the bot’s turn', { botState: 'running' }, 'waits', 'bot handles'],
    ['nothing promised', { dueAt: null }, 'plain', 'waits 5 min'],
    ['put aside', { status: 'snoozed', snoozedUntil: at(190 * MIN) }, 'waits', 'back in 3 h 10'],
    ['resolved', { status: 'resolved' }, 'done', 'resolved'],
  ])('%s', (_, facts, tone, text) => {
    expect(timeLeft({ ...waiting, ...facts }, now)).toEqual({ tone, text })
  })

  test('seconds are counted only while there are few', () => {
    expect(countdown(9 * MIN + 59_000)).toBe('9:59')
    expect(countdown(10 * MIN)).toBe('10 min')
    expect(countdown(60 * MIN)).toBe('1 h')
    expect(duration(30_000)).toBe('under a minute')
  })
})

test.each([
  [23 * 60 * MIN + 33 * MIN, '23 h 33 min'],
  [2 * 60 * MIN, '2 h'],
  [12 * MIN, '12 min'],
  [-1, null],
])('the WhatsApp window of %i ms is %s', (ms, words) => {
  expect(windowLeft(at(ms), now)).toBe(words)
})

test.each([
  [42, '0:42'],
  [725, '12:05'],
  [3725, '1:02:05'],
  [-3, '0:00'],
])('%i seconds are %s', (seconds, words) => {
  expect(clock(seconds)).toBe(words)
})
