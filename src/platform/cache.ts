import type { Redis } from 'ioredis'

/** Answers that may be shown again until the data they came from changes. */
export interface Cache {
  /**
   * The cached answer, or `load()`'s, kept for `seconds`. `topics` name the data it depends on: a change in
   * one of them forgets it at once in this process, and in the others as soon as the change reaches them.
   */
  remember<T>(
    orgId: string,
    name: string,
    topics: readonly string[],
    seconds: number,
    load: () => Promise<T>,
  ): Promise<T>
  /** Forgets every answer that depends on one of the topics. */
  changed(orgId: string, topics: readonly string[]): void
  /** Hits and misses since start, for the metrics. */
  readonly counts: { hits: number; misses: number }
  /** How many answers this process holds. */
  readonly size: number
}

const ENTRIES = 5_000

interface Entry {
  value: Promise<unknown>
  until: number
}

/**
 * An in-process cache, with Redis behind it when there is one. Keys carry the organisation and the version of
 * its data, so nothing has to be searched and deleted: a new version simply never finds the old answer.
 * With Redis the versions live there too, so that all processes agree on them; without an answer from it, reads go
 * to the data as if nothing were cached there.
 */
export function createCache(redis?: Redis): Cache {
  const entries = new Map<string, Entry>()
  const versions = new Map<string, number>()
  const counts = { hits: 0, misses: 0 }

  async function keyOf(orgId: string, name: string, topics: readonly string[]): Promise<string> {
    const keys = topics.map((topic) => `version:${orgId}:${topic}`)
    const shared = redis && keys.length > 0 ? await redis.mget(keys).catch(() => null) : null
    const found = shared ?? keys.map((key) => versions.get(key))
    return `cache:${orgId}:${name}:${found.map((version) => version ?? 0).join('.')}`
  }

  /** The oldest go first; answers nobody can find any more would otherwise stay until there are too many. */
  function sweep(): void {
    for (const [key, { until }] of entries) {
      if (until > Date.now() && entries.size <= ENTRIES) return
      entries.delete(key)
    }
  }

  async function loadThroughRedis<T>(key: string, seconds: number, load: () => Promise<T>): Promise<T> {
    if (!redis) return load()
    const found = await redis.get(key).catch(() => null)
    if (found) return JSON.parse(found) as T
    const value = await load()
    await redis.set(key, JSON.stringify(value), 'EX', Math.ceil(seconds)).catch(() => null)
    return value
  }

  return {
    counts,
    get size() {
      return entries.size
    },
    async remember(orgId, name, topics, seconds, load) {
      const key = await keyOf(orgId, name, topics)
      const found = entries.get(key)
      if (found && found.until > Date.now()) {
        counts.hits++
        return (await found.value) as Awaited<ReturnType<typeof load>>
      }
      counts.misses++
      const value = loadThroughRedis(key, seconds, load)
      entries.delete(key)
      entries.set(key, { value, until: Date.now() + seconds * 1000 })
      value.catch(() => entries.delete(key))
      sweep()
      return value
    },
    changed(orgId, topics) {
      for (const topic of topics) {
        const key = `version:${orgId}:${topic}`
        // Both: while Redis is away, this process goes on with its own versions.
        versions.set(key, (versions.get(key) ?? 0) + 1)
        redis?.incr(key).catch(() => null)
      }
    },
  }
}
