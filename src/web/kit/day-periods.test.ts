import { expect, test } from 'vitest'
import { daysOfPeriod, type PeriodKey, periodOf } from './day-periods.ts'

test.each<[PeriodKey, string, string, string]>([
  ['today', '2026-11-26', '2026-11-26', '2026-11-26'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['7d', '2026-11-26', '2026-11-20', '2026-11-26'],
  ['30d', '2026-11-26', '2026-10-28', '2026-11-26'],
  ['90d', '2026-11-26', '2026-08-29', '2026-11-26'],
  ['month', '2026-11-26', '2026-11-01', '2026-11-26'],
  ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last-month', '2026-01-05', '2025-12-01', '2025-12-31'],
  ['year', '2026-11-26', '2026-01-01', '2026-11-26'],
])('%s on %s is %s to %s', (key, today, from, to) => {
  expect(daysOfPeriod(key, today)).toEqual({ from, to })
})

test('a kept link without days moves on with time', () => {
  const search = new URLSearchParams('period=7d')
  expect(periodOf(search, '2026-11-26').to).toBe('2026-11-26')
  expect(periodOf(search, '2026-12-01').to).toBe('2026-12-01')
})

test('days chosen by hand win, also when they stand the wrong way round', () => {
  const search = new URLSearchParams('period=7d&from=2026-11-10&to=2026-11-01')
  expect(periodOf(search, '2026-11-26')).toMatchObject({ key: null, from: '2026-11-01', to: '2026-11-10' })
})

test.each(['', 'period=nonsense', 'from=2026-11-01', 'from=x&to=y'])(
  '%j falls back to the last 30 days',
  (query) => {
    expect(periodOf(new URLSearchParams(query), '2026-11-26').key).toBe('30d')
  },
)
