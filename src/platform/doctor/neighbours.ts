import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Redis } from 'ioredis'
import type { Config } from '../config.ts'
import { createStorage } from '../storage.ts'
import { type Check, fault, fine, withoutSecret } from './check.ts'

const TIMEOUT_MS = 5000

/** The optional services that the settings name. What is not set up is not looked at. */
export function checkNeighbours(config: Config): Promise<Check[]> {
  const checks: Promise<Check>[] = []
  if (config.redisUrl) checks.push(checkRedis(config.redisUrl))
  if (config.smtpUrl) checks.push(checkSmtp(config.smtpUrl))
  if (config.s3) checks.push(checkBucket(config))
  return Promise.all(checks)
}

async function checkRedis(url: string): Promise<Check> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  let reason = ''
  redis.on('error', (error: Error) => {
    reason = error.message
  })
  try {
    await redis.connect()
    await redis.ping()
    return fine('Redis', `${withoutSecret(url)} answers`)
  } catch (error) {
    const words = reason || (error as Error).message
    return fault(
      'Redis',
      `${withoutSecret(url)}: ${words}`,
      'Start it, correct REDIS_URL, or leave REDIS_URL empty.',
    )
  } finally {
    redis.disconnect()
  }
}

async function checkSmtp(url: string): Promise<Check> {
  const { protocol, hostname, port } = new URL(url)
  const isTls = protocol === 'smtps:'
  const number = Number(port) || (isTls ? 465 : 587)
  try {
    const greeting = await firstLine(hostname, number, isTls)
    if (greeting.startsWith('220')) return fine('Mail server', `${hostname}:${number} answers`)
    return fault('Mail server', `${hostname}:${number} says "${greeting.slice(0, 80)}"`, 'Correct SMTP_URL.')
  } catch (error) {
    return fault(
      'Mail server',
      `${hostname}:${number}: ${(error as Error).message}`,
      'Correct SMTP_URL; many providers want port 587 (smtp://) or 465 (smtps://), and many hosts block port 25.',
    )
  }
}

function firstLine(host: string, port: number, isTls: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = isTls ? connectTls({ host, port, servername: host }) : connect({ host, port })
    const end = (work: () => void) => {
      socket.destroy()
      work()
    }
    socket.setTimeout(TIMEOUT_MS, () => end(() => reject(new Error('no answer'))))
    socket.once('error', (error) => end(() => reject(error)))
    socket.once('close', () => reject(new Error('closed without a word')))
    socket.once('data', (bytes) => end(() => resolve(bytes.toString('utf8').split('\r\n')[0]!)))
  })
}

async function checkBucket(config: Config): Promise<Check> {
  const storage = createStorage(config)
  const key = `health/doctor-${process.pid}`
  const bytes = randomBytes(16)
  try {
    await storage.put(key, bytes, 'application/octet-stream')
    const back = await storage.get(key)
    await storage.remove(key)
    if (back && Buffer.compare(back.bytes, bytes) === 0)
      return fine('File store', `${config.s3?.endpoint} keeps files`)
    return fault('File store', 'what was written did not come back', 'Check S3_BUCKET and its rules.')
  } catch (error) {
    return fault('File store', (error as Error).message, 'Correct the S3_ settings.')
  }
}
