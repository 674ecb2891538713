import { expect, test } from 'vitest'
import { readNeedle } from './needle.ts'

test.each([
  ['  limescale ', { text: 'limescale', contact: 'limescale', number: null }],
  ['50%_off\\', { text: '50\\%\\_off\\\\', contact: '50\\%\\_off\\\\', number: null }],
  ['07700 900142', { text: '07700 900142', contact: '7700900142', number: null }],
  ['+44 7700 900142', { text: '+44 7700 900142', contact: '447700900142', number: null }],
  ['#1042', { text: '#1042', contact: '#1042', number: 1042 }],
  ['1042', { text: '1042', contact: '1042', number: 1042 }],
  ['12', { text: '12', contact: '12', number: 12 }],
])('%s', (typed, needle) => expect(readNeedle(typed)).toEqual(needle))
