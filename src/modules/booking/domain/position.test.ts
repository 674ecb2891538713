import { describe, expect, test } from 'vitest'
import { type PostcodeParts, parsePostcode } from '#values/postcode.ts'
import { choosePosition, positionKeys, type StoredPosition } from './position.ts'

const parts = (text: string) => parsePostcode(text) as PostcodeParts & { ok: true }
const file = (key: string, lat: number): StoredPosition => ({
  key,
  lat,
  lon: -0.07,
  city: null,
  from: 'file',
})
const service = (lat: number | null): StoredPosition => ({
  key: 'N16 8JR',
  lat,
  lon: lat && -0.07,
  city: lat ? 'London' : null,
  from: 'service',
})

describe('where a postcode is', () => {
  test.each<[string, StoredPosition[], number | null, string | null]>([
    ['the file wins', [file('N16 8JR', 51.1), service(51.2), file('N16 8', 51.3)], 51.1, 'imported'],
    ['then the service', [service(51.2), file('N16 8', 51.3)], 51.2, 'cached'],
    ['then the sector', [file('N16 8', 51.3), file('N16', 51.4)], 51.3, 'approximate'],
    ['then the outcode', [file('N16', 51.4)], 51.4, 'approximate'],
    ['then the area', [], 51.585, 'approximate'],
    ['the service knows that there is none', [service(null), file('N16', 51.4)], null, null],
    ['a file knows better than the service', [file('N16 8JR', 51.1), service(null)], 51.1, 'imported'],
  ])('%s', (_, stored, lat, source) => {
    const position = choosePosition(parts('n168jr'), stored)
    expect(position?.lat ?? null).toBe(lat)
    expect(position?.source ?? null).toBe(source)
  })

  test('the town is London where it is so throughout, else only what the service says', () => {
    expect(choosePosition(parts('N16 8JR'), [])?.city).toBe('London')
    expect(choosePosition(parts('LS1 4AP'), [])?.city).toBeNull()
  })

  test('keys go from exact to vague', () => {
    expect(positionKeys(parts('ec1a1bb'))).toEqual(['EC1A 1BB', 'EC1A 1', 'EC1A'])
  })
})
