import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf, inkOf } from './colour.ts'

test('black on white is 21:1, a colour on itself 1:1', () => {
  expect(contrastOf('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrastOf('#0F5C4D', '#0F5C4D')).toBe(1)
})

test('a colour that can be read stays as chosen', () => {
  expect(inkOf('#0F5C4D')).toBe('#0F5C4D')
})

test('IDEN-029 whatever colour is chosen, its ink reads on paper and under white text', () => {
  const anyColour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((number) => `#${number.toString(16).padStart(6, '0').toUpperCase()}`)
  fc.assert(
    fc.property(anyColour, (colour) => {
      const ink = inkOf(colour)
      return contrastOf(ink, '#FAF8F5') >= 4.5 && contrastOf(ink, '#FFFFFF') >= 4.5
    }),
  )
})
