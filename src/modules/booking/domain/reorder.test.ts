import { expect, test } from 'vitest'
import { reordered } from './reorder.ts'

test.each([
  ['the whole list', 'abcd', 'dcba', 'dcba'],
  ['a part keeps its places', 'abcdef', 'eca', 'ebcdaf'],
  ['one alone stays', 'abc', 'b', 'abc'],
  ['strangers and repeats are ignored', 'abc', 'czcba', 'cba'],
])('%s', (_, all, wanted, expected) => {
  expect(reordered([...all], [...wanted]).join('')).toBe(expected)
})
