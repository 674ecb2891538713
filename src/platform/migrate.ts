import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations as migrateJobQueue } from 'graphile-worker'
import pg from 'pg'
import { APP_ROLE } from './db.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const LOCK = 0x66726f6e // 'fron': one migrator at a time per database

/** Where a database stands relative to this version's migrations. */
export type SchemaState =
  | { kind: 'current' }
  | { kind: 'behind'; pending: string[] }
  | { kind: 'newer'; unknown: string[] }
  | { kind: 'changed'; names: string[] }
  | { kind: 'half_applied'; name: string }

interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Brings the database up to this version: one transaction per migration, forward only. Returns what was applied. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await prepare(client, ownerUrl)
    const state = await schemaState(client)
    if (state.kind === 'current') return []
    if (state.kind !== 'behind') throw new Error(explain(state))
    const migrations = await readMigrations()
    for (const name of state.pending)
      await applyOne(client, migrations.find((migration) => migration.name === name)!)
    await grantAll(client)
    return state.pending
  } finally {
    await client.end()
  }
}

/** Refuses a database that this version cannot work with, in words that say what to do. */
export async function requireCurrentSchema(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const state = await schemaState(client)
    if (state.kind !== 'current') throw new Error(explain(state))
  } finally {
    await client.end()
  }
}

export async function schemaState(client: pg.ClientBase): Promise<SchemaState> {
  const migrations = await readMigrations()
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('core_migrations.applied') is not null as there`,
  )
  if (!rows[0]?.there) return { kind: 'behind', pending: migrations.map(({ name }) => name) }
  const { rows: applied } = await client.query<{
    name: string
    checksum: string
    finished_at: string | null
  }>('select name, checksum, finished_at from core_migrations.applied order by name')
  const half = applied.find((row) => row.finished_at === null)
  if (half) return { kind: 'half_applied', name: half.name }
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  if (unknown.length > 0) return { kind: 'newer', unknown }
  const names = applied.filter(({ name, checksum }) => known.get(name) !== checksum).map(({ name }) => name)
  if (names.length > 0) return { kind: 'changed', names }
  const done = new Set(applied.map(({ name }) => name))
  const pending = migrations.filter(({ name }) => !done.has(name)).map(({ name }) => name)
  return pending.length > 0 ? { kind: 'behind', pending } : { kind: 'current' }
}

function explain(state: Exclude<SchemaState, { kind: 'current' }>): string {
  switch (state.kind) {
    case 'behind':
      return `The database lacks ${state.pending.length} migration(s), first ${state.pending[0]}. Run: frontdesk migrate`
    case 'newer':
      return `The database was written by a newer Frontdesk (it knows ${state.unknown.join(', ')}). Start that version, or restore a backup made by this one.`
    case 'changed':
      return `These migrations were applied with other contents: ${state.names.join(', ')}. Install the version that applied them.`
    case 'half_applied':
      return `The migration ${state.name} began but never finished. Restore the last backup: frontdesk restore`
  }
}

async function prepare(client: pg.Client, ownerUrl: string): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
    exception when duplicate_object or unique_violation then null;
  end $$`)
  await client.query(`do $$ begin
    if not pg_has_role(current_user, '${APP_ROLE}', 'member') then execute 'grant ${APP_ROLE} to ' || quote_ident(current_user); end if;
  end $$`)
  await client.query('create extension if not exists btree_gist')
  await client.query('create extension if not exists pg_trgm')
  await client.query('create schema if not exists core_migrations')
  await client.query(`create table if not exists core_migrations.applied (
    name text primary key, checksum text not null, started_at timestamptz not null default now(), finished_at timestamptz)`)
  await migrateJobQueue({ connectionString: ownerUrl })
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      'insert into core_migrations.applied (name, checksum, finished_at) values ($1, $2, now())',
      [migration.name, migration.checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** The application role reads and writes every module's tables and owns none; tenancy is row-level security's. */
async function grantAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(`select nspname as schema from pg_namespace
    where nspname !~ '^(pg_|information_schema|graphile_worker|core_migrations|public)'`)
  for (const { schema } of rows) {
    await client.query(`grant usage on schema ${schema} to ${APP_ROLE}`)
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE}`,
    )
    await client.query(`grant usage, select on all sequences in schema ${schema} to ${APP_ROLE}`)
    await client.query(`grant execute on all functions in schema ${schema} to ${APP_ROLE}`)
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (file) => {
      const sql = await readFile(join(FOLDER, file), 'utf8')
      return {
        name: file.replace(/\.sql$/, ''),
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}
