import { expect, test } from 'vitest'
import { needleOf } from './needle.ts'

test.each([
  ['Hannah', 'Hannah'],
  ['  N16 8JR ', 'N16 8JR'],
  ['07700 900142', '7700900142'],
  ['+44 7700 900142', '447700900142'],
  ['(020) 7946-0001', '2079460001'],
  ['100%_done\\', '100\\%\\_done\\\\'],
  ['12', '12'],
])('%s is looked for as %s', (typed, needle) => {
  expect(needleOf(typed)).toBe(needle)
})
