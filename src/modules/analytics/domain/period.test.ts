import { expect, test } from 'vitest'
import { daysInMonth, daysOf } from './period.ts'

test.each([
  ['2026-02-27', '2026-03-01', ['2026-02-27', '2026-02-28', '2026-03-01']],
  ['2028-02-28', '2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
  ['2026-12-31', '2027-01-02', ['2026-12-31', '2027-01-01', '2027-01-02']],
  ['2026-11-21', '2026-11-21', ['2026-11-21']],
  ['2026-11-22', '2026-11-21', []],
])('the days from %s to %s are told one by one', (from, to, days) => {
  expect(daysOf({ from, to })).toEqual(days)
})

test('three years are as many days as the calendar has', () => {
  const days = daysOf({ from: '2025-01-01', to: '2027-12-31' })
  expect([days.length, days[364], days.at(-1)]).toEqual([1095, '2025-12-31', '2027-12-31'])
})

test.each([
  ['2026-02', 28],
  ['2028-02-10', 29],
  ['2026-12-31', 31],
])('%s has %i days in its month', (day, days) => {
  expect(daysInMonth(day)).toBe(days)
})
