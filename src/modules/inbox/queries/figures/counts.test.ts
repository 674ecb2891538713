import { expect, test } from 'vitest'
import { eachCount } from './counts.ts'

test.each([
  ['{}', '{}', []],
  ['{0}', '{7}', [[0, 7]]],
  [
    '{3,14,250}',
    '{1,20,100000}',
    [
      [3, 1],
      [14, 20],
      [250, 100_000],
    ],
  ],
])('the lists %s and %s are read pair by pair', (keys, counts, pairs) => {
  const found: number[][] = []
  eachCount(keys, counts, (key, count) => found.push([key, count]))
  expect(found).toEqual(pairs)
})
