import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, loadConfig, variables } from './config.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'frontdesk-config-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const load = (environment: Record<string, string> = {}, overrides: Parameters<typeof loadConfig>[0] = {}) =>
  loadConfig(overrides, { environment, directory })

function faultsOf(work: () => unknown): Record<string, string> {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigError) {
      return Object.fromEntries(error.faults.map((fault) => [fault.variable, fault.problem]))
    }
    throw error
  }
  return {}
}

describe('PLAT-004: configuration is read from the environment and checked at start-up', () => {
  test('an empty environment starts on this machine only, with the built-in database', () => {
    const config = load()
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      role: 'all',
      env: 'development',
      logLevel: 'info',
      demo: true,
      postcodesIoUrl: 'https://api.postcodes.io',
    })
    expect(config.databaseUrl).toBeUndefined()
    expect(config.s3).toBeUndefined()
    expect(config.dataDir).toBe(join(directory, '.frontdesk'))
  })

  test('PLAT-005: by default only the own address may call the API from a browser', () => {
    expect(load().corsOrigins).toEqual(['http://localhost:3000'])
    expect(load({ CORS_ORIGINS: 'https://a.example, https://b.example:8443/' }).corsOrigins).toEqual([
      'https://a.example',
      'https://b.example:8443',
    ])
  })

  test('the command line wins over the environment, which wins over .env', () => {
    writeFileSync(join(directory, '.env'), 'PORT=4001\nHOST=0.0.0.0\nMAIL_FROM="Salon <hi@salon.example>"\n')
    expect(load()).toMatchObject({ port: 4001, host: '0.0.0.0', mailFrom: 'Salon <hi@salon.example>' })
    expect(load({ PORT: '4002' }).port).toBe(4002)
    expect(load({ PORT: '4002' }, { port: 4003 })).toMatchObject({
      port: 4003,
      baseUrl: 'http://localhost:4003',
    })
  })

  test('an empty variable means unset, except where empty switches something off', () => {
    writeFileSync(join(directory, '.env'), 'PORT=4001\n')
    expect(load({ PORT: '', DATABASE_URL: ' ', POSTCODES_IO_URL: '' })).toMatchObject({
      port: 4001,
      databaseUrl: undefined,
      postcodesIoUrl: '',
    })
  })

  test('every fault is reported together, each with the variable and the fix', () => {
    const environment = {
      PORT: '99999',
      HOST: 'my host',
      BASE_URL: 'https://example.com/app',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
      REDIS_URL: 'localhost:6379',
      ROLE: 'both',
      DEMO: 'perhaps',
      FRONTDESK_SECRET: 'short',
      MAIL_FROM: 'Salon',
      CORS_ORIGINS: 'https://a.example/path',
      S3_BUCKET: 'files',
    }
    const faults = faultsOf(() => load(environment))
    expect(Object.keys(faults).sort()).toEqual(
      [...Object.keys(environment).filter((name) => name !== 'S3_BUCKET')]
        .concat('S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY')
        .sort(),
    )
    expect(faults.PORT).toBe('"99999" cannot be used. Use a whole number from 0 to 65535.')
    expect(faults.ROLE).toContain('Use one of all, api, worker.')
    expect(faults.S3_REGION).toContain('Set all five')
  })

  test('the message never shows a password or a secret', () => {
    expect(() => load({ DATABASE_URL: 'mysql://u:hunter2@db/x', FRONTDESK_SECRET: 'too-short' })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/hunter2|too-short/) }),
    )
  })

  test('a wrong port on the command line gets the same clear answer', () => {
    expect(faultsOf(() => load({}, { port: Number('abc') })).PORT).toContain('whole number')
  })

  test('storage settings count only when complete', () => {
    const s3 = {
      endpoint: 'https://s3.example',
      region: 'eu',
      bucket: 'b',
      accessKeyId: 'k',
      secretAccessKey: 's',
    }
    expect(load({}, { s3 }).s3).toEqual(s3)
  })
})

describe('the secret', () => {
  test('is made once, kept for the owner only, and found again', () => {
    const first = load().secret
    expect(first.length).toBeGreaterThanOrEqual(43)
    expect(load().secret).toBe(first)
    expect(statSync(join(directory, '.frontdesk/secret')).mode & 0o777).toBe(0o600)
  })

  test('is not written when the environment gives one', () => {
    expect(load({ FRONTDESK_SECRET: 'x'.repeat(32) }).secret).toBe('x'.repeat(32))
    expect(() => statSync(join(directory, '.frontdesk'))).toThrow('ENOENT')
  })

  test('a damaged file is an error with the fix, not a silent new secret', () => {
    load()
    writeFileSync(join(directory, '.frontdesk/secret'), 'damaged')
    expect(faultsOf(() => load()).FRONTDESK_SECRET).toContain('Restore it from a backup')
  })

  test('a data directory that cannot be made is a fault of DATA_DIR', () => {
    writeFileSync(join(directory, 'file'), '')
    expect(faultsOf(() => load({ DATA_DIR: 'file/data' })).DATA_DIR).toContain('may write to')
  })
})

describe('.env.example', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../.env.example'), 'utf8')

  test('names exactly the variables that are read, in the same order', () => {
    const named = [...text.matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1])
    expect(named).toEqual(Object.keys(variables.shape))
  })

  test('explains each variable in the line above it', () => {
    const lines = text.split('\n')
    const bare = lines.filter(
      (line, index) => /^[A-Z0-9_]+=/.test(line) && !lines[index - 1]?.startsWith('# '),
    )
    expect(bare).toEqual([])
  })

  test('as it stands, it is the default configuration', () => {
    const secret = 'x'.repeat(32)
    expect(load({ ...(parseEnv(text) as Record<string, string>), FRONTDESK_SECRET: secret })).toEqual(
      load({ FRONTDESK_SECRET: secret }),
    )
  })
})
