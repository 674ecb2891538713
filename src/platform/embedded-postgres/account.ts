import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'

/** The operating-system account PostgreSQL runs as. `ids` is set only when we are root and must switch. */
export interface Account {
  readonly name: string
  readonly ids?: { readonly uid: number; readonly gid: number }
}

/**
 * PostgreSQL refuses to run as root. As root we take the owner of an existing data directory, else `postgres`,
 * else `nobody`; anybody else runs it as themselves.
 */
export function chooseAccount(dataDirectories: string[]): Account {
  if (process.getuid?.() !== 0) return { name: 'this user' }
  for (const path of dataDirectories) {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats && stats.uid !== 0)
      return { name: `user ${stats.uid}`, ids: { uid: stats.uid, gid: stats.gid } }
  }
  const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== undefined)
  if (!name) {
    throw new Error(
      'PostgreSQL may not run as root, and there is no account "postgres" or "nobody" to run it as. ' +
        'Create one (useradd --system postgres), start Frontdesk as another user, or set DATABASE_URL.',
    )
  }
  return { name, ids: { uid: idOf('-u', name)!, gid: idOf('-g', name)! } }
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }))
  } catch {
    return undefined
  }
}

/** Options for `spawn`. The working directory must be one the account can enter, or PostgreSQL refuses to start. */
export function spawnAs(account: Account) {
  return { ...account.ids, cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}

/**
 * Whether the account can reach a directory or program and enter or run it, asked of the kernel itself. A parent
 * of mode 0700 (`/root`) otherwise shows up as a misleading error about a missing library.
 */
export function canUse(account: Account, path: string): boolean {
  if (!account.ids) return true
  const answer = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], spawnAs(account))
  return answer.status === 0
}

export function giveTo(account: Account, path: string): void {
  if (account.ids) chownSync(path, account.ids.uid, account.ids.gid)
}
