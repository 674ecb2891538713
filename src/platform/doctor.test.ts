import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { checkServer } from './doctor/database.ts'
import {
  checkBackups,
  checkDataDirectory,
  checkDisk,
  checkNode,
  checkPort,
  checkSecret,
} from './doctor/machine.ts'
import { checkNeighbours } from './doctor/neighbours.ts'
import { doctor } from './doctor.ts'
import { type OwnDatabase, ownDatabase } from './testing/own-database.ts'

let folder: string
let database: OwnDatabase
const servers: Server[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-doctor-'))
  database = await ownDatabase()
})
afterAll(async () => {
  for (const server of servers) server.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const configOf = (overrides: Parameters<typeof loadConfig>[0] = {}) =>
  loadConfig(
    { env: 'test', dataDir: join(folder, 'data'), ...overrides },
    { environment: {}, directory: folder },
  )

/** A server that says one thing to everybody; returns its port. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  servers.push(server)
  return (server.address() as AddressInfo).port
}

test('a healthy installation has no faults, and every check says what was found', async () => {
  const report = await doctor(configOf({ databaseUrl: database.url, port: 0 }))
  expect(report.checks.filter(({ level }) => level === 'fault')).toEqual([])
  expect(report.ok).toBe(true)
  expect(report.checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Node.js',
      'npm',
      'Port',
      'Data directory',
      'Secret',
      'Disk',
      'Clock',
      'Extensions',
      'Migrations',
      'Backups',
    ]),
  )
  for (const { detail } of report.checks) expect(detail).not.toBe('')
})

test('without DATABASE_URL nothing is started or made before the first start', async () => {
  const { checks } = await doctor(configOf({ port: 0 }))
  expect(checks.find(({ name }) => name === 'Database')).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/built in/),
  })
})

test('one fault is enough to fail', async () => {
  const report = await doctor(
    configOf({ databaseUrl: 'postgresql://ana:geheim@127.0.0.1:1/frontdesk', port: 0 }),
  )
  expect(report.ok).toBe(false)
  expect(JSON.stringify(report)).not.toContain('geheim')
})

describe('the machine', () => {
  test('an old Node.js is named with the one that is needed', () => {
    expect(checkNode('20.11.0')).toMatchObject({
      level: 'fault',
      detail: expect.stringMatching(/20\.11\.0, but 26/),
    })
    expect(checkNode('26.10.0')).toMatchObject({ level: 'fine' })
  })

  test('a port that another program holds is a fault, one that Frontdesk holds is not', async () => {
    const other = await listen(createServer((socket) => socket.end('hello')))
    const own = await listen(createHttpServer((_, response) => response.end('{"ok":true}')))
    const at = (port: number) => ({ host: '127.0.0.1', port, role: 'all' }) as const
    expect(await checkPort(at(other))).toMatchObject({
      level: 'fault',
      detail: expect.stringMatching(/taken by another program/),
    })
    expect(await checkPort(at(own))).toMatchObject({ level: 'fine' })
    expect(await checkPort({ ...at(0), host: '192.0.2.1' })).toMatchObject({
      level: 'fault',
      fix: expect.stringMatching(/HOST/),
    })
  })

  test('a data directory of somebody else, or open to others, is named with the command that helps', async () => {
    const dataDir = join(folder, 'perms')
    await mkdir(dataDir, { mode: 0o755 })
    expect(await checkDataDirectory(dataDir)).toMatchObject({ level: 'fine' })
    expect(await checkDataDirectory(dataDir, 54_321)).toMatchObject({
      level: 'fault',
      fix: expect.stringMatching(/chown/),
    })
    await chmod(dataDir, 0o777)
    expect(await checkDataDirectory(dataDir)).toMatchObject({
      level: 'warning',
      fix: expect.stringMatching(/chmod go-w/),
    })
    await writeFile(join(folder, 'a-file'), '')
    expect(await checkDataDirectory(join(folder, 'a-file'))).toMatchObject({ level: 'fault' })
  })

  test('a secret that others can read is a fault', async () => {
    const dataDir = await mkdtemp(join(folder, 'secret-'))
    await writeFile(join(dataDir, 'secret'), 'x'.repeat(40), { mode: 0o600 })
    expect(await checkSecret(dataDir)).toMatchObject({ level: 'fine' })
    await chmod(join(dataDir, 'secret'), 0o644)
    expect(await checkSecret(dataDir)).toMatchObject({
      level: 'fault',
      fix: expect.stringMatching(/chmod 600/),
    })
  })

  test('little disk warns, none is a fault', async () => {
    expect(await checkDisk(join(folder, 'not/made/yet'))).toHaveProperty('detail')
    expect(await checkDisk(folder, 0.9e9)).toMatchObject({ level: 'warning' })
    expect(await checkDisk(folder, 0.1e9)).toMatchObject({ level: 'fault' })
  })

  test('an old backup warns', async () => {
    const dataDir = await mkdtemp(join(folder, 'backups-'))
    expect(await checkBackups(dataDir)).toMatchObject({
      level: 'warning',
      detail: expect.stringMatching(/none/),
    })
    await mkdir(join(dataDir, 'backups'))
    const file = join(dataDir, 'backups', 'frontdesk-x.tar')
    await writeFile(file, '')
    expect(await checkBackups(dataDir)).toMatchObject({ level: 'fine' })
    await utimes(file, 0, 0)
    expect(await checkBackups(dataDir)).toMatchObject({
      level: 'warning',
      detail: expect.stringMatching(/1970-01-01 00:00/),
    })
  })
})

describe('the database', () => {
  const levels = async (url: string) =>
    Object.fromEntries((await checkServer(url)).map(({ name, level }) => [name, level]))

  async function change(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(text)
    await client.end()
  }

  test('a server that is not there, and an unknown host, are told apart', async () => {
    expect(await checkServer('postgresql://a:b@127.0.0.1:1/x')).toMatchObject([
      { level: 'fault', detail: expect.stringMatching(/nobody answers/) },
    ])
    const wrong = database.url.replace(/\/[^/?]+$/, '/no_such_database')
    expect(await checkServer(wrong)).toMatchObject([
      { level: 'fault', detail: expect.stringMatching(/no such database/) },
    ])
  })

  test('pending, newer and half-done migrations are told apart', async () => {
    expect(await levels(database.url)).toMatchObject({ Migrations: 'fine', Clock: 'fine', Rights: 'fine' })
    await change(`insert into core_migrations.applied values ('29991231T0000-later', 'x', now(), now())`)
    expect(await checkServer(database.url)).toContainEqual(
      expect.objectContaining({ level: 'fault', detail: expect.stringMatching(/newer Frontdesk.*2999/) }),
    )
    await change(`update core_migrations.applied set finished_at = null where name like '2999%'`)
    expect(await checkServer(database.url)).toContainEqual(
      expect.objectContaining({ level: 'fault', detail: expect.stringMatching(/never finished/) }),
    )
    await change(
      `delete from core_migrations.applied where name like '2999%' or name = (select min(name) from core_migrations.applied)`,
    )
    expect(await levels(database.url)).toMatchObject({ Migrations: 'warning' })
  })
})

describe('neighbours', () => {
  test('what is not set up is not looked at', async () => {
    expect(await checkNeighbours(configOf())).toEqual([])
  })

  test('those that answer are fine', async () => {
    const smtp = await listen(createServer((socket) => socket.write('220 mail.example.com ESMTP\r\n')))
    const redis = await listen(
      createServer((socket) =>
        socket.on('data', (data) => {
          for (const _ of String(data).matchAll(/^\*\d/gm)) socket.write('+PONG\r\n')
        }),
      ),
    )
    const files = new Map<string, Buffer>()
    const bucket = await listen(
      createHttpServer(async (request, response) => {
        if (request.method === 'PUT') files.set(request.url!, Buffer.concat(await request.toArray()))
        response.end(files.get(request.url!))
      }),
    )
    const s3 = {
      endpoint: `http://127.0.0.1:${bucket}`,
      region: 'x',
      bucket: 'b',
      accessKeyId: 'k',
      secretAccessKey: 's',
    }
    const config = configOf({
      smtpUrl: `smtp://127.0.0.1:${smtp}`,
      redisUrl: `redis://127.0.0.1:${redis}`,
      s3,
    })
    expect(await checkNeighbours(config)).toMatchObject([
      { level: 'fine' },
      { level: 'fine' },
      { level: 'fine' },
    ])
  })

  test('those that do not are faults, and no password is shown', async () => {
    const config = configOf({
      smtpUrl: 'smtp://ana:geheim@127.0.0.1:1',
      redisUrl: 'redis://ana:geheim@127.0.0.1:1',
      s3: {
        endpoint: 'http://127.0.0.1:1',
        region: 'x',
        bucket: 'b',
        accessKeyId: 'k',
        secretAccessKey: 'geheim',
      },
    })
    const checks = await checkNeighbours(config)
    expect(checks.map(({ name, level }) => [name, level])).toEqual([
      ['Redis', 'fault'],
      ['Mail server', 'fault'],
      ['File store', 'fault'],
    ])
    expect(JSON.stringify(checks)).not.toContain('geheim')
    for (const check of checks) expect(check.fix).toBeTruthy()
  })
})
