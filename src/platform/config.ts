import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const number = (min: number, max: number) => {
  const message = `Use a whole number from ${min} to ${max}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Use one of ${values.join(', ')}.` })

const yesOrNo = z.stringbool({ error: 'Use true or false.' })

const address = (protocols: string[], example: string) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol.replace(':', '') ?? ''), {
    error: `Use an address such as ${example}.`,
  })

const origin = (text: string) => URL.parse(text)?.origin === text.replace(/\/$/, '')

/**
 * Every variable the product reads, in the order of `.env.example`; a test keeps the two equal.
 * An empty variable counts as unset, except POSTCODES_IO_URL, where empty means off.
 */
export const variables = z.object({
  PORT: number(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'Use an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.')
    .default('127.0.0.1'),
  BASE_URL: address(['http', 'https'], 'https://book.example.com')
    .refine(origin, { error: 'Leave out the path: only https://host or https://host:port.' })
    .transform((text) => text.replace(/\/$/, ''))
    .optional(),
  DATA_DIR: z.string().default('.frontdesk'),
  NODE_ENV: choice(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  ROLE: choice(['all', 'api', 'worker']).default('all'),
  DEMO: yesOrNo.default(true),
  SIMULATE: yesOrNo.default(false),
  FRONTDESK_SECRET: z.string().min(32, 'Use at least 32 random characters.').optional(),
  TRUST_PROXY: yesOrNo.default(false),
  RATE_LIMITS: yesOrNo.default(true),
  CORS_ORIGINS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim().replace(/\/$/, ''))
        .filter(Boolean),
    )
    .refine((origins) => origins.every(origin), {
      error: 'Use origins separated by commas, such as https://example.com,https://www.example.com.',
    })
    .optional(),
  DATABASE_URL: address(
    ['postgres', 'postgresql'],
    'postgresql://user:password@host:5432/frontdesk',
  ).optional(),
  DATABASE_POOL_SIZE: number(1, 500).default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: number(0, 3_600_000).default(5000),
  DATABASE_IDLE_TIMEOUT_MS: number(0, 3_600_000).default(30_000),
  SLOW_QUERY_MS: number(0, 60_000).default(200),
  REDIS_URL: address(['redis', 'rediss'], 'redis://host:6379').optional(),
  SMTP_URL: address(['smtp', 'smtps'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'Use an address such as Frontdesk <hello@example.com>.',
    )
    .default('Frontdesk <frontdesk@localhost>'),
  S3_ENDPOINT: address(['http', 'https'], 'https://s3.eu-west-2.amazonaws.com').optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  POSTCODES_IO_URL: z
    .union([z.literal(''), address(['http', 'https'], 'https://api.postcodes.io')])
    .default('https://api.postcodes.io'),
})

export interface Config {
  readonly port: number
  readonly host: string
  /** The public address without a trailing slash: links in messages, cookies, redirects. */
  readonly baseUrl: string
  /** Absolute path of everything this installation keeps on disk. */
  readonly dataDir: string
  readonly env: 'development' | 'test' | 'production'
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly role: 'all' | 'api' | 'worker'
  readonly demo: boolean
  readonly simulate: boolean
  readonly secret: string
  readonly trustProxy: boolean
  /** Off only for load tests on this machine. */
  readonly rateLimits: boolean
  readonly corsOrigins: readonly string[]
  /** Unset: the built-in PostgreSQL. */
  readonly databaseUrl?: string
  readonly databasePoolSize: number
  readonly databaseStatementTimeoutMs: number
  readonly databaseIdleTimeoutMs: number
  readonly slowQueryMs: number
  readonly redisUrl?: string
  readonly smtpUrl?: string
  readonly mailFrom: string
  readonly s3?: S3Config
  /** Empty: postcodes are looked up only in the built-in table. */
  readonly postcodesIoUrl: string
}

export interface S3Config {
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Fault {
  variable: string
  problem: string
}

type Raw = Record<string, string | undefined>

/** Every setting that is wrong, each with its variable and the fix; the message is fit for a terminal. */
export class ConfigError extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    const lines = faults.map((fault) => `  ${fault.variable}: ${fault.problem}`)
    const count = faults.length === 1 ? 'one setting is wrong' : `${faults.length} settings are wrong`
    super(
      `Frontdesk cannot start, because ${count}.\n${lines.join('\n')}\n` +
        'Change them in the environment or in the file .env; .env.example explains each one.',
    )
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/**
 * The settings of this installation: `overrides` (the command line, tests) win over the environment, which
 * wins over `.env` in the working directory. Throws a ConfigError that lists every fault at once.
 */
export function loadConfig(
  overrides: Partial<Config> = {},
  source: { environment?: Raw; directory?: string } = {},
): Config {
  const directory = source.directory ?? process.cwd()
  const raw = compact({
    ...readEnvFile(join(directory, '.env')),
    ...compact(source.environment ?? process.env),
    ...overrideVariables(overrides),
  })
  const parsed = variables.safeParse(raw)
  const faults = [...(parsed.success ? [] : describeIssues(parsed.error, raw)), ...missingS3(raw)]
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return toConfig(parsed.data, directory)
}

function toConfig(values: z.output<typeof variables>, directory: string): Config {
  const baseUrl = values.BASE_URL ?? `http://localhost:${values.PORT}`
  const dataDir = resolve(directory, values.DATA_DIR)
  return {
    port: values.PORT,
    host: values.HOST,
    baseUrl,
    dataDir,
    env: values.NODE_ENV,
    logLevel: values.LOG_LEVEL ?? (values.NODE_ENV === 'test' ? 'error' : 'info'),
    role: values.ROLE,
    demo: values.DEMO,
    simulate: values.SIMULATE,
    secret: values.FRONTDESK_SECRET ?? keptSecret(dataDir),
    trustProxy: values.TRUST_PROXY,
    rateLimits: values.RATE_LIMITS,
    corsOrigins: values.CORS_ORIGINS ?? [new URL(baseUrl).origin],
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    databaseStatementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
    databaseIdleTimeoutMs: values.DATABASE_IDLE_TIMEOUT_MS,
    slowQueryMs: values.SLOW_QUERY_MS,
    redisUrl: values.REDIS_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    s3: s3Of(values),
    postcodesIoUrl: values.POSTCODES_IO_URL.replace(/\/$/, ''),
  }
}

function s3Of(values: z.output<typeof variables>): S3Config | undefined {
  if (!values.S3_ENDPOINT) return undefined
  return {
    endpoint: values.S3_ENDPOINT.replace(/\/$/, ''),
    region: values.S3_REGION!,
    bucket: values.S3_BUCKET!,
    accessKeyId: values.S3_ACCESS_KEY_ID!,
    secretAccessKey: values.S3_SECRET_ACCESS_KEY!,
  }
}

const S3_VARIABLES = Object.keys(variables.shape).filter((name) => name.startsWith('S3_'))

function missingS3(raw: Raw): Fault[] {
  const given = S3_VARIABLES.filter((name) => raw[name])
  if (given.length === 0) return []
  const missing = S3_VARIABLES.filter((name) => !raw[name])
  return missing.map((variable) => ({
    variable,
    problem: `missing, though ${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} set. Set all five, or none to keep files on disk.`,
  }))
}

function describeIssues(error: z.ZodError, raw: Raw): Fault[] {
  return error.issues.map((issue) => {
    const variable = String(issue.path[0])
    const isPrivate = /SECRET|KEY|_URL$/.test(variable)
    return { variable, problem: `${isPrivate ? '' : `"${raw[variable]}" cannot be used. `}${issue.message}` }
  })
}

/** Drops what is unset. Compose files and shells often leave empty variables behind; they mean "unset". */
function compact(raw: Raw): Raw {
  return Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) => value !== undefined && (value.trim() !== '' || name === 'POSTCODES_IO_URL'),
    ),
  )
}

function readEnvFile(path: string): Raw {
  try {
    return compact(parseEnv(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new ConfigError([{ variable: '.env', problem: `cannot be read (${(error as Error).message}).` }])
  }
}

const IRREGULAR: Record<string, string> = { env: 'NODE_ENV', secret: 'FRONTDESK_SECRET' }

const variableOf = (key: string) =>
  IRREGULAR[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/** Overrides go through the same checks as the environment, so `--port abc` gets the same clear answer. */
function overrideVariables(overrides: Partial<Config>): Raw {
  const { s3, ...rest } = overrides
  const own = Object.entries(rest).map(([key, value]) => [variableOf(key), value?.toString()])
  const ofS3 = Object.entries(s3 ?? {}).map(([key, value]) => [`S3_${variableOf(key)}`, value])
  return compact(Object.fromEntries([...own, ...ofS3]))
}

/** The secret that was made on the first start. Losing it signs everybody out and voids links in messages. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    return readSecret(path) ?? createSecret(path)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const problem = `"${dataDir}" cannot be used (${(error as Error).message}). Use a directory that Frontdesk may write to.`
    throw new ConfigError([{ variable: 'DATA_DIR', problem }])
  }
}

function readSecret(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length >= 32) return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const problem = `the file ${path} holds fewer than 32 characters. Restore it from a backup, or delete it to get a new one.`
  throw new ConfigError([{ variable: 'FRONTDESK_SECRET', problem }])
}

/** Written whole, then linked: of two first starts at once, both end up with the same secret. */
function createSecret(path: string): string {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readSecret(path)!
}
