import { describe, expect, test } from 'vitest'
import { dayHeading, shortTime } from './conversation-when.ts'

const now = '2026-11-26T14:02:07.000Z'

describe('times in a list', () => {
  test.each([
    ['2026-11-26T13:35:00Z', 'Europe/London', '13:35'],
    ['2026-11-25T15:45:00Z', 'Europe/London', 'Wed'],
    ['2026-11-12T18:20:00Z', 'Europe/London', '12 Nov'],
    ['2025-11-12T18:20:00Z', 'Europe/London', '12 Nov 25'],
    // Late in the evening in London is the next day in Kolkata.
    ['2026-11-25T19:00:00Z', 'Asia/Kolkata', '00:30'],
  ])('%s in %s is %s', (at, zone, words) => {
    expect(shortTime(at, now, zone, 'en-GB')).toBe(words)
  })
})

describe('days of a thread', () => {
  test.each([
    ['2026-11-26T00:10:00Z', 'Today'],
    ['2026-11-25T23:50:00Z', 'Yesterday'],
    ['2026-11-12T18:20:00Z', 'Thursday 12 November'],
    ['2025-11-12T18:20:00Z', 'Wednesday 12 November 2025'],
  ])('%s is %s', (at, words) => {
    expect(dayHeading(at, now, 'Europe/London', 'en-GB')).toBe(words)
  })
})
