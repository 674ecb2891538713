import { expect, test } from 'vitest'
import { WeeklyHours } from '#values/business-hours.ts'
import { mondayOf, workMinutes, workWeek } from './week.ts'

const nine = [{ from: '09:00', to: '17:00' }]
const weekly = WeeklyHours.parse({ monday: nine, tuesday: nine, friday: nine })

test('exceptions win over closed days, closed days over weekly hours', () => {
  const overrides = [
    { day: '2026-11-23', hours: [], reason: 'Away' },
    { day: '2026-11-27', hours: [{ from: '10:00', to: '12:00' }], reason: '' },
  ]
  const holidays = [
    { day: '2026-11-24', name: 'Stocktaking' },
    { day: '2026-11-27', name: 'Party' },
  ]
  const days = workWeek({ weekly, overrides }, '2026-11-23', holidays)
  expect(days.map(({ openings, exception }) => [openings.length, exception])).toEqual([
    [0, 'Away'],
    [0, 'Stocktaking'],
    [0, null],
    [0, null],
    [1, 'Exception'],
    [0, null],
    [0, null],
  ])
  expect(workMinutes(days)).toBe(120)
  expect(workMinutes(workWeek({ weekly, overrides: [] }, '2026-11-23'))).toBe(1440)
})

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => expect(mondayOf(day)).toBe(monday))
