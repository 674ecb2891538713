import { expect, test } from 'vitest'
import { mapOf } from './area-map.ts'

const n16 = { lat: 51.562, lon: -0.073, radiusKm: 5 }

test('one circle stands in the middle with a margin, and a kilometre is a kilometre both ways', () => {
  const map = mapOf([n16], 360)
  const middle = map.at(n16)
  expect(middle.x).toBeCloseTo(180)
  expect(middle.y).toBeCloseTo(180)
  expect(map.pixelsPerKm * 10).toBeCloseTo(360 / 1.12)
  const north = map.at({ lat: n16.lat + 1 / 111.195, lon: n16.lon })
  const east = map.at({ lat: n16.lat, lon: n16.lon + 1 / (111.195 * Math.cos((n16.lat * Math.PI) / 180)) })
  expect(middle.y - north.y).toBeCloseTo(map.pixelsPerKm)
  expect(east.x - middle.x).toBeCloseTo(map.pixelsPerKm)
})

test.each([
  [0.5, 0.2],
  [5, 2],
  [10, 5],
  [40, 20],
])('a circle of %d km has a scale of %d km', (radiusKm, scaleKm) => {
  expect(mapOf([{ ...n16, radiusKm }], 360).scaleKm).toBe(scaleKm)
})

test('two places lie north up, east right', () => {
  const map = mapOf([n16, { lat: 51.5, lon: 0, radiusKm: 1 }], 360)
  expect(map.at(n16).y).toBeLessThan(map.at({ lat: 51.5, lon: 0 }).y)
  expect(map.at(n16).x).toBeLessThan(map.at({ lat: 51.5, lon: 0 }).x)
})
