import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseAccount, spawnAs } from './embedded-postgres/account.ts'
import { copyBinaries, prepareBinaries } from './embedded-postgres/binaries.ts'
import { programOf, takeLock, waitUntil } from './embedded-postgres/processes.ts'
import { startEmbeddedPostgres, startTemporaryPostgres } from './embedded-postgres.ts'

const log = pino({ level: 'silent' })
const MODULE = join(import.meta.dirname, 'embedded-postgres.ts')

let directory: string
let children: ChildProcessByStdio<Writable, Readable, null>[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'frontdesk-pg-'))
  chmodSync(directory, 0o755)
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  const pid = postmasterPid()
  if (pid) await waitUntil(() => programOf(pid) !== 'postgres', 5000)
  rmSync(directory, { recursive: true, force: true })
})

const dataDir = () => join(directory, 'data')
const start = () => startEmbeddedPostgres({ dataDir: dataDir(), log })

function postmasterPid(): number | undefined {
  const path = join(dataDir(), 'postgres/data-18/postmaster.pid')
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined
}

const socketsOf = (url: string) => decodeURIComponent(new URL(url).host)

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts a server, tells its url, and stops it when its input ends. */
async function inAnotherProcess(call: string): Promise<{
  url: string
  shared: boolean
  kill(): void
  stop(): Promise<void>
}> {
  const code = `
    import { startEmbeddedPostgres, startTemporaryPostgres } from ${JSON.stringify(MODULE)}
    const log = { info() {}, error() {} }
    const server = await ${call}
    console.log(JSON.stringify(server))
    process.stdin.resume().on('end', () => server.stop().then(() => process.exit()))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (chunk) => done(String(chunk)))
    child.once('exit', () => fail(new Error('The other process ended before its server was ready.')))
  })
  return {
    ...JSON.parse(line),
    kill: () => void child.kill('SIGKILL'),
    stop: () => {
      child.stdin.end()
      return ended
    },
  }
}

const lasting = () =>
  inAnotherProcess(`startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir())}, log })`)

test('starts, keeps its data over a restart, and leaves no process behind', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 42 as answer')
  const pid = postmasterPid()!
  await first.stop()
  // Until the system has buried it, an ended process still has its name.
  expect(await waitUntil(() => programOf(pid) !== 'postgres', 2000)).toBe(true)

  const second = await start()
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  const settings = `select current_setting('fsync') as fsync, current_setting('timezone') as zone,
    current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses`
  expect(await query(second.url, settings)).toEqual([
    { fsync: 'on', zone: 'UTC', checksums: 'on', addresses: '' },
  ])
  await second.stop()
  await second.stop()
})

test('a killed process takes its server along within 2 s, and what was committed is there on the next start', async () => {
  const other = await lasting()
  await query(other.url, 'create table kept as select 42 as answer')
  const pid = postmasterPid()!
  other.kill()
  expect(await waitUntil(() => programOf(pid) === undefined, 2000)).toBe(true)

  const server = await start()
  expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await server.stop()
})

test('two processes share one server, and it stays until the last of them leaves', async () => {
  const other = await lasting()
  const server = await start()
  expect([other.shared, server.shared]).toEqual([false, true])
  const pid = postmasterPid()

  await other.stop()
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(postmasterPid()).toBe(pid)
  await server.stop()
  // Ended; who started it may be long gone, and then it is for init to take its name off the list.
  expect(await waitUntil(() => programOf(pid!) !== 'postgres', 5000)).toBe(true)
})

test('a killed process does not take the server away from the others', async () => {
  const other = await lasting()
  const server = await start()
  other.kill()
  await waitUntil(() => false, 200)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test('three first starts at the same moment make one server', async () => {
  const servers = await Promise.all([lasting(), lasting(), start()])
  expect(servers.filter((server) => !server.shared)).toHaveLength(1)
  expect(new Set(servers.map((server) => server.url)).size).toBe(1)
  await Promise.all(servers.map((server) => server.stop()))
})

test('a server that lost its guard is stopped properly before the next one starts', async () => {
  await (await start()).stop()
  const root = join(dataDir(), 'postgres')
  const cluster = join(root, 'data-18')
  const account = chooseAccount([cluster])
  const program = join(prepareBinaries(account, root), 'bin/postgres')
  const sockets = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${join(root, 'run')}`]
  const orphan = spawn(program, ['-D', cluster, ...sockets], { ...spawnAs(account), stdio: 'ignore' })
  expect(await waitUntil(() => existsSync(join(root, 'run/.s.PGSQL.5432')), 5000)).toBe(true)

  const server = await start()
  expect(server.shared).toBe(false)
  expect(programOf(orphan.pid!)).toBeUndefined()
  expect(readFileSync(join(dataDir(), 'postgres.log'), 'utf8')).not.toContain('not properly shut down')
  await server.stop()
})

test('a reused process id in a file left by a crash does not block the start', async () => {
  await (await start()).stop()
  writeFileSync(join(dataDir(), 'postgres/data-18/postmaster.pid'), `${process.pid}\n`)
  const server = await start()
  expect(server.shared).toBe(false)
  await server.stop()
})

test('an interrupted first start is begun anew', async () => {
  const draft = join(dataDir(), 'postgres/data-18.new')
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'PG_VERSION'), '18\n')
  const server = await start()
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test('a lock left by a dead process is taken over, one of a living process is respected', async () => {
  const lock = join(directory, 'lock')
  writeFileSync(lock, `${process.pid} 1`) // this pid, but another start time: the pid was reused
  const release = await takeLock(lock, 1000)
  await expect(takeLock(lock, 50)).rejects.toThrow('too long')
  release()
  ;(await takeLock(lock, 1000))()
})

test('a path that is too long for a socket, or has spaces, still works', async () => {
  const deep = join(dataDir(), 'a directory with spaces', 'x'.repeat(100))
  const server = await startEmbeddedPostgres({ dataDir: deep, log })
  expect(await query(server.url, 'select current_database() as name')).toEqual([{ name: 'frontdesk' }])
  await server.stop()
  rmSync(socketsOf(server.url), { recursive: true })
})

test('a data directory in a closed home still works', async () => {
  const home = join(directory, 'home')
  mkdirSync(home, { mode: 0o700 })
  const server = await startEmbeddedPostgres({ dataDir: join(home, 'data'), log })
  const root = realpathSync(join(home, 'data/postgres'))
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  // Only root runs PostgreSQL as somebody else, who cannot pass through a closed home.
  const isRoot = process.getuid?.() === 0
  expect(dirname(root)).toBe(isRoot ? '/var/lib/frontdesk' : join(realpathSync(home), 'data'))
  if (isRoot) rmSync(root, { recursive: true })
})

test('programs in a directory that the account cannot reach are linked into one that it can', () => {
  const account = chooseAccount([])
  const native = prepareBinaries(account, directory)
  const copy = copyBinaries(native, join(directory, 'native'))
  const version = spawnSync(join(copy, 'bin/postgres'), ['--version'], {
    ...spawnAs(account),
    encoding: 'utf8',
  })
  expect(version.stdout).toContain('PostgreSQL) 18')
})

test('a temporary server is gone after it stops, and after its process is killed', async () => {
  const server = await startTemporaryPostgres()
  const other = await inAnotherProcess('startTemporaryPostgres()')
  const [mine, theirs] = [server, other].map(({ url }) => dirname(socketsOf(url)))
  expect(await query(server.url, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'off' }])
  await server.stop()
  expect(existsSync(mine!)).toBe(false)
  other.kill()
  expect(await waitUntil(() => !existsSync(theirs!), 2000)).toBe(true)
})
