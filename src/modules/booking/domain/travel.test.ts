import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { busyTime, travelPlan, wayFrom, wayMinutes } from './travel.ts'

const pace = { speedKmh: 30, detourFactor: 1.3 }
const zone = 'Europe/London'
const home = { lat: 51.561, lon: -0.073 }
const far = { lat: 51.456, lon: -0.193 }
const stop = (from: string, to: string, place = home) => ({ startsAt: from, endsAt: to, ...place })
const way = wayMinutes(home, far, pace)

describe('the way before a visit', () => {
  const visit = { startsAt: '2026-11-30T10:00:00.000Z', ...far }

  test.each([
    ['nothing before it: from home', null, 0],
    ['earlier that day', stop('2026-11-30T07:00:00.000Z', '2026-11-30T08:00:00.000Z'), way],
    ['the day before: from home', stop('2026-11-29T10:00:00.000Z', '2026-11-29T11:00:00.000Z'), 0],
    ['at the same place', stop('2026-11-30T07:00:00.000Z', '2026-11-30T08:00:00.000Z', far), 0],
  ])('%s', (_, previous, minutes) => {
    expect(wayFrom(previous, visit, zone, pace)).toBe(minutes)
  })

  test('a night shift goes on over midnight', () => {
    const late = stop('2026-11-29T22:00:00.000Z', '2026-11-29T23:30:00.000Z')
    expect(wayFrom(late, { ...visit, startsAt: '2026-11-30T00:30:00.000Z' }, zone, pace)).toBe(way)
  })
})

test('a visit between two others changes the way to both; taking it out leads from the first to the last', () => {
  const previous = stop('2026-11-30T08:00:00.000Z', '2026-11-30T09:00:00.000Z')
  const visit = stop('2026-11-30T10:00:00.000Z', '2026-11-30T11:00:00.000Z', far)
  const next = stop('2026-11-30T13:00:00.000Z', '2026-11-30T14:00:00.000Z')
  expect(travelPlan({ previous, visit, next }, zone, pace)).toEqual({ before: way, beforeNext: way })
  expect(travelPlan({ previous, visit: null, next }, zone, pace)).toEqual({ before: 0, beforeNext: 0 })
  expect(travelPlan({ previous: null, visit, next: null }, zone, pace)).toEqual({
    before: 0,
    beforeNext: null,
  })
})

test('the way there is never longer over a place between than it takes in two legs', () => {
  const place = fc.record({
    lat: fc.double({ min: 50, max: 58, noNaN: true }),
    lon: fc.double({ min: -5, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, place, (a, b, c) => {
      const direct = wayMinutes(a, c, pace)
      expect(direct).toBeLessThanOrEqual(wayMinutes(a, b, pace) + wayMinutes(b, c, pace))
      expect(wayMinutes(c, a, pace)).toBe(direct)
    }),
  )
})

test('busy time is the visit, its buffers and the way there', () => {
  const visit = { startsAt: '2026-11-30T10:00:00.000Z', endsAt: '2026-11-30T11:00:00.000Z' }
  const minutes = { bufferBeforeMinutes: 10, bufferAfterMinutes: 5, travelBeforeMinutes: 20 }
  expect(busyTime({ ...visit, ...minutes })).toEqual({
    busyFrom: '2026-11-30T09:30:00.000Z',
    busyTo: '2026-11-30T11:05:00.000Z',
  })
})
