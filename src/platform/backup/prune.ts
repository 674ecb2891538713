import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'

const DAY_MS = 86_400_000

/** Where backups go unless told otherwise. */
export const backupsFolder = (config: Pick<Config, 'dataDir'>) => join(config.dataDir, 'backups')

/**
 * Removes old backups of ours, of each occasion all but the newest `keep`. Archives of one organisation and those
 * made by hand stay: somebody wanted them. Returns what was removed.
 */
export async function pruneBackups(config: Pick<Config, 'dataDir'>, keep = 14): Promise<string[]> {
  const folder = backupsFolder(config)
  const names = await readdir(folder).catch(() => [] as string[])
  const removed: string[] = []
  for (const occasion of ['daily', 'before-upgrade', 'before-restore']) {
    const pattern = new RegExp(`^frontdesk-\\d{4}-\\d\\d-\\d\\dT\\d{6}(\\.\\d+)?Z-${occasion}\\.tar$`)
    removed.push(
      ...names
        .filter((name) => pattern.test(name))
        .sort()
        .slice(0, -keep),
    )
  }
  // What a crash left behind.
  const stale = names.filter((name) => name.endsWith('.tar.part'))
  for (const name of stale) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > DAY_MS) removed.push(name)
  }
  for (const name of removed) await rm(join(folder, name), { force: true })
  return removed
}
