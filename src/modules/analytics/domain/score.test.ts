import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, secondsPerConversation, timeCost, toolsCost } from './costs.ts'
import { comparedWith, daysOf } from './period.ts'
import { balanceOf, scoreOf } from './score.ts'

const targets = { repliesPerHour: 4, firstReplySeconds: 900 }
const full = { repliesPerHour: 4, resolutionRate: 100, firstReplyP50: 900, rating: 5 }

test.each([
  ['all targets met', full, 100],
  [
    'more than the targets is no more than full marks',
    { ...full, repliesPerHour: 40, firstReplyP50: 1 },
    100,
  ],
  ['half the pace costs half of its 30', { ...full, repliesPerHour: 2 }, 85],
  ['twice the time costs half of its 25', { ...full, firstReplyP50: 1800 }, 88],
  ['without ratings the others weigh more', { ...full, rating: null, resolutionRate: 50 }, 84],
  ['no work, no score', { repliesPerHour: null, resolutionRate: null, firstReplyP50: null, rating: 5 }, null],
  ['an answer at once is full marks', { ...full, firstReplyP50: 0 }, 100],
])('score: %s (ANLY-063)', (_, inputs, score) => {
  expect(scoreOf(inputs, targets)).toBe(score)
})

test('a score lies between 0 and 100, and no part of it falls when it gets better', () => {
  const part = fc.option(fc.double({ min: 0, max: 100, noNaN: true }))
  fc.assert(
    fc.property(
      part,
      part,
      part,
      fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
      (pace, rate, wait, rating) => {
        const inputs = { repliesPerHour: pace, resolutionRate: rate, firstReplyP50: wait, rating }
        const score = scoreOf(inputs, targets)
        if (score === null) return
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
        if (rate !== null && rate <= 90) {
          expect(scoreOf({ ...inputs, resolutionRate: rate + 10 }, targets)).toBeGreaterThanOrEqual(score)
        }
      },
    ),
  )
})

test.each([
  ['even', [10, 10, 10], 100],
  ['all on one', [30, 0, 0], 0],
  ['two thirds on one of two', [20, 10], 67],
  ['one person', [10], null],
  ['nothing', [0, 0], null],
])('balance: %s (ANLY-064)', (_, counts, balance) => {
  expect(balanceOf(counts)).toBe(balance)
})

test('the tools of a month are shared among its own days', () => {
  expect(toolsCost(daysOf({ from: '2026-02-01', to: '2026-02-28' }), 2800)).toBe(2800)
  expect(toolsCost(['2026-02-28', '2026-03-01'], 2800)).toBe(Math.round(100 + 2800 / 31))
  expect(toolsCost([], 2800)).toBe(0)
  expect(timeCost(90 * 60_000, 2200)).toBe(3300)
})

test('the time of a conversation is the median over days that had both work and conversations', () => {
  const day = (hours: number, handled: number) => ({ activeMs: hours * 3_600_000, handled })
  expect(secondsPerConversation([day(8, 16), day(8, 8), day(8, 32), day(8, 0), day(0, 5)])).toBe(1800)
  expect(secondsPerConversation([day(0, 5)])).toBeNull()
  expect([median([]), median([3]), median([4, 1, 2]), median([4, 1, 2, 3])]).toEqual([null, 3, 2, 2.5])
})

test.each([
  ['previous', { from: '2026-11-01', to: '2026-11-30' }, { from: '2026-10-02', to: '2026-10-31' }],
  ['previous', { from: '2026-11-21', to: '2026-11-21' }, { from: '2026-11-20', to: '2026-11-20' }],
  ['year', { from: '2024-02-29', to: '2024-03-31' }, { from: '2023-02-28', to: '2023-03-31' }],
  ['none', { from: '2026-11-01', to: '2026-11-30' }, null],
] as const)('compared with %s: %o', (compare, span, before) => {
  expect(comparedWith(span, compare)).toEqual(before)
})
