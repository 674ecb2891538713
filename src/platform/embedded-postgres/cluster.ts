import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { giveTo, spawnAs } from './account.ts'
import type { Place } from './place.ts'

const OWNER = 'frontdesk'
const DATABASE = 'frontdesk'

/**
 * Creates the database files on the first start. They are made under another name and renamed when complete, so
 * an interrupted first start leaves nothing that looks like a database.
 */
export async function initialise(place: Place, native: string, isLasting: boolean): Promise<void> {
  if (existsSync(place.cluster)) return
  const draft = `${place.cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  rmSync(place.password, { force: true })
  writeFileSync(place.password, randomBytes(24).toString('hex'), { mode: 0o600 })
  giveTo(place.account, place.password)
  await runInitdb(place, native, [
    `--pgdata=${draft}`,
    `--username=${OWNER}`,
    `--pwfile=${place.password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(isLasting ? ['--data-checksums'] : ['--no-data-checksums', '--no-sync']),
  ])
  renameSync(draft, place.cluster)
}

async function runInitdb(place: Place, native: string, options: string[]): Promise<void> {
  const child = spawn(join(native, 'bin/initdb'), options, {
    ...spawnAs(place.account),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail)
    child.on('close', done)
  })
  if (code === 0) return
  throw new Error(
    `PostgreSQL could not create its files in ${place.root} (initdb ended with ${code}).\n${output.trim()}`,
  )
}

/** Connection string of the owner. The socket's directory stands percent-encoded as the host, as libpq has it. */
export function connectionUrl(place: Place): string {
  if (!existsSync(place.password)) {
    throw new Error(
      `${place.password} is missing. Restore it from a backup: without it the database stays closed.`,
    )
  }
  const password = readFileSync(place.password, 'utf8')
  return `postgresql://${OWNER}:${password}@${encodeURIComponent(place.sockets)}/${DATABASE}`
}

/** Creates the database on the first start; on every start proves that the server takes our connection. */
export async function ensureDatabase(url: string): Promise<void> {
  try {
    await runSql(url, 'select 1')
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error // invalid_catalog_name: no such database yet
    await runSql(url.replace(/[^/]*$/, 'postgres'), `create database ${DATABASE}`)
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
