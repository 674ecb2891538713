import { expect, test } from 'vitest'
import { describeEvents, formatBytes, formatMs, formatSeconds, formatShare } from './words.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [84_000_000, '84.0 MB'],
  [840_000_000, '840 MB'],
  [1.25e9, '1.3 GB'],
  [3e15, '3000 TB'],
])('%d bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words))

test.each([
  [null, '–'],
  [0.42, '0.4 ms'],
  [140.4, '140 ms'],
  [2_100, '2.1 s'],
])('%d ms are %s', (ms, words) => expect(formatMs(ms)).toBe(words))

test.each([
  [null, '–'],
  [0, '0%'],
  [0.0012, '0.12%'],
  [0.973, '97.3%'],
  [1, '100%'],
])('the share %d is %s', (share, words) => expect(formatShare(share)).toBe(words))

test.each([
  [12, '12 s'],
  [240, '4 min'],
  [12_000, '3 h 20 min'],
])('%d seconds are %s', (seconds, words) => expect(formatSeconds(seconds)).toBe(words))

test('a subscription is described shortly', () => {
  expect(describeEvents(['*'])).toBe('Every event')
  expect(describeEvents(['booking.appointment_booked'])).toBe('booking.appointment_booked')
  expect(describeEvents(['a.b', 'a.c'])).toBe('2 events')
})
