import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grown, percentile } from './percentile.ts'

const bounds = [0.1, 0.2, 0.5]

test.each([
  ['nothing observed', [0, 0, 0, 0], 0.5, null],
  ['all in the first bucket', [10, 0, 0, 0], 0.5, 0.05],
  ['half in each of two', [10, 10, 0, 0], 0.5, 0.1],
  ['95th of two buckets', [90, 10, 0, 0], 0.95, 0.15],
  ['empty buckets are passed over', [10, 0, 10, 0], 0.75, 0.35],
  ['beyond the last bound', [0, 0, 0, 5], 0.95, 0.5],
] as const)('%s', (_case, counts, q, expected) => {
  const value = percentile({ bounds, counts }, q)
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 10)
})

test('a higher share is never a smaller value', () => {
  const counts = fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(
      counts,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((q) =>
          percentile({ bounds, counts: all }, q),
        )
        expect(low ?? 0).toBeLessThanOrEqual((high ?? 0) + 1e-9)
      },
    ),
  )
})

test('readings after a restart count from zero instead of going below it', () => {
  expect(grown([5, 5], [7, 6])).toEqual([2, 1])
  expect(grown([5, 5], [1, 6])).toEqual([1, 6])
  expect(grown([], [3, 4])).toEqual([3, 4])
})
