import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from './config.ts'

/** Structured log; `log.child({ orgId })` adds fields to everything below. */
export type Log = Logger

const PRIVATE_FIELDS = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'clientSecret',
  'secretAccessKey',
  'apiKey',
]

/** pino's wildcards cover one level each, so three depths are spelt out: `req.headers.cookie` is the deepest we log. */
const redactedPaths = PRIVATE_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/** JSON lines for machines; readable one-liners when a person watches the terminal outside production. */
export function createLog(
  config: Pick<Config, 'env' | 'logLevel'>,
  destination: { write(line: string): void } = terminalFor(config),
): Log {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[hidden]' },
    },
    destination,
  )
}

function terminalFor(config: Pick<Config, 'env'>): { write(line: string): void } {
  if (config.env === 'production' || !process.stdout.isTTY) return pino.destination({ dest: 1, sync: true })
  return pretty({ singleLine: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
}
