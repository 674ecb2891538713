import { expect, test } from 'vitest'
import { distanceKm } from '#values/geo.ts'
import { coverageKm } from './coverage.ts'

const stokeNewington = { lat: 51.562, lon: -0.073 }
const brixton = { lat: 51.457, lon: -0.116 }
const apart = distanceKm(stokeNewington, brixton)

test.each([
  [
    'the nearest of two that reach',
    [
      { ...brixton, radiusKm: 20 },
      { ...stokeNewington, radiusKm: 5 },
    ],
    0,
  ],
  ['one that reaches from afar', [{ ...brixton, radiusKm: 15 }], apart],
  ['the edge belongs to the area', [{ ...brixton, radiusKm: apart }], apart],
  ['too far', [{ ...brixton, radiusKm: 5 }], null],
  ['no areas at all', [], null],
])('a person covers a postcode inside one of their circles: %s (BOOK-016)', (_, areas, km) => {
  expect(coverageKm(areas, stokeNewington)).toBe(km)
})
