import { readdir } from 'node:fs/promises'
import pg from 'pg'
import { type BackupConfig, backup } from '../backup.ts'
import type { Log } from '../log.ts'
import { backupsFolder, pruneBackups } from './prune.ts'

const LOCK = 0x6261636b // 'back': one scheduled backup at a time per database
const HOUR_MS = 3_600_000

/** Makes the daily backup if the newest is a day old and no other process is at it. Returns the file or null. */
export async function backupIfDue(options: {
  ownerUrl: string
  config: BackupConfig
  now?: Date
}): Promise<string | null> {
  const now = options.now ?? new Date()
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (!rows[0]?.mine) return null
    const names = await readdir(backupsFolder(options.config)).catch(() => [] as string[])
    const newest = names
      .filter((name) => name.endsWith('-daily.tar'))
      .sort()
      .at(-1)
    // 23 hours count as a day, or the hour of the backup would drift with every look.
    if (newest && now.getTime() - stampOf(newest) < 23 * HOUR_MS) return null
    const { file } = await backup({ ...options, occasion: 'daily' })
    await pruneBackups(options.config)
    return file
  } finally {
    await client.end()
  }
}

function stampOf(name: string): number {
  const [, day, hour, minute, second] = /^frontdesk-([\d-]+)T(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z/.exec(name) ?? []
  return day ? Date.parse(`${day}T${hour}:${minute}:${second}Z`) : 0
}

/** Looks every hour whether the daily backup is due, first a few minutes after the start. */
export function startScheduledBackups(options: { ownerUrl: string; config: BackupConfig; log: Log }): {
  stop(): void
} {
  const look = () => {
    backupIfDue(options).then(
      (file) => file && options.log.info({ file }, 'daily backup written'),
      (error: Error) => options.log.error({ err: error }, 'the daily backup failed'),
    )
  }
  const first = setTimeout(look, 5 * 60_000).unref()
  const hourly = setInterval(look, HOUR_MS).unref()
  return {
    stop() {
      clearTimeout(first)
      clearInterval(hourly)
    },
  }
}
