import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  contains,
  intersect,
  intersection,
  isEmpty,
  merge,
  overlaps,
  subtract,
  totalMs,
} from './time-range.ts'

const range = fc.record({ from: fc.nat(60), to: fc.nat(60) })
const ranges = fc.array(range, { maxLength: 8 })
const points = Array.from({ length: 61 }, (_, i) => i)
const covers = (set: { from: number; to: number }[], point: number) =>
  set.some((part) => contains(part, point))

function expectTidy(set: { from: number; to: number }[]) {
  expect(set.every((part) => !isEmpty(part))).toBe(true)
  for (let i = 1; i < set.length; i++) expect(set[i]!.from).toBeGreaterThan(set[i - 1]!.to)
}

test('touching ranges share no time; ISO instants compare as text', () => {
  const morning = { from: '2026-11-23T09:00:00.000Z', to: '2026-11-23T12:00:00.000Z' }
  const noon = { from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T13:00:00.000Z' }
  expect(overlaps(morning, noon)).toBe(false)
  expect(merge([noon, morning])).toEqual([{ from: morning.from, to: noon.to }])
  expect(contains(morning, morning.from)).toBe(true)
  expect(contains(morning, morning.to)).toBe(false)
})

test('a range inside another is contained, an empty one is not', () => {
  expect(contains({ from: 1, to: 9 }, { from: 1, to: 9 })).toBe(true)
  expect(contains({ from: 1, to: 9 }, { from: 0, to: 3 })).toBe(false)
  expect(contains({ from: 1, to: 9 }, { from: 4, to: 4 })).toBe(false)
})

test('every operation means what it means point by point, and its answer is sorted and disjoint', () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const [merged, rest, both] = [merge(a), subtract(a, b), intersect(a, b)]
      for (const set of [merged, rest, both]) expectTidy(set)
      for (const point of points) {
        expect(covers(merged, point)).toBe(covers(a, point))
        expect(covers(rest, point)).toBe(covers(a, point) && !covers(b, point))
        expect(covers(both, point)).toBe(covers(a, point) && covers(b, point))
      }
      expect(totalMs(rest) + totalMs(both)).toBe(totalMs(a))
    }),
  )
})

test('overlap is symmetric and agrees with the intersection', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(overlaps(a, b)).toBe(overlaps(b, a))
      expect(intersection(a, b) !== undefined).toBe(overlaps(a, b))
    }),
  )
})

test('the input is left as it was', () => {
  const input = [
    { from: 3, to: 5 },
    { from: 1, to: 4 },
  ]
  merge(input)
  expect(input).toEqual([
    { from: 3, to: 5 },
    { from: 1, to: 4 },
  ])
})
