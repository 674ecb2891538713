import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Cache, createCache } from './cache.ts'
import { createLog } from './log.ts'
import { openRedis } from './redis.ts'
import { startRespServer } from './testing/resp-server.ts'

const server = await startRespServer()
const log = createLog({ env: 'test', logLevel: 'silent' })
const connections: ReturnType<typeof openRedis>[] = []
const connect = () => {
  const redis = openRedis(server.url, log)
  connections.push(redis)
  return redis
}

afterAll(async () => {
  for (const redis of connections) redis.disconnect()
  await server.close()
})
afterEach(() => void vi.useRealTimers())

const kinds: [string, () => Cache][] = [
  ['in the process', () => createCache()],
  ['with Redis behind it', () => createCache(connect())],
]

describe.each(kinds)('a cache %s', (_name, make) => {
  let org: string
  let loads: number
  const load = async () => ({ figure: ++loads })
  beforeEach(() => {
    org = crypto.randomUUID()
    loads = 0
  })

  test('answers again without loading, and counts hits and misses (PLAT-058, PLAT-108)', async () => {
    const cache = make()
    expect(await cache.remember(org, 'kpi', ['appointments'], 30, load)).toEqual({ figure: 1 })
    expect(await cache.remember(org, 'kpi', ['appointments'], 30, load)).toEqual({ figure: 1 })
    expect(cache.counts).toEqual({ hits: 1, misses: 1 })
  })

  test('many at once load once', async () => {
    const cache = make()
    await Promise.all(Array.from({ length: 20 }, () => cache.remember(org, 'kpi', ['a'], 30, load)))
    expect(loads).toBe(1)
  })

  test('organisations, names and their data are kept apart (PLAT-059)', async () => {
    const cache = make()
    await cache.remember(org, 'kpi', ['a'], 30, load)
    await cache.remember(crypto.randomUUID(), 'kpi', ['a'], 30, load)
    await cache.remember(org, 'other', ['a'], 30, load)
    expect(loads).toBe(3)
  })

  test('a change of a topic forgets what depends on it, and only that (PLAT-060, PLAT-122)', async () => {
    const cache = make()
    await cache.remember(org, 'kpi', ['appointments', 'payments'], 30, load)
    await cache.remember(org, 'staff', ['staff'], 30, load)
    cache.changed(org, ['payments'])
    await vi.waitFor(async () => {
      expect(await cache.remember(org, 'kpi', ['appointments', 'payments'], 30, load)).toEqual({ figure: 3 })
    })
    expect(await cache.remember(org, 'staff', ['staff'], 30, load)).toEqual({ figure: 2 })
  })

  test('a change in another organisation forgets nothing here', async () => {
    const cache = make()
    await cache.remember(org, 'kpi', ['a'], 30, load)
    cache.changed(crypto.randomUUID(), ['a'])
    await cache.remember(org, 'kpi', ['a'], 30, load)
    expect(loads).toBe(1)
  })

  test('a failed load is not remembered', async () => {
    const cache = make()
    const failing = () => Promise.reject(new Error('database away'))
    await expect(cache.remember(org, 'kpi', ['a'], 30, failing)).rejects.toThrow('database away')
    expect(await cache.remember(org, 'kpi', ['a'], 30, load)).toEqual({ figure: 1 })
  })
})

test('after its seconds an answer is loaded anew', async () => {
  vi.useFakeTimers()
  const cache = createCache()
  let loads = 0
  const load = async () => ++loads
  await cache.remember('o', 'kpi', [], 30, load)
  vi.advanceTimersByTime(29_000)
  expect(await cache.remember('o', 'kpi', [], 30, load)).toBe(1)
  vi.advanceTimersByTime(2_000)
  expect(await cache.remember('o', 'kpi', [], 30, load)).toBe(2)
})

test('answers that nobody can find any more do not stay in memory', async () => {
  vi.useFakeTimers()
  const cache = createCache()
  for (let change = 0; change < 100; change++) {
    await cache.remember('o', 'page', ['catalogue'], 10, async () => 'a long page')
    cache.changed('o', ['catalogue'])
  }
  expect(cache.size).toBe(100)
  vi.advanceTimersByTime(11_000)
  await cache.remember('o', 'page', ['catalogue'], 10, async () => 'a long page')
  expect(cache.size).toBe(1)
})

test('two processes over Redis: a change in one is seen by the other at its next read', async () => {
  const [one, two] = [createCache(connect()), createCache(connect())]
  const org = crypto.randomUUID()
  let loads = 0
  const load = async () => ++loads
  expect(await one.remember(org, 'kpi', ['a'], 30, load)).toBe(1)
  expect(await two.remember(org, 'kpi', ['a'], 30, load)).toBe(1)
  one.changed(org, ['a'])
  await vi.waitFor(async () => expect(await two.remember(org, 'kpi', ['a'], 30, load)).toBe(2))
  expect(await one.remember(org, 'kpi', ['a'], 30, load)).toBe(2)
})
