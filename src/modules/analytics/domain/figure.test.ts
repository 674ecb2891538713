import { expect, test } from 'vitest'
import { average, changeOf, count, figureOf, share, thresholdOf, toneOf } from './figure.ts'

test('nothing to count is none, not zero; zero of something is zero', () => {
  expect(count(0)).toEqual({ value: null })
  expect(count(undefined)).toEqual({ value: null })
  expect(count(0, 12)).toEqual({ value: 0 })
  expect(share(0, 0).value).toBeNull()
  expect(share(0, 4)).toEqual({ value: 0, part: 0, whole: 4 })
  expect(average(0, 0).value).toBeNull()
  expect(average(90_000, 2, 1000).value).toBe(45)
})

test.each([
  ['count', 12, 10, 20],
  ['count', 10, 0, null],
  ['percent', 94.1, 94.7, -0.6],
  ['percent', 5, 0, 5],
  ['seconds', 90, 120, -25],
  ['money', null, 100, null],
  ['money', 100, null, null],
] as const)('a change of %s from %s against %s is %s (ANLY-033)', (unit, now, before, change) => {
  expect(changeOf(unit, now, before)).toBe(change)
})

const up = { better: 'up', warn: 95, bad: 90 } as const
const down = { better: 'down', warn: 900, bad: 3600 } as const

test.each([
  [96, up, 'good'],
  [95, up, 'good'],
  [94.9, up, 'warn'],
  [90, up, 'warn'],
  [89.9, up, 'bad'],
  [900, down, 'good'],
  [901, down, 'warn'],
  [3600, down, 'warn'],
  [3601, down, 'bad'],
  [null, up, 'none'],
  [5, undefined, 'none'],
] as const)('%s under thresholds %o is %s (ANLY-034)', (value, threshold, tone) => {
  expect(toneOf(value, threshold)).toBe(tone)
})

test('the organisation’s own threshold wins over the catalogue’s', () => {
  expect(thresholdOf('delivery_rate', {})).toEqual({ better: 'up', warn: 95, bad: 90 })
  expect(thresholdOf('delivery_rate', { delivery_rate: { better: 'up', warn: 99, bad: 98 } })?.warn).toBe(99)
  expect(thresholdOf('conversations', {})).toBeUndefined()
})

test('a shorter wait is better, more bookings are better, no change is neither', () => {
  const at = (key: 'response_time' | 'leads', now: number, before: number) =>
    figureOf(key, { value: now }, { previous: { value: before }, thresholds: {} }).isBetter
  expect(at('response_time', 60, 90)).toBe(true)
  expect(at('response_time', 90, 60)).toBe(false)
  expect(at('leads', 3, 2)).toBe(true)
  expect(at('leads', 2, 2)).toBeNull()
})
