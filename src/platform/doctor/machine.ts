import { execFile } from 'node:child_process'
import { access, constants, readdir, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { backupsFolder } from '../backup/prune.ts'
import type { Config } from '../config.ts'
import { type Check, fault, fine, warning } from './check.ts'

const run = promisify(execFile)
const NODE_MAJOR = 26
const NPM_MAJOR = 9
const LOW_DISK = 1e9
const NO_DISK = 200e6
const BACKUP_AGE_MS = 2 * 86_400_000

export function checkNode(versionText = process.versions.node): Check {
  const name = 'Node.js'
  if (Number.parseInt(versionText, 10) >= NODE_MAJOR) return fine(name, versionText)
  const fix = `Start with npm start, which brings its own, or install Node.js ${NODE_MAJOR}.`
  return fault(name, `${versionText}, but ${NODE_MAJOR} or newer is needed`, fix)
}

export async function checkNpm(): Promise<Check> {
  const name = 'npm'
  try {
    const { stdout } = await run('npm', ['--version'], {
      timeout: 10_000,
      shell: process.platform === 'win32',
    })
    const found = stdout.trim()
    if (Number.parseInt(found, 10) >= NPM_MAJOR) return fine(name, found)
    return warning(name, `${found} is old`, `Upgrades want npm ${NPM_MAJOR} or newer: npm install -g npm`)
  } catch {
    return warning(name, 'not found', 'Frontdesk runs without it; upgrades need it. It comes with Node.js.')
  }
}

/** The port must be free, or Frontdesk itself must be what answers there. */
export async function checkPort(config: Pick<Config, 'host' | 'port' | 'role'>): Promise<Check> {
  const name = 'Port'
  const { host, port } = config
  if (config.role === 'worker') return fine(name, 'not needed by a worker')
  const code = await tryToListen(host, port)
  if (!code) return fine(name, `${port} on ${host} is free`)
  if (code === 'EADDRINUSE') {
    if (await isFrontdesk(host, port)) return fine(name, `${port} on ${host}: Frontdesk answers there`)
    return fault(
      name,
      `${port} on ${host} is taken by another program`,
      `Stop that program, or set PORT to another number.`,
    )
  }
  if (code === 'EACCES')
    return fault(name, `${port} is closed to this user`, 'Use a PORT above 1023 and a proxy in front.')
  if (code === 'EADDRNOTAVAIL')
    return fault(name, `${host} is no address of this machine`, 'Set HOST to 127.0.0.1 or 0.0.0.0.')
  return fault(name, `cannot listen on ${host}:${port} (${code})`, 'Check HOST and PORT.')
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => done(null)))
  })
}

async function isFrontdesk(host: string, port: number): Promise<boolean> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  try {
    const response = await fetch(`http://${reachable}:${port}/healthz`, { signal: AbortSignal.timeout(2000) })
    return response.ok && ((await response.json()) as { ok?: boolean }).ok === true
  } catch {
    return false
  }
}

export async function checkDataDirectory(dataDir: string, uid = process.getuid?.()): Promise<Check> {
  const name = 'Data directory'
  const stats = await stat(dataDir).catch(() => null)
  if (!stats) return fine(name, `${dataDir} will be made at the first start`)
  const give = `sudo chown -R $(id -un) '${dataDir}'`
  if (!stats.isDirectory()) return fault(name, `${dataDir} is a file`, 'Set DATA_DIR to a directory.')
  if (uid !== undefined && uid !== 0 && stats.uid !== uid)
    return fault(name, `${dataDir} belongs to user ${stats.uid}, but Frontdesk runs as user ${uid}`, give)
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return fault(name, `${dataDir} cannot be written`, `chmod u+rwx '${dataDir}', or ${give}`)
  }
  if ((stats.mode & 0o022) !== 0)
    return warning(name, `${dataDir} can be written by other users`, `chmod go-w '${dataDir}'`)
  return fine(name, dataDir)
}

export async function checkSecret(dataDir: string): Promise<Check> {
  const name = 'Secret'
  const file = join(dataDir, 'secret')
  const stats = await stat(file).catch(() => null)
  if (!stats) return fine(name, 'from FRONTDESK_SECRET, or made at the first start')
  if ((stats.mode & 0o077) !== 0)
    return fault(name, `${file} can be read by other users`, `chmod 600 '${file}'`)
  return fine(name, `${file}, closed to others`)
}

export async function checkDisk(dataDir: string, free?: number): Promise<Check> {
  const name = 'Disk'
  const bytes = free ?? (await freeBytes(dataDir))
  const words = `${(bytes / 1e9).toFixed(1)} GB free`
  const fix = `Remove what is not needed, such as old files in ${backupsFolder({ dataDir })}, or enlarge the disk.`
  if (bytes < NO_DISK) return fault(name, `only ${Math.round(bytes / 1e6)} MB free`, fix)
  return bytes < LOW_DISK ? warning(name, words, fix) : fine(name, words)
}

/** Of the file system that holds the directory, or will hold it. */
async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  } catch {
    return freeBytes(join(directory, '..'))
  }
}

/** Whether the newest backup is recent; an installation without data needs none. */
export async function checkBackups(dataDir: string, now = Date.now()): Promise<Check> {
  const name = 'Backups'
  const folder = backupsFolder({ dataDir })
  const names = (await readdir(folder).catch(() => [] as string[])).filter((file) => file.endsWith('.tar'))
  if (names.length === 0)
    return warning(
      name,
      `none in ${folder} yet`,
      'Make one now: frontdesk backup. A running Frontdesk makes one a day.',
    )
  const times = await Promise.all(names.map(async (file) => (await stat(join(folder, file))).mtimeMs))
  const newest = Math.max(...times)
  const words = `the newest is from ${new Date(newest).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  if (now - newest <= BACKUP_AGE_MS) return fine(name, words)
  return warning(
    name,
    words,
    'Make one now: frontdesk backup. Look in the log for "backup" to see why none was made.',
  )
}
