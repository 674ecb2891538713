import { expect, test } from 'vitest'
import { blocksOf, widened } from './diary.ts'
import { wayMinutes } from './travel.ts'

const pace = { speedKmh: 30, detourFactor: 1.3 }
const here = { lat: 51.561, lon: -0.073 }
const there = { lat: 51.456, lon: -0.193 }
const visits = Float64Array.of(
  1_000_000,
  4_600_000,
  there.lat,
  there.lon,
  9_000_000,
  9_600_000,
  here.lat,
  here.lon,
)
const way = wayMinutes(here, there, pace)

test('seen from a place, a visit elsewhere is longer by the way at both ends, and one at the place is not', () => {
  const pairs = widened(visits, here, pace)
  expect([...pairs]).toEqual([1_000_000 - way * 60_000, 4_600_000 + way * 60_000, 9_000_000, 9_600_000])
})

test('blocks keep time and way apart, and only those of the range are made', () => {
  expect(blocksOf(visits, here, pace, { from: 0, to: 5_000_000 })).toEqual([
    { startsAt: 1_000_000, endsAt: 4_600_000, travelBeforeMinutes: way, travelAfterMinutes: way },
  ])
})
