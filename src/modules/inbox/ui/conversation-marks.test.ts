import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedPieces } from './conversation-marks.ts'

const shown = (text: string, q: string, isShort = false) =>
  markedPieces(text, q, isShort)
    .map(({ text: piece, isMatch }) => (isMatch ? `[${piece}]` : piece))
    .join('')

test.each<[text: string, q: string, shown: string]>([
  ['The key is under the mat', 'KEY', 'The [key] is under the mat'],
  ['José has the key', 'jose key', '[José] has the [key]'],
  ['The same key and the key', 'key', 'The same [key] and the [key]'],
  ['50% off (really)', '50% (', '[50%] off [(]really)'],
  ['Nothing of it', 'piano', 'Nothing of it'],
  ['Is this it', 'is', '[Is] this it'],
  ['+44 7700 900142', '7700 900142', '+44 [7700] [900142]'],
])('%s, searched for %s (INBX-016)', (text, q, expected) => {
  expect(shown(text, q)).toBe(expected)
})

test('in a narrow row the match stands near the start, and no word is cut in two', () => {
  const text = 'We spoke of so many things, and in the end about aunt Bertha’s piano'
  expect(shown(text, 'piano', true)).toBe('…Bertha’s [piano]')
  expect(shown('The key', 'key', true)).toBe('The [key]')
})

test('nothing of the text is lost or doubled, whatever is searched for', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 20 }), (text, q) => {
      expect(
        markedPieces(text, q)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
