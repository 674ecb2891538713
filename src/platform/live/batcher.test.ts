import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBatcher } from './batcher.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const make = (firstMs = 10, mostMs = 50) => {
  const handed: string[] = []
  const batcher = createBatcher<number>({ firstMs, mostMs }, (key, items) =>
    handed.push(`${key}:${items.join('+')}`),
  )
  return { batcher, handed }
}

test('after a quiet time an item leaves at once', () => {
  const { batcher, handed } = make()
  batcher.add('a', [1])
  vi.advanceTimersByTime(0)
  expect(handed).toEqual(['a:1'])
})

test('what comes within the pause leaves together, keys on their own', () => {
  const { batcher, handed } = make()
  batcher.add('a', [1])
  vi.advanceTimersByTime(1)
  batcher.add('a', [2])
  batcher.add('a', [3])
  batcher.add('b', [9])
  vi.advanceTimersByTime(9)
  expect(handed).toEqual(['a:1', 'b:9', 'a:2+3'])
})

test('under a lasting burst the pause grows to its limit and no further', () => {
  const { batcher, handed } = make()
  for (let ms = 0; ms < 500; ms++) {
    batcher.add('a', [ms])
    vi.advanceTimersByTime(1)
  }
  // 0, +10, +20, +40, then every 50 ms.
  expect(handed.length).toBeGreaterThanOrEqual(12)
  expect(handed.length).toBeLessThanOrEqual(14)
  vi.advanceTimersByTime(60)
  const all = handed.flatMap((line) => line.slice(2).split('+').map(Number))
  expect(all).toEqual(Array.from({ length: 500 }, (_, i) => i))
})

test('draining hands over what waits, stopping forgets it', () => {
  const { batcher, handed } = make()
  batcher.add('a', [1])
  batcher.drain()
  expect(handed).toEqual(['a:1'])
  batcher.add('a', [2])
  batcher.stop()
  vi.advanceTimersByTime(1_000)
  expect(handed).toEqual(['a:1'])
})
