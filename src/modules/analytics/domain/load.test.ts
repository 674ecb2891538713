import { expect, test } from 'vitest'
import { heatmapOf, hoursOfDay, hoursSeen, openHours, peaksOf } from './load.ts'

const HOUR = 3_600_000

test.each([
  ['Europe/London', '2026-03-29', 23],
  ['Europe/London', '2026-10-25', 25],
  ['Asia/Kolkata', '2026-03-29', 24],
  ['Australia/Lord_Howe', '2026-04-05', 25],
  ['Australia/Lord_Howe', '2026-10-04', 24],
])('in %s the %s has %i hours on the clock', (zone, day, count) => {
  expect(hoursOfDay(zone, day)).toHaveLength(count)
})

test('hours of a day follow one another and begin where the clock says so', () => {
  const hours = hoursOfDay('Asia/Kolkata', '2026-06-01')
  expect(new Date(hours[0]!).toISOString()).toBe('2026-05-31T18:30:00.000Z')
  expect(hours.every((at, i) => i === 0 || at - hours[i - 1]! === HOUR)).toBe(true)
})

test('how often an hour of the week has been: the skipped one is missing, the repeated one counts twice', () => {
  const later = Date.parse('2027-01-01T00:00:00Z')
  const spring = hoursSeen('Europe/London', ['2026-03-28', '2026-03-29', '2026-03-30'], later)
  expect(spring.get('7-0')).toBe(1)
  expect(spring.has('7-1')).toBe(false)
  expect(hoursSeen('Europe/London', ['2026-10-25'], later).get('7-1')).toBe(2)
})

test('of today only the hours that have begun count', () => {
  const seen = hoursSeen('Europe/London', ['2026-11-20', '2026-11-21'], Date.parse('2026-11-21T09:15:00Z'))
  expect(seen.get('6-9')).toBe(1)
  expect(seen.has('6-10')).toBe(false)
  expect(seen.get('5-23')).toBe(1)
})

test('the heatmap shows averages; closed and silent, or never been, is none; open and silent is zero (ANLY-056)', () => {
  const open = openHours({ monday: [{ from: '09:00', to: '17:00' }] })
  const seen = new Map([
    ['1-9', 4],
    ['1-10', 4],
    ['1-20', 4],
    ['1-21', 4],
  ])
  const map = heatmapOf(
    [
      { weekday: 1, hour: 9, incoming: 10 },
      { weekday: 1, hour: 20, incoming: 1 },
    ],
    seen,
    open,
  )
  const at = (weekday: number, hour: number) =>
    map.find((one) => one.weekday === weekday && one.hour === hour)?.value
  expect(map).toHaveLength(168)
  expect([at(1, 9), at(1, 10), at(1, 20), at(1, 21), at(2, 9)]).toEqual([2.5, 0, 0.25, null, null])
})

test('an hour that is open in part is open', () => {
  const open = openHours({ tuesday: [{ from: '08:30', to: '12:15' }] })
  expect([7, 8, 12, 13].map((hour) => open({ weekday: 2, hour }))).toEqual([false, true, true, false])
})

test.each([
  ['one stands out', [1, 1, 1, 1, 9, 1, 1], [4]],
  ['two stand out', [1, 9, 1, 1, 9, 1, 1, 1, 1, 1, 1, 1], [1, 4]],
  ['all the same', [3, 3, 3], []],
  ['gaps are no peaks', [null, 2, null, 8], [3]],
  ['nothing at all', [null, null], []],
])('peaks: %s (ANLY-053)', (_, values, peaks) => {
  expect(peaksOf(values).flatMap((isPeak, i) => (isPeak ? [i] : []))).toEqual(peaks)
})
