import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canUse, chooseAccount, giveTo } from './account.ts'

/** The major version is part of the directory's name, so another version never opens these files. */
const CLUSTER = 'data-18'
const ELSEWHERE = '/var/lib/frontdesk'
/** sun_path holds 108 bytes on Linux with the final NUL, 104 on macOS. */
const LONGEST_SOCKET_PATH = process.platform === 'linux' ? 107 : 103
const LARGEST_LOG_BYTES = 5_000_000

/** Where one built-in server keeps its things, and as whom it runs. */
export interface Place {
  readonly account: Account
  /** Closed to all but the account; everything below lies in it, except `log`. */
  readonly root: string
  readonly cluster: string
  /** Directory of the unix socket and of the pipe that keeps the server alive. */
  readonly sockets: string
  readonly hold: string
  readonly holders: string
  readonly lock: string
  readonly password: string
  readonly log: string
}

/** Chooses and creates the directories of the lasting server that belongs to a data directory. */
export function preparePlace(dataDir: string): Place {
  mkdirSync(dataDir, { recursive: true })
  const { account, root } = chooseRoot(realpathSync(dataDir))
  const log = join(dataDir, 'postgres.log')
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES) renameSync(log, `${log}.1`)
  return layOut(account, root, log)
}

/** Directories for a server that is thrown away; `root` is new and empty. */
export function prepareTemporaryPlace(account: Account, root: string): Place {
  return layOut(account, root, join(root, 'postgres.log'))
}

function chooseRoot(dataDir: string): { account: Account; root: string } {
  const usual = join(dataDir, 'postgres')
  const elsewhere = join(ELSEWHERE, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  const account = chooseAccount([join(usual, CLUSTER), join(elsewhere, CLUSTER)])
  if (!account.ids) return { account, root: usual }
  openToOthers(dataDir)
  if (lstatSync(usual, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const root = existsSync(usual) ? realpathSync(usual) : elsewhere
    return { account, root }
  }
  if (canUse(account, dataDir)) return { account, root: usual }
  if (existsSync(join(usual, CLUSTER))) {
    throw new Error(
      `The database in ${usual} runs as ${account.name}, which cannot reach it: a directory above it is closed. ` +
        'Move it to an open place, open the directories (chmod o+x), or start Frontdesk as their owner.',
    )
  }
  return { account, root: linkElsewhere(usual, elsewhere) }
}

/** Below `/root` no other account can reach anything, so the files go to /var/lib and a link shows where. */
function linkElsewhere(usual: string, elsewhere: string): string {
  mkdirSync(elsewhere, { recursive: true })
  openToOthers(ELSEWHERE)
  rmSync(usual, { recursive: true, force: true })
  symlinkSync(elsewhere, usual)
  return elsewhere
}

/** Lets the account pass through a directory of ours (root's umask may be 077); it still cannot list or read. */
function openToOthers(directory: string): void {
  const { mode } = statSync(directory)
  if ((mode & 0o011) !== 0o011) chmodSync(directory, mode | 0o055)
}

function layOut(account: Account, root: string, log: string): Place {
  makeOwned(account, root)
  const sockets = socketDirectory(root)
  makeOwned(account, sockets)
  return {
    account,
    root,
    cluster: join(root, CLUSTER),
    sockets,
    hold: join(sockets, 'hold'),
    holders: join(root, 'holders'),
    lock: join(root, 'starting.lock'),
    password: join(root, 'password'),
    log,
  }
}

function socketDirectory(root: string): string {
  const usual = join(root, 'run')
  if (Buffer.byteLength(join(usual, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH) return usual
  const name = `frontdesk-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`
  const short = join(tmpdir(), name)
  return Buffer.byteLength(join(short, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH ? short : join('/tmp', name)
}

/** Creates a directory that only the account can enter, and refuses one that somebody else has put there. */
function makeOwned(account: Account, path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const stats = lstatSync(path)
  const own = process.getuid?.()
  if (!stats.isDirectory() || (stats.uid !== own && stats.uid !== account.ids?.uid)) {
    throw new Error(`${path} belongs to somebody else. Remove it, or set another DATA_DIR.`)
  }
  chmodSync(path, 0o700)
  giveTo(account, path)
}
