import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
import { createLog } from '../log.ts'
import { schemaState } from '../migrate.ts'
import { type Check, fault, fine, warning, withoutSecret } from './check.ts'

const OLDEST = 150_000
const CLOCK_MS = 2000
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent']

/** Reaches the database that the settings name, or the built-in one if there is one already, and looks inside. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  if (config.databaseUrl) return checkServer(config.databaseUrl)
  if (!existsSync(join(config.dataDir, 'postgres')))
    return [fine('Database', 'built in; it will be made at the first start')]
  try {
    const server = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log: createLog({ env: config.env, logLevel: 'silent' }),
    })
    try {
      return await checkServer(server.url)
    } finally {
      await server.stop()
    }
  } catch (error) {
    const fix = `Its own words are in ${join(config.dataDir, 'postgres.log')}.`
    return [fault('Database', `the built-in PostgreSQL does not start: ${(error as Error).message}`, fix)]
  }
}

export async function checkServer(url: string): Promise<Check[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    return [explainRefusal(url, error as NodeJS.ErrnoException)]
  }
  try {
    const { rows } = await client.query<{ number: number; version: string; isSlow: boolean }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    )
    const { number, version } = rows[0]!
    if (number < OLDEST)
      return [
        fault(
          'Database',
          `PostgreSQL ${version}`,
          'Frontdesk needs PostgreSQL 15 or newer: upgrade the server.',
        ),
      ]
    return [
      fine('Database', `PostgreSQL ${version}`),
      await checkClock(client),
      await checkRights(client),
      await checkExtensions(client),
      await checkMigrations(client),
    ]
  } catch (error) {
    return [fault('Database', (error as Error).message, 'Look into the log of the database server.')]
  } finally {
    await client.end()
  }
}

function explainRefusal(url: string, error: NodeJS.ErrnoException): Check {
  const name = 'Database'
  const where = withoutSecret(url)
  switch (error.code) {
    case '28P01':
    case '28000':
      return fault(name, `${where} refuses the user or the password`, 'Correct them in DATABASE_URL.')
    case '3D000':
      return fault(
        name,
        `there is no such database: ${where}`,
        'Create it (createdb), or correct DATABASE_URL.',
      )
    case 'ECONNREFUSED':
      return fault(
        name,
        `nobody answers at ${where}`,
        'Start PostgreSQL, or correct host and port in DATABASE_URL.',
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fault(name, `the host of ${where} is not known`, 'Correct the host in DATABASE_URL.')
    default:
      return fault(
        name,
        `${where} cannot be reached: ${error.message}`,
        'Check DATABASE_URL, the firewall and pg_hba.conf of the server.',
      )
  }
}

/** Sessions, holds and deadlines compare times of both machines. */
async function checkClock(client: pg.Client): Promise<Check> {
  const before = Date.now()
  const { rows } = await client.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  )
  const after = Date.now()
  const drift = Math.round(rows[0]!.ms - (before + after) / 2)
  if (Math.abs(drift) <= CLOCK_MS + (after - before) / 2)
    return fine('Clock', 'the same here and in the database')
  const words = `the database is ${Math.abs(drift) / 1000} s ${drift > 0 ? 'ahead of' : 'behind'} this machine`
  return warning(
    'Clock',
    words,
    'Let both machines set their clocks by the network (timedatectl set-ntp true).',
  )
}

async function checkRights(client: pg.Client): Promise<Check> {
  const { rows } = await client.query<{
    user: string
    mayCreate: boolean
    hasRole: boolean
    mayRole: boolean
  }>(`
    select current_user as user, has_database_privilege(current_database(), 'create') as "mayCreate",
           exists (select from pg_roles where rolname = 'frontdesk_app') as "hasRole",
           (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as "mayRole"`)
  const { user, mayCreate, hasRole, mayRole } = rows[0]!
  if (!mayCreate)
    return fault('Rights', `${user} may not create schemas`, `grant create on database … to "${user}"`)
  if (!hasRole && !mayRole)
    return fault(
      'Rights',
      `${user} may not create the role frontdesk_app`,
      `As an administrator: create role frontdesk_app nologin; grant frontdesk_app to "${user}"`,
    )
  return fine('Rights', `${user} owns the schema; the product itself runs as frontdesk_app`)
}

async function checkExtensions(client: pg.Client): Promise<Check> {
  const { rows } = await client.query<{ name: string }>(
    'select name from pg_available_extensions where name = any($1)',
    [EXTENSIONS],
  )
  const missing = EXTENSIONS.filter((name) => !rows.some((row) => row.name === name))
  if (missing.length === 0) return fine('Extensions', EXTENSIONS.join(', '))
  return fault(
    'Extensions',
    `the server lacks ${missing.join(', ')}`,
    'Install its contrib package (postgresql-contrib).',
  )
}

async function checkMigrations(client: pg.Client): Promise<Check> {
  const name = 'Migrations'
  const state = await schemaState(client)
  switch (state.kind) {
    case 'current':
      return fine(name, 'the schema is that of this version')
    case 'behind':
      return warning(
        name,
        `${state.pending.length} to come`,
        'They run at the next start, or now: frontdesk migrate',
      )
    case 'newer':
      return fault(
        name,
        `a newer Frontdesk has been here (${state.unknown.join(', ')})`,
        'Start that version, or bring back the backup made before the upgrade: frontdesk restore FILE --replace',
      )
    case 'changed':
      return fault(
        name,
        `applied with other contents: ${state.names.join(', ')}`,
        'Install the version that applied them; migrations are never edited.',
      )
    case 'half_applied':
      return fault(
        name,
        `${state.name} began but never finished`,
        'Bring back the last backup: frontdesk restore FILE --replace',
      )
  }
}
