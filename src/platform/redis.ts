import { createRequire } from 'node:module'
import type { Redis } from 'ioredis'
import type { Log } from './log.ts'

const connections = new Set<Redis>()
/** Where no Redis is set up, the library would only take memory. */
const load = createRequire(import.meta.url)

/**
 * A connection to Redis or Valkey that reconnects by itself. Commands fail after one reconnect instead of waiting
 * for ever, so a request never hangs on a cache that is down.
 */
export function openRedis(url: string, log: Log): Redis {
  const { Redis: Connection } = load('ioredis') as typeof import('ioredis')
  const redis = new Connection(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    enableReadyCheck: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  })
  connections.add(redis)
  redis.on('end', () => connections.delete(redis))
  let isDown = false
  redis.on('error', (error) => {
    if (!isDown) log.warn({ err: error }, 'Redis cannot be reached; trying again')
    isDown = true
  })
  redis.on('ready', () => {
    if (isDown) log.info('Redis is back')
    isDown = false
  })
  return redis
}

/** Whether every connection that this process opened is usable; also when it opened none. */
export function redisIsReady(): boolean {
  return [...connections].every(({ status }) => status === 'ready')
}
