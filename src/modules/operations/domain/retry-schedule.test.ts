import { expect, test } from 'vitest'
import { MOST_TRIES, nextStep, PAUSES } from './retry-schedule.ts'

test.each([
  ['a 200', 1, { status: 200 }, { status: 'delivered' }],
  ['a 204 on the last try', 8, { status: 204 }, { status: 'delivered' }],
  ['a first 500', 1, { status: 500 }, { status: 'waiting', pauseSeconds: 30 }],
  ['a first timeout', 1, { status: null }, { status: 'waiting', pauseSeconds: 30 }],
  ['a redirect, which is not followed', 2, { status: 302 }, { status: 'waiting', pauseSeconds: 120 }],
  ['a 404, for addresses are repaired', 7, { status: 404 }, { status: 'waiting', pauseSeconds: 86_400 }],
  ['the last 500', 8, { status: 500 }, { status: 'failed' }],
  ['gone for good', 1, { status: 410 }, { status: 'failed' }],
  ['"come back in 5 minutes"', 1, { status: 429, retryAfter: 300 }, { status: 'waiting', pauseSeconds: 300 }],
  ['"come back next year"', 1, { status: 503, retryAfter: 3e7 }, { status: 'waiting', pauseSeconds: 86_400 }],
] as const)('%s', (_case, tries, outcome, expected) => expect(nextStep(tries, outcome)).toEqual(expected))

test('pauses grow, and there are eight tries', () => {
  expect([...PAUSES].sort((a, b) => a - b)).toEqual([...PAUSES])
  expect(MOST_TRIES).toBe(8)
})
