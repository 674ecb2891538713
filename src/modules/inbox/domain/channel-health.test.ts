import { expect, test } from 'vitest'
import { channelHealth, deliveryPercent, type HealthFacts } from './channel-health.ts'

const now = '2026-11-26T10:00:00.000Z'
const well: HealthFacts = {
  isActive: true,
  isSandbox: false,
  lastError: null,
  lastReceivedAt: now,
  lastSentAt: now,
  lastHour: { sent: 100, delivered: 97, failed: 1 },
  alertPercent: 90,
  oldestWaitingAt: null,
  now,
}

test.each<[string, Partial<HealthFacts>, string, RegExp]>([
  ['works', {}, 'ok', /97%/],
  ['is switched off, whatever else', { isActive: false, lastError: 'Token expired' }, 'off', /off/],
  ['has a fault', { lastError: 'Token expired' }, 'fault', /Token expired/],
  ['delivers too few', { lastHour: { sent: 100, delivered: 89, failed: 11 } }, 'warning', /89%/],
  ['delivers just enough', { lastHour: { sent: 100, delivered: 90, failed: 10 } }, 'ok', /90%/],
  ['sent too few to tell', { lastHour: { sent: 19, delivered: 0, failed: 19 } }, 'ok', /Works/],
  ['lets messages wait', { oldestWaitingAt: '2026-11-26T09:40:00.000Z' }, 'warning', /20 minutes/],
  [
    'is new',
    { lastReceivedAt: null, lastSentAt: null, lastHour: { sent: 0, delivered: 0, failed: 0 } },
    'quiet',
    /No/,
  ],
  ['is a sandbox', { isSandbox: true }, 'ok', /Sandbox/],
])('INBX-018 a channel that %s', (_, facts, state, words) => {
  const health = channelHealth({ ...well, ...facts })
  expect(health.state).toBe(state)
  expect(health.words).toMatch(words)
})

test('a rate of nothing is none, not 0', () => {
  expect(deliveryPercent({ sent: 0, delivered: 0 })).toBeNull()
  expect(deliveryPercent({ sent: 3, delivered: 0 })).toBeNull()
  expect(deliveryPercent({ sent: 30, delivered: 0 })).toBe(0)
})
