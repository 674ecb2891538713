import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import pg from 'pg'
import {
  type ArchivedFile,
  type ArchivedTable,
  type ArchiveWriter,
  createArchive,
  sha256,
} from './backup/archive.ts'
import { copyOut } from './backup/copy.ts'
import { listFileKeys } from './backup/files.ts'
import { orgCondition, readInventory, type StoredTable } from './backup/inventory.ts'
import { backupsFolder, pruneBackups } from './backup/prune.ts'
import type { Config } from './config.ts'
import { version } from './health/version.ts'
import { schemaState } from './migrate.ts'
import { createStorage } from './storage.ts'

const gzip = promisify(gzipCallback)
/** The fast end: most of the gain for a third of the time. */
const GZIP = { level: 2 }

/** What a backup needs of the settings: where things lie, and the secret to recognise it by. */
export type BackupConfig = Pick<Config, 'dataDir' | 's3' | 'secret'>

export interface BackupReport {
  file: string
  rows: number
  tables: number
  files: number
}

/** Why a backup was made; part of its file name. */
type Occasion = 'daily' | 'manual' | 'before-upgrade' | 'before-restore'

export interface BackupOptions {
  ownerUrl: string
  config: BackupConfig
  /** A file, or a folder for a file of ours; `backups` in the data directory when missing. */
  out?: string
  /** One organisation instead of the whole installation. */
  orgSlug?: string
  occasion?: Occasion
}

/**
 * Writes everything, or one organisation, into a single archive: every table as of one instant (repeatable read),
 * and the stored files. The job queue stays out; what is undelivered is put on the queue again after a restore.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const org = options.orgSlug === undefined ? null : await findOrg(client, options.orgSlug)
    const createdAt = new Date()
    const file = await fileFor(options, createdAt, org?.slug)
    const archive = await createArchive(file)
    try {
      const tables = await archiveTables(client, archive, org?.id)
      const files = await archiveFiles(options.config, archive, org?.id)
      await archive.finish({
        format: 1,
        version,
        postgres: (await client.query<{ v: string }>(`select current_setting('server_version') as v`))
          .rows[0]!.v,
        createdAt: createdAt.toISOString(),
        org,
        migrations: await appliedMigrations(client),
        secretMark: secretMark(options.config.secret),
        tables,
        files,
      })
      const rows = tables.reduce((total, table) => total + table.rows, 0)
      return { file, rows, tables: tables.length, files: files.length }
    } catch (error) {
      await archive.abandon()
      throw error
    }
  } finally {
    await client.end()
  }
}

/** A fingerprint that shows whether two installations share their secret. */
export const secretMark = (secret: string) => sha256(`frontdesk backup ${secret}`).slice(0, 16)

/** The migrations that made this database, in their order. */
export async function appliedMigrations(
  client: pg.ClientBase,
): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from core_migrations.applied where finished_at is not null order by name',
  )
  return rows
}

async function findOrg(client: pg.ClientBase, slug: string): Promise<{ id: string; slug: string }> {
  const { rows } = await client.query<{ id: string; slug: string }>(
    'select id, slug from core.orgs where slug = $1',
    [slug],
  )
  if (rows[0]) return rows[0]
  const { rows: all } = await client.query<{ slug: string }>(
    'select slug from core.orgs order by slug limit 20',
  )
  throw new Error(
    `No organisation has the address "${slug}". There are: ${all.map((row) => row.slug).join(', ') || 'none'}.`,
  )
}

async function fileFor(options: BackupOptions, at: Date, slug?: string): Promise<string> {
  const stamp = at.toISOString().replaceAll(':', '')
  const name = `frontdesk-${stamp}-${slug ? `org-${slug}` : (options.occasion ?? 'manual')}.tar`
  const out = options.out ?? backupsFolder(options.config)
  const isFolder = options.out === undefined || out.endsWith('/') || (await isDirectory(out))
  const file = isFolder ? join(out, name) : out
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  return file
}

const isDirectory = (path: string) =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )

async function archiveTables(
  client: pg.Client,
  archive: ArchiveWriter,
  orgId?: string,
): Promise<ArchivedTable[]> {
  const { tables } = await readInventory(client)
  const archived: ArchivedTable[] = []
  for (const table of tables) {
    const condition = orgId ? orgCondition(table, orgId) : ''
    if (condition !== null) archived.push(await archiveTable(client, archive, table, condition))
  }
  return archived
}

async function archiveTable(
  client: pg.Client,
  archive: ArchiveWriter,
  table: StoredTable,
  condition: string,
): Promise<ArchivedTable> {
  const { name, columns } = table
  const archived: ArchivedTable = { name, columns, rows: 0, parts: [] }
  const select = `select ${columns.join(', ')} from ${name}${condition && ` where ${condition}`}`
  for await (const { bytes, count } of copyOut(client, `copy (${select}) to stdout`)) {
    const entry = `tables/${name.replaceAll('"', '')}/${String(archived.parts.length + 1).padStart(6, '0')}.tsv.gz`
    archived.parts.push(await archive.add(entry, await gzip(bytes, GZIP)))
    archived.rows += count
  }
  return archived
}

async function archiveFiles(
  config: BackupConfig,
  archive: ArchiveWriter,
  orgId?: string,
): Promise<ArchivedFile[]> {
  const storage = createStorage(config)
  const archived: ArchivedFile[] = []
  for (const key of await listFileKeys(config, orgId)) {
    const file = await storage.get(key)
    if (!file) continue // removed since the list was made
    const part = await archive.add(`files/${String(archived.length + 1).padStart(8, '0')}`, file.bytes)
    archived.push({ ...part, key, mediaType: file.mediaType })
  }
  return archived
}

/** Saves a database that holds something before migrations change it. Returns the file, or null when none was needed. */
export async function backupBeforeMigrate(options: {
  ownerUrl: string
  config: BackupConfig
}): Promise<string | null> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('core.orgs') is not null as there`,
    )
    if (!rows[0]?.there || (await schemaState(client)).kind !== 'behind') return null
    const { rows: orgs } = await client.query('select 1 from core.orgs limit 1')
    if (orgs.length === 0) return null
  } finally {
    await client.end()
  }
  const { file } = await backup({ ...options, occasion: 'before-upgrade' })
  await pruneBackups(options.config)
  return file
}
