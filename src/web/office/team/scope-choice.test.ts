import { expect, test } from 'vitest'
import { coveredAreas, scopeOfForm } from './scope-choice.ts'

const area = (id: string, postcode: string) => ({
  id,
  postcode,
  radiusKm: 5,
  lat: 51.5,
  lon: 0,
  approximate: false,
})
const staff = [
  { id: 'sam', name: 'Sam', areas: [area('1', 'N16 8JR'), area('2', 'E8 1EJ')] },
  { id: 'ana', name: 'Ana', areas: [area('3', 'N16 8JR')] },
  { id: 'kit', name: 'Kit', areas: [] },
]

test('areas of several people around one postcode are one area', () => {
  expect(coveredAreas(staff).map(({ postcode, people }) => [postcode, people.map(({ id }) => id)])).toEqual([
    ['E8 1EJ', ['sam']],
    ['N16 8JR', ['sam', 'ana']],
  ])
})

test('a ticked area limits to everybody who covers it, a ticked person is added to them', () => {
  expect(scopeOfForm({ areas: ['N16 8JR'] }, staff)).toEqual({ staffIds: ['sam', 'ana'], areaIds: [] })
  expect(scopeOfForm({ areas: ['N16 8JR'], staffIds: ['kit', 'sam'] }, staff)?.staffIds).toEqual([
    'kit',
    'sam',
    'ana',
  ])
})

test('nothing ticked lifts the limit', () => {
  expect(scopeOfForm({}, staff)).toBeNull()
  expect(scopeOfForm({ areas: ['SW1A 1AA'] }, staff)).toBeNull()
})
