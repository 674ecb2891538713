import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip as gunzipCallback } from 'node:zlib'
import pg from 'pg'
import { type ArchivedTable, type ArchiveReader, type Manifest, openArchive } from './backup/archive.ts'
import { copyIn } from './backup/copy.ts'
import { type Inventory, orgCondition, readInventory } from './backup/inventory.ts'
import { type BackupConfig, backup, secretMark } from './backup.ts'
import { migrate, schemaState } from './migrate.ts'
import { createStorage } from './storage.ts'

const gunzip = promisify(gunzipCallback)
const MIGRATIONS = join(import.meta.dirname, '../../migrations')
/** Tables that every organisation shares: rows that are there already are kept. */
const SHARED = new Set(['core.orgs', 'auth."user"', 'auth.account', 'auth."twoFactor"'])

export interface RestoreOptions {
  ownerUrl: string
  config: BackupConfig
  file: string
  /** Overwrites what is there. A backup of it is made first. */
  replace?: boolean
}

export interface RestoreReport {
  rows: number
  tables: number
  files: number
  /** What was saved before it was overwritten. */
  savedTo: string | null
  /** What the operator should know. */
  warnings: string[]
}

/**
 * Brings an archive back. The whole archive is checked before anything is touched, all rows come in one
 * transaction, foreign keys are checked by the database and every count is compared with the archive's.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const archive = await openArchive(options.file)
  try {
    const { manifest } = archive
    await requireSameVersion(manifest, options.file)
    await archive.verify()
    const savedTo = await prepareTarget(manifest, options)
    // Files first: rows appear only when everything they point at is there.
    await restoreFiles(archive, options.config)
    await restoreRows(archive, options)
    return {
      rows: manifest.tables.reduce((total, table) => total + table.rows, 0),
      tables: manifest.tables.length,
      files: manifest.files.length,
      savedTo,
      warnings: warningsOf(manifest, options.config),
    }
  } finally {
    await archive.close()
  }
}

/** An archive fits the version whose migrations made it; another one would guess at columns. */
async function requireSameVersion(manifest: Manifest, file: string): Promise<void> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  const known = new Map<string, string>()
  for (const name of names) {
    const sql = await readFile(join(MIGRATIONS, name), 'utf8')
    known.set(name.replace(/\.sql$/, ''), createHash('sha256').update(sql).digest('hex'))
  }
  const applied = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]))
  const unknown = [...applied].filter(([name, checksum]) => known.get(name) !== checksum)
  const missing = [...known].filter(([name]) => !applied.has(name))
  if (unknown.length === 0 && missing.length === 0) return
  const what =
    unknown.length > 0
      ? `it knows ${unknown[0]![0]} as this version does not`
      : `it is from before ${missing[0]![0]}`
  throw new Error(
    `The archive ${file} was written by another Frontdesk (${manifest.version}; ${what}). ` +
      `Install Frontdesk ${manifest.version}, restore there, and upgrade afterwards. Nothing was changed.`,
  )
}

/** Makes sure that there is room and a current schema; with `replace` what is there is saved first. */
async function prepareTarget(manifest: Manifest, options: RestoreOptions): Promise<string | null> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    const isInUse = await holdsSomething(client, manifest)
    if (isInUse && !options.replace) throw new Error(isInUse)
    const state = await schemaState(client)
    if (state.kind !== 'current' && state.kind !== 'behind' && !options.replace) {
      throw new Error(
        'The database was made by another version of Frontdesk. ' +
          'To overwrite it with the archive, add --replace; it is saved first.',
      )
    }
    const savedTo = isInUse
      ? (await backup({ ownerUrl: options.ownerUrl, config: options.config, occasion: 'before-restore' }))
          .file
      : null
    if (state.kind === 'newer' || state.kind === 'changed' || state.kind === 'half_applied') {
      if (manifest.org) {
        throw new Error(
          'The database was made by another version of Frontdesk, and an archive of one organisation cannot replace it all. Start that version, or restore a whole backup first.',
        )
      }
      await dropSchemas(client)
    }
    if (state.kind !== 'current') await migrate(options.ownerUrl)
    return savedTo
  } finally {
    await client.end()
  }
}

/** Why the target is not free for this archive, in words; null when it is. */
async function holdsSomething(client: pg.Client, { org }: Manifest): Promise<string | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('core.orgs') is not null as there`,
  )
  if (!rows[0]?.there) return null
  const { rows: found } = await client.query<{ id: string; slug: string }>(
    org
      ? 'select id, slug from core.orgs where id = $1 or slug = $2'
      : 'select id, slug from core.orgs limit 1',
    org ? [org.id, org.slug] : [],
  )
  if (found.length === 0) return null
  if (!org) {
    return 'This database already holds organisations. To overwrite all of it, add --replace; it is saved first.'
  }
  if (found.some(({ id }) => id !== org.id)) {
    throw new Error(
      `Another organisation here uses the address "${org.slug}". Change its address in its settings first.`,
    )
  }
  return `The organisation "${org.slug}" is already here. To overwrite it, add --replace; everything is saved first.`
}

/** Everything of ours goes, so that this version's migrations can make it anew. */
async function dropSchemas(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select quote_ident(nspname) as name from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`)
  await client.query(`drop schema ${rows.map(({ name }) => name).join(', ')} cascade`)
}

async function restoreRows(archive: ArchiveReader, options: RestoreOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const inventory = await readInventory(client)
    const { manifest } = archive
    const tables = matchTables(manifest, inventory)
    await pauseTriggers(client, inventory, manifest)
    await clearTarget(client, inventory, manifest)
    for (const table of tables) await restoreTable(client, archive, table, manifest.org !== null)
    await resumeTriggers(client, inventory)
    await verifyCounts(client, inventory, manifest)
    await moveSequences(client)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** The archive's tables in the order in which foreign keys allow them to be filled. */
function matchTables(manifest: Manifest, { tables }: Inventory): ArchivedTable[] {
  const here = new Map(tables.map((table) => [table.name, new Set(table.columns)]))
  for (const { name, columns } of manifest.tables) {
    const lost = columns.filter((column) => !here.get(name)?.has(column))
    if (lost.length > 0)
      throw new Error(`This database has no ${name} (${lost.join(', ')}), which the archive holds.`)
  }
  const archived = new Map(manifest.tables.map((table) => [table.name, table]))
  return tables.flatMap((table) => archived.get(table.name) ?? [])
}

/**
 * Our triggers would count restored rows a second time. PostgreSQL's own, which check foreign keys, stay on; those
 * within a ring of tables wait for the end.
 */
async function pauseTriggers(client: pg.Client, inventory: Inventory, { org }: Manifest): Promise<void> {
  for (const { name } of inventory.tables.filter(({ hasTriggers }) => hasTriggers))
    await client.query(`alter table ${name} disable trigger user`)
  for (const { table, constraint } of inventory.ringKeys)
    await client.query(`alter table ${table} alter constraint ${constraint} deferrable initially deferred`)
  if (!org) await client.query('delete from graphile_worker._private_jobs')
}

async function resumeTriggers(client: pg.Client, inventory: Inventory): Promise<void> {
  await client.query('set constraints all immediate')
  for (const { table, constraint } of inventory.ringKeys)
    await client.query(`alter table ${table} alter constraint ${constraint} not deferrable`)
  for (const { name } of inventory.tables.filter(({ hasTriggers }) => hasTriggers))
    await client.query(`alter table ${name} enable trigger user`)
}

async function clearTarget(client: pg.Client, { tables }: Inventory, { org }: Manifest): Promise<void> {
  if (!org) {
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
    return
  }
  for (const table of tables.toReversed()) {
    if (table.columns.includes('org_id') || table.name === 'core.orgs')
      await client.query(`delete from ${table.name} where ${orgCondition(table, org.id)}`)
  }
}

async function restoreTable(
  client: pg.Client,
  archive: ArchiveReader,
  table: ArchivedTable,
  isOneOrg: boolean,
): Promise<void> {
  const columns = table.columns.join(', ')
  const parts = async function* () {
    for (const part of table.parts) yield await gunzip(await archive.read(part))
  }
  if (!isOneOrg || !SHARED.has(table.name)) {
    await copyIn(client, `copy ${table.name} (${columns}) from stdin`, parts())
    return
  }
  await client.query(
    `create temp table arriving on commit drop as select ${columns} from ${table.name} limit 0`,
  )
  await copyIn(client, `copy arriving (${columns}) from stdin`, parts())
  if (table.name === 'core.orgs')
    await client.query(
      'update arriving set is_default = false where exists (select from core.orgs where is_default)',
    )
  if (table.name === 'auth."user"') await requireFreeAddresses(client)
  await client.query(
    `insert into ${table.name} (${columns}) select ${columns} from arriving on conflict (id) do nothing`,
  )
  await client.query('drop table arriving')
}

/** One person may have an account here already, under another id: joining the two is a person's decision. */
async function requireFreeAddresses(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ email: string }>(
    'select u.email from arriving a join auth."user" u on u.email = a.email and u.id <> a.id order by 1',
  )
  if (rows.length === 0) return
  throw new Error(
    `These people have an account here already: ${rows.map(({ email }) => email).join(', ')}. ` +
      'Change their address in one of the two installations first. Nothing was changed.',
  )
}

async function verifyCounts(
  client: pg.Client,
  inventory: Inventory,
  { org, tables }: Manifest,
): Promise<void> {
  for (const table of tables) {
    const stored = inventory.tables.find(({ name }) => name === table.name)!
    const condition = org ? orgCondition(stored, org.id) : 'true'
    const { rows } = await client.query<{ n: string }>(
      `select count(*)::text as n from ${table.name} where ${condition}`,
    )
    if (Number(rows[0]!.n) !== table.rows) {
      throw new Error(
        `${table.name} has ${rows[0]!.n} rows after the restore and ${table.rows} in the archive. Nothing was changed.`,
      )
    }
  }
}

/** Counters of the database go on after the highest number that came with the rows. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(`
    select s.oid::regclass::text as sequence, format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
    from pg_class s
    join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    join pg_class c on c.oid = d.refobjid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'graphile_worker'`)
  for (const { sequence, table, column } of rows) {
    await client.query(
      `select setval($1::regclass, greatest((select max(${column}) from ${table}), (select last_value from ${sequence})))`,
      [sequence],
    )
  }
}

async function restoreFiles({ manifest, read }: ArchiveReader, config: BackupConfig): Promise<void> {
  const storage = createStorage(config)
  for (const file of manifest.files) await storage.put(file.key, await read(file), file.mediaType)
}

function warningsOf(manifest: Manifest, config: BackupConfig): string[] {
  if (manifest.secretMark === secretMark(config.secret)) return []
  return [
    'This installation has another secret than the one that was backed up. Connected accounts (mail, calendars, ' +
      'payments) and two-step sign-in must be set up again, unless you bring the old secret back: put it into ' +
      'FRONTDESK_SECRET or into the file "secret" of the data directory.',
  ]
}
