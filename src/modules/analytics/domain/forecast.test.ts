import { expect, test } from 'vitest'
import { addDays } from '#values/zone.ts'
import { forecastLoad, type HourCount } from './forecast.ts'

/** Weeks of the same pattern before Monday 16 November 2026; the busiest hour is Tuesday from ten. */
function history(weeks: number, factor: (week: number) => number = () => 1): HourCount[] {
  const hours: HourCount[] = []
  for (let week = 1; week <= weeks; week++) {
    for (let weekday = 0; weekday < 7; weekday++) {
      for (let hour = 8; hour < 18; hour++) {
        const busy = weekday === 1 && hour === 10 ? 20 : 5
        hours.push({ day: addDays('2026-11-16', weekday - 7 * week), hour, incoming: busy * factor(week) })
      }
    }
  }
  return hours
}

const monday = Date.parse('2026-11-16T20:30:00Z')

test('a week that repeats is foretold without error, and its peak is the busiest hour ahead (ANLY-057)', () => {
  const forecast = forecastLoad({ zone: 'Europe/London', now: monday, hours: history(12) })!
  expect(forecast.errorPercent).toBe(0)
  expect(forecast.testedWeeks).toBe(4)
  expect(forecast.nextPeakAt).toBe('2026-11-17T10:00:00.000Z')
  expect(forecast.nextPeakExpected).toBe(20)
  expect(forecast.hours).toHaveLength(24)
  expect(forecast.hours[0]).toEqual({ at: '2026-11-16T21:00:00.000Z', expected: 0 })
})

test('later weeks weigh more: growth pulls the expectation above the plain mean, and the error says how far off', () => {
  const growing = forecastLoad({
    zone: 'Europe/London',
    now: monday,
    hours: history(12, (week) => 13 - week),
  })!
  const mean = (20 * (12 + 11 + 10 + 9 + 8 + 7 + 6 + 5)) / 8
  expect(growing.nextPeakExpected).toBeGreaterThan(mean)
  expect(growing.errorPercent).toBeGreaterThan(5)
})

test('without two weeks of history, or without a message in the tested weeks, there is no forecast', () => {
  expect(forecastLoad({ zone: 'Europe/London', now: monday, hours: history(1) })).toBeNull()
  expect(forecastLoad({ zone: 'Europe/London', now: monday, hours: [] })).toBeNull()
  expect(forecastLoad({ zone: 'Europe/London', now: monday, hours: history(2) })?.testedWeeks).toBe(1)
})

test('today is no history: it is not over', () => {
  const hours = [...history(3), { day: '2026-11-16', hour: 10, incoming: 999 }]
  expect(forecastLoad({ zone: 'Europe/London', now: monday, hours })?.nextPeakExpected).toBe(20)
})

test('hours are those of the clock: in Kolkata they begin on the half hour of UTC', () => {
  const now = Date.parse('2026-11-16T15:10:00Z')
  const forecast = forecastLoad({ zone: 'Asia/Kolkata', now, hours: history(6) })!
  expect(forecast.hours[0]!.at).toBe('2026-11-16T15:30:00.000Z')
  expect(forecast.nextPeakAt).toBe('2026-11-17T04:30:00.000Z')
})
