import { expect, test } from 'vitest'
import { stretchesOf } from './stretches.ts'

const one = (day: string, reason = 'Holiday', hours: { from: string; to: string }[] = []) => ({
  id: day,
  day,
  hours,
  reason,
})

test('days in a row with the same hours and reason are one stretch', () => {
  const half = [{ from: '09:00', to: '12:00' }]
  const stretches = stretchesOf([
    one('2026-11-30'),
    one('2026-12-01'),
    one('2026-12-02', 'Course'),
    one('2026-12-03', 'Course', half),
    one('2026-12-04', 'Course', half),
    one('2026-12-06', 'Course', half),
  ])
  expect(stretches.map(({ day, untilDay, days }) => [day, untilDay, days])).toEqual([
    ['2026-11-30', '2026-12-01', 2],
    ['2026-12-02', '2026-12-02', 1],
    ['2026-12-03', '2026-12-04', 2],
    ['2026-12-06', '2026-12-06', 1],
  ])
  expect(stretchesOf([])).toEqual([])
})
