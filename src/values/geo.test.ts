import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceKm, GeoPoint, travelMinutes } from './geo.ts'

const london = { lat: 51.5074, lon: -0.1278 }
const edinburgh = { lat: 55.9533, lon: -3.1883 }
const pace = { detourFactor: 1.3, speedKmh: 30 }
const place = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('London to Edinburgh is 534 km of air', () => {
  expect(distanceKm(london, edinburgh)).toBeCloseTo(534, 0)
})

test('over the date line and half round the Earth', () => {
  expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.2, 1)
  expect(distanceKm({ lat: 90, lon: 0 }, { lat: -90, lon: 0 })).toBeCloseTo(20_015, 0)
})

test('distance is symmetric, never negative, and no detour is shorter', () => {
  fc.assert(
    fc.property(place, place, place, (a, b, c) => {
      expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6)
      expect(distanceKm(a, a)).toBe(0)
      expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-6)
    }),
  )
})

test('travel is rounded up to whole minutes; the same place is 0', () => {
  expect(travelMinutes(0, pace)).toBe(0)
  expect(travelMinutes(10, { detourFactor: 1, speedKmh: 30 })).toBe(20)
  expect(travelMinutes(10.01, { detourFactor: 1, speedKmh: 30 })).toBe(21)
  expect(travelMinutes(5, pace)).toBe(13)
  expect(travelMinutes(0.01, pace)).toBe(1)
})

test('points off the map are refused', () => {
  expect(GeoPoint.safeParse({ lat: 91, lon: 0 }).success).toBe(false)
  expect(GeoPoint.safeParse({ lat: 0, lon: -181 }).success).toBe(false)
})
