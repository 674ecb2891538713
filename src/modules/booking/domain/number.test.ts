import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NUMBER_ALPHABET, numberPrefix, orderNumber, readOrderNumber } from './number.ts'

test.each([
  ['Bright Rooms', 'BR'],
  ['Bright Rooms of London Ltd', 'BR'],
  ['Äpfel & Söhne', 'AS'],
  ['Shine', 'SH'],
  ['7 Stars', 'ST'],
  ['清洁', 'XX'],
])('the prefix of %s is %s', (name, prefix) => {
  expect(numberPrefix(name)).toBe(prefix)
})

test('numbers have no letters or digits that sound or look alike, and survive being read out', () => {
  expect(NUMBER_ALPHABET).toHaveLength(31)
  expect(NUMBER_ALPHABET).not.toMatch(/[01OIL]/)
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }), (picks) => {
      let next = 0
      const number = orderNumber('Bright Rooms', () => picks[next++]!)
      expect(number).toMatch(/^BR-[A-HJKMNP-Z2-9]{6}$/)
      expect(readOrderNumber(` ${number.toLowerCase().replace('-', ' ')} `)).toBe(number)
    }),
  )
})
