import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { loadConfig } from '#platform/config.ts'
import type { Services } from '#platform/context.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { workerPool } from '#platform/jobs.ts'
import { createSilentLive } from '#platform/live.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { createServices } from '#platform/services.ts'
import { modules } from '../src/modules.ts'
import { pause } from './rows.ts'

// Databases and servers that a benchmark starts for itself and stops by process id: temporary directories, loopback only.

const READY_MS = 180_000

/** A server of the product in a process of its own, as `npm start` runs it but without rate limits. */
export interface ServerProcess {
  url: string
  /** From the start of the process to the first 200 of /readyz. */
  readyMs: number
  /** Everything it has written so far. */
  output(): string
  /** Resolves when it has written these words. */
  said(words: string): Promise<void>
  /** Resident memory in MB, as it says itself. */
  memoryMb(): Promise<number>
  stop(): Promise<void>
}

/** A temporary data directory, with the built-in PostgreSQL as an installation has it: every commit reaches the disk. */
export interface Place {
  dataDir: string
  databaseUrl: string
  /** The product's services in this process, to fill the database and to look behind the scenes. */
  services: Services
  start(environment?: Record<string, string>): Promise<ServerProcess>
  close(): Promise<void>
}

/** Opens a place with an empty, migrated database. */
export async function openPlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  const log = createLog({ env: 'production', logLevel: 'fatal' })
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  await migrate(postgres.url)
  const services = servicesOn(postgres.url, dataDir)
  return {
    dataDir,
    databaseUrl: postgres.url,
    services,
    start: (environment) => startServer(dataDir, ['--no-demo'], environment),
    async close() {
      await services.db.close()
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What PostgreSQL does by itself within a minute: counts what is in the tables, so that its plans fit. */
export async function settle(databaseUrl: string): Promise<void> {
  await asOwner(databaseUrl, 'vacuum analyze')
}

/** Runs statements as the owner of the tables, for whom row-level security does not count. */
export async function asOwner<T>(databaseUrl: string, ...statements: string[]): Promise<T[]> {
  const pool = workerPool(databaseUrl, 1)
  try {
    let rows: T[] = []
    for (const statement of statements) rows = (await pool.query(statement)).rows as T[]
    return rows
  } finally {
    await pool.end()
  }
}

/** The product's services without server, worker or live updates. */
export function servicesOn(databaseUrl: string, dataDir: string): Services {
  const config = loadConfig(
    { env: 'production', dataDir, postcodesIoUrl: '', logLevel: 'fatal' },
    { environment: {}, directory: dataDir },
  )
  return createServices({ config, log: createLog(config), modules, databaseUrl, live: createSilentLive() })
}

/** Starts the product on a data directory. Whatever this shell has set for it does not count. */
export async function startServer(
  dataDir: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['bin/frontdesk.mjs', 'start', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      PORT: String(port),
      BASE_URL: url,
      RATE_LIMITS: 'false',
      POSTCODES_IO_URL: '',
      ...environment,
    },
  })
  const log = createWriteStream(join(dataDir, `server-${child.pid}.log`))
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const output = () => readFileSync(log.path, 'utf8')
  const said = (words: string) => untilSaid(child, output, words)
  const server = {
    url,
    output,
    said,
    memoryMb: () => memoryOf(url),
    stop: () => stop(child).then(() => void log.end()),
  }
  try {
    await untilReady(child, url)
  } catch (error) {
    await server.stop()
    await finished(log)
    throw new Error(`${(error as Error).message}\n${output().slice(-2000)}`)
  }
  return { ...server, readyMs: performance.now() - startedAt }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + READY_MS
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error(`The server was not ready after ${READY_MS / 1000} s.`)
}

async function untilSaid(child: ChildProcess, output: () => string, words: string): Promise<void> {
  for (let waited = 0; waited < READY_MS; waited += 20) {
    if (output().includes(words)) return
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    await pause(20)
  }
  throw new Error(`The server has not said "${words}" after ${READY_MS / 1000} s.`)
}

async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1024 ** 2
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const tooSlow = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await gone
  clearTimeout(tooSlow)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
