import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#values/ids.ts'
import { listFileKeys } from './backup/files.ts'
import { pruneBackups } from './backup/prune.ts'
import { backupIfDue } from './backup/schedule.ts'
import { backup, backupBeforeMigrate } from './backup.ts'
import { restore } from './restore.ts'
import { createStorage } from './storage.ts'
import { type OwnDatabase, ownDatabase } from './testing/own-database.ts'
import { fingerprints, PLANTED, plantOrg, sql } from './testing/planted.ts'

const [ana, ben] = [newId(), newId()]
const secret = 'a secret of at least thirty-two characters'
let source: OwnDatabase
let folder: string
let config: { dataDir: string; secret: string }
let whole: string
let onlyAna: string

async function newTarget(): Promise<{ url: string; config: typeof config; drop(): Promise<void> }> {
  const { url, drop } = await ownDatabase()
  await sql(url, PLANTED)
  const dataDir = await mkdtemp(join(folder, 'target-'))
  return { url, drop, config: { dataDir, secret } }
}

beforeAll(async () => {
  source = await ownDatabase()
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-backup-'))
  config = { dataDir: join(folder, 'source'), secret }
  await sql(source.url, PLANTED)
  await plantOrg(source.url, ana, 'ana', 'ana@example.com', 50_000)
  await plantOrg(source.url, ben, 'ben', 'ben@example.com', 7)
  const storage = createStorage(config)
  await storage.put(`${ana}/photos/a.jpg`, Buffer.from([0, 255, 10]), 'image/jpeg')
  await storage.put(`${ben}/photos/b.jpg`, Buffer.alloc(2000, 7), 'image/jpeg')
  await storage.put('health/probe-1', Buffer.from('x'), 'text/plain')
  whole = (await backup({ ownerUrl: source.url, config })).file
  onlyAna = (await backup({ ownerUrl: source.url, config, orgSlug: 'ana', out: join(folder, 'ana.tar') }))
    .file
})

afterAll(async () => {
  await source.drop()
  await rm(folder, { recursive: true })
})

describe('a whole backup (PLAT-055)', () => {
  test('is one file that only its owner may read, and plain tar', async () => {
    expect((await stat(whole)).mode & 0o777).toBe(0o600)
    expect((await readFile(whole)).toString('latin1', 257, 262)).toBe('ustar')
    expect(await readdir(join(config.dataDir, 'backups'))).toEqual([whole.split('/').at(-1)])
  })

  test('comes back with every row of every table and every file, and triggers count nothing twice', async () => {
    const target = await newTarget()
    const report = await restore({ ownerUrl: target.url, config: target.config, file: whole })
    expect(await fingerprints(target.url)).toEqual(await fingerprints(source.url))
    expect(report).toMatchObject({ files: 2, savedTo: null, warnings: [] })
    const storage = createStorage(target.config)
    expect(await storage.get(`${ana}/photos/a.jpg`)).toEqual({
      bytes: new Uint8Array([0, 255, 10]),
      mediaType: 'image/jpeg',
    })
    expect(await listFileKeys(target.config)).toEqual(await listFileKeys(config))
    // Life goes on: triggers are on again and counters start after the restored numbers.
    await sql(
      target.url,
      `insert into planted.things (org_id, id, note) values ($1, gen_random_uuid(), '1')`,
      [ben],
    )
    expect(await sql(target.url, 'select n from planted.counts where org_id = $1', [ben])).toEqual([{ n: 8 }])
    expect(await sql(target.url, 'select max(number)::int as n from planted.things')).toEqual([{ n: 50_008 }])
    await target.drop()
  })

  test('is refused by a database that holds something, unless told to replace it; then that is saved first', async () => {
    const target = await newTarget()
    await plantOrg(target.url, newId(), 'cara', 'cara@example.com', 3)
    const before = await fingerprints(target.url)
    const options = { ownerUrl: target.url, config: target.config, file: whole }
    await expect(restore(options)).rejects.toThrow(/already holds organisations.*--replace/)
    expect(await fingerprints(target.url)).toEqual(before)
    const { savedTo } = await restore({ ...options, replace: true })
    expect(await fingerprints(target.url)).toEqual(await fingerprints(source.url))
    // Twice in the same second: neither save may take the other's name.
    const again = await restore({ ...options, replace: true })
    expect(again.savedTo).not.toBe(savedTo)
    // And back again from what was saved.
    await restore({ ...options, file: savedTo!, replace: true })
    expect(await fingerprints(target.url)).toEqual(before)
    await target.drop()
  })

  test('names the other secret when the installation has one', async () => {
    const target = await newTarget()
    const { warnings } = await restore({
      ownerUrl: target.url,
      config: { ...target.config, secret: 'another secret of thirty-two characters' },
      file: whole,
    })
    expect(warnings[0]).toMatch(/another secret/)
    await target.drop()
  })
})

describe('a backup of one organisation', () => {
  test('goes into an installation that has others, and takes nothing of them along', async () => {
    const target = await newTarget()
    await plantOrg(target.url, newId(), 'dora', 'dora@example.com', 5)
    await sql(target.url, `update core.orgs set is_default = true`)
    const report = await restore({ ownerUrl: target.url, config: target.config, file: onlyAna })
    expect(await fingerprints(target.url, ana)).toEqual(await fingerprints(source.url, ana))
    expect(report.files).toBe(1)
    expect(await sql(target.url, 'select slug, is_default from core.orgs order by 1')).toEqual([
      { slug: 'ana', is_default: false },
      { slug: 'dora', is_default: true },
    ])
    expect(await sql(target.url, 'select id from auth."user" order by 1')).toEqual([
      { id: 'u-ana' },
      { id: 'u-dora' },
    ])
    const again = { ownerUrl: target.url, config: target.config, file: onlyAna }
    await expect(restore(again)).rejects.toThrow(/"ana" is already here.*--replace/)
    await sql(target.url, 'delete from planted.partners where org_id = $1 and thing_id is null', [ana])
    await restore({ ...again, replace: true })
    expect(await fingerprints(target.url, ana)).toEqual(await fingerprints(source.url, ana))
    await target.drop()
  })

  test('is refused when somebody has an account there under another id', async () => {
    const target = await newTarget()
    await plantOrg(target.url, newId(), 'eve', 'ana@example.com', 1)
    const before = await fingerprints(target.url)
    await expect(restore({ ownerUrl: target.url, config: target.config, file: onlyAna })).rejects.toThrow(
      /have an account here already: ana@example.com/,
    )
    expect(await fingerprints(target.url)).toEqual(before)
    await target.drop()
  })

  test('of an organisation that does not exist lists those that do', async () => {
    await expect(backup({ ownerUrl: source.url, config, orgSlug: 'nobody' })).rejects.toThrow(
      /There are: ana, ben/,
    )
  })
})

describe('an archive that is not whole', () => {
  const attempts: [string, (copy: string) => Promise<void>, RegExp][] = [
    ['one flipped bit in a table', (copy) => flip(copy, 0.3), /damaged \(tables\//],
    ['one flipped bit in the manifest', (copy) => flipAfter(copy, '"tables":'), /damaged \(manifest/],
    ['one flipped bit in an entry header', (copy) => flip(copy, 0), /not a Frontdesk backup|damaged/],
    ['half of it', async (copy) => truncate(copy, (await stat(copy)).size / 2), /incomplete/],
    ['another file', (copy) => writeFile(copy, 'hello'.repeat(500)), /is not a Frontdesk backup/],
    ['an empty file', (copy) => writeFile(copy, ''), /incomplete/],
    ['no file', (copy) => rm(copy), /no such file/],
  ]

  test.each(attempts)('%s is refused before anything is touched', async (_, harm, words) => {
    const target = await newTarget()
    const copy = join(folder, 'harmed.tar')
    await copyFile(whole, copy)
    await harm(copy)
    const before = await fingerprints(target.url)
    await expect(
      restore({ ownerUrl: target.url, config: target.config, file: copy, replace: true }),
    ).rejects.toThrow(words)
    expect(await fingerprints(target.url)).toEqual(before)
    expect(await listFileKeys(target.config)).toEqual([])
    await target.drop()
  })

  async function flip(file: string, where: number): Promise<void> {
    const bytes = await readFile(file)
    // Not into the padding, which means nothing.
    let at = Math.floor((bytes.length - 1) * where)
    while (bytes[at] === 0) at--
    bytes[at]! ^= 1
    await writeFile(file, bytes)
  }

  async function flipAfter(file: string, text: string): Promise<void> {
    const bytes = await readFile(file)
    bytes[bytes.lastIndexOf(text) + text.length]! ^= 1
    await writeFile(file, bytes)
  }
})

describe('versions', () => {
  test('an archive with other migrations is refused and names its version', async () => {
    const other = await newTarget()
    await sql(
      other.url,
      `insert into core_migrations.applied values ('29991231T0000-later', 'x', now(), now())`,
    )
    const { file } = await backup({ ownerUrl: other.url, config, out: join(folder, 'later.tar') })
    const target = await newTarget()
    await expect(restore({ ownerUrl: target.url, config: target.config, file })).rejects.toThrow(
      /written by another Frontdesk .*29991231T0000-later.*Install Frontdesk/,
    )
    await Promise.all([other.drop(), target.drop()])
  })

  test('after a failed upgrade the old version brings its backup back into the newer database', async () => {
    const target = await ownDatabase()
    const plain = await backup({ ownerUrl: target.url, config, out: join(folder, 'plain.tar') })
    await sql(
      target.url,
      `insert into core_migrations.applied values ('29991231T0000-later', 'x', now(), now())`,
    )
    const options = {
      ownerUrl: target.url,
      config: { dataDir: join(folder, 'newer'), secret },
      file: plain.file,
    }
    await expect(restore(options)).rejects.toThrow(/made by another version.*--replace/)
    await restore({ ...options, replace: true })
    expect(await sql(target.url, `select 1 from core_migrations.applied where name like '2999%'`)).toEqual([])
    await target.drop()
  })

  test('an empty database gets its schema from the restore', async () => {
    const plain = await ownDatabase()
    await sql(
      plain.url,
      `insert into core.orgs (id, slug, name, zone) values ($1, 'x', 'X', 'Europe/London')`,
      [newId()],
    )
    const { file } = await backup({ ownerUrl: plain.url, config, out: join(folder, 'x.tar') })
    const target = await ownDatabase('empty')
    await restore({ ownerUrl: target.url, config: { dataDir: join(folder, 'empty'), secret }, file })
    expect(await fingerprints(target.url)).toEqual(await fingerprints(plain.url))
    await Promise.all([plain.drop(), target.drop()])
  })

  test('a database with pending migrations is saved before they run, an empty one is not', async () => {
    const behind = await ownDatabase()
    await sql(
      behind.url,
      `delete from core_migrations.applied where name = (select max(name) from core_migrations.applied)`,
    )
    const options = { ownerUrl: behind.url, config: { dataDir: join(folder, 'behind'), secret } }
    expect(await backupBeforeMigrate(options)).toBeNull()
    await sql(
      behind.url,
      `insert into core.orgs (id, slug, name, zone) values ($1, 'x', 'X', 'Europe/London')`,
      [newId()],
    )
    expect(await backupBeforeMigrate(options)).toMatch(/-before-upgrade\.tar$/)
    expect(await backupBeforeMigrate({ ...options, ownerUrl: source.url })).toBeNull()
    await behind.drop()
  })
})

describe('housekeeping', () => {
  test('the newest fourteen of each kind stay, and those made by hand all stay', async () => {
    const dataDir = join(folder, 'many')
    const names = Array.from(
      { length: 16 },
      (_, i) => `frontdesk-2026-11-${String(i + 1).padStart(2, '0')}T020000Z-daily.tar`,
    )
    await backup({ ownerUrl: source.url, config: { dataDir, secret }, orgSlug: 'ben' })
    for (const name of [
      ...names,
      'frontdesk-2026-11-01T020000Z-before-upgrade.tar',
      'mine.tar',
      'old.tar.part',
    ])
      await writeFile(join(dataDir, 'backups', name), '')
    await utimes(join(dataDir, 'backups/old.tar.part'), 0, 0)
    expect(await pruneBackups({ dataDir })).toEqual([names[0], names[1], 'old.tar.part'])
    expect(await readdir(join(dataDir, 'backups'))).toHaveLength(14 + 3)
  })

  test('the daily backup is made once a day, by one process', async () => {
    const daily = { ownerUrl: source.url, config: { dataDir: join(folder, 'daily'), secret } }
    const [one, two] = await Promise.all([backupIfDue(daily), backupIfDue(daily)])
    expect([one, two].filter(Boolean)).toHaveLength(1)
    expect(await backupIfDue({ ...daily, now: new Date(Date.now() + 22 * 3_600_000) })).toBeNull()
    expect(await backupIfDue({ ...daily, now: new Date(Date.now() + 24 * 3_600_000) })).toMatch(
      /-daily\.tar$/,
    )
  })

  test('files in a bucket are listed page by page', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url!, 'http://x')
      asked.push(searchParams.get('prefix')!)
      response.end(
        searchParams.has('continuation-token')
          ? '<ListBucketResult><Contents><Key>o/b&amp;c</Key></Contents></ListBucketResult>'
          : '<ListBucketResult><Contents><Key>o/a</Key></Contents><NextContinuationToken>t</NextContinuationToken></ListBucketResult>',
      )
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const s3 = { endpoint, region: 'x', bucket: 'b', accessKeyId: 'k', secretAccessKey: 's' }
    expect(await listFileKeys({ dataDir: folder, s3 }, 'o')).toEqual(['o/a', 'o/b&c'])
    expect(asked).toEqual(['o/', 'o/'])
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
})
