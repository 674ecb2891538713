import { expect, test } from 'vitest'
import { MOST_TRIES, waitAfter } from './retry.ts'

test('NOTF-004 waits grow, and the tries are bounded', () => {
  const waits = Array.from({ length: MOST_TRIES - 1 }, (_, index) => waitAfter(index + 1))
  expect(waits.every((wait, index) => wait !== null && wait > (waits[index - 1] ?? 0))).toBe(true)
  expect(waitAfter(MOST_TRIES)).toBeNull()
})
