import { expect, test } from 'vitest'
import { deliveryAlert, healthOf } from './channel-health.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const well = {
  isActive: true,
  lastSentAt: '2026-11-21T11:58:00.000Z',
  lastReceivedAt: '2026-11-21T11:59:00.000Z',
  lastError: null,
  lastErrorAt: null,
  hourSent: 40,
  hourArrived: 39,
}

test.each([
  ['all is well', {}, 'good', /97.5%/],
  ['switched off', { isActive: false }, 'off', /Switched off/],
  ['too few arrive', { hourArrived: 30 }, 'warn', /Only 75%/],
  ['three messages tell nothing', { hourSent: 3, hourArrived: 0 }, 'good', /0%/],
  [
    'a fresh fault',
    { lastError: 'Token expired.', lastErrorAt: '2026-11-21T11:59:30.000Z' },
    'bad',
    /Token expired/,
  ],
  [
    'a fault that is over',
    { lastError: 'Token expired.', lastErrorAt: '2026-11-21T11:00:00.000Z' },
    'good',
    /97.5%/,
  ],
  [
    'an old fault without a sign of life since',
    { lastError: 'Gone.', lastErrorAt: '2026-11-20T11:00:00.000Z', lastSentAt: null, lastReceivedAt: null },
    'warn',
    /Gone/,
  ],
  [
    'never used',
    { lastSentAt: null, lastReceivedAt: null, hourSent: 0, hourArrived: 0 },
    'good',
    /nothing was sent/,
  ],
])('health of a channel: %s (ANLY-047)', (_, change, health, because) => {
  const found = healthOf({ ...well, ...change }, 90, now)
  expect(found.health).toBe(health)
  expect(found.because).toMatch(because)
})

test('the alert speaks of all channels together, below the limit, and of enough messages (ANLY-050)', () => {
  expect(
    deliveryAlert(
      [
        { hourSent: 10, hourArrived: 10 },
        { hourSent: 10, hourArrived: 7 },
      ],
      90,
    ),
  ).toEqual({
    percent: 85,
    below: 90,
    sent: 20,
  })
  expect(deliveryAlert([{ hourSent: 10, hourArrived: 9 }], 90)).toBeNull()
  expect(deliveryAlert([{ hourSent: 4, hourArrived: 0 }], 90)).toBeNull()
  expect(deliveryAlert([], 90)).toBeNull()
})
