import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { spawnAs } from './account.ts'
import type { Place } from './place.ts'
import { programOf, waitUntil } from './processes.ts'

/** Crash recovery after a power cut may replay a gigabyte of log first. */
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 30_000

/**
 * Runs PostgreSQL and reads a named pipe that every process using the server keeps open for writing. When the last
 * one closes it, be it by stopping, crashing or SIGKILL, `cat` ends and SIGINT asks PostgreSQL to shut down fast.
 * Arguments: the pipe, a directory to remove after a clean end (or empty), the command.
 */
const GUARD = `
hold=$1; remove=$2; shift 2
"$@" </dev/null &
server=$!
{ cat "$hold" >/dev/null; kill -INT $server; } &
wait $server
code=$?
if [ -n "$remove" ] && [ $code = 0 ]; then rm -rf "$remove"; fi
trap '' TERM
kill -TERM 0
exit $code`

export interface LaunchOptions {
  native: string
  settings: Record<string, string | number>
  /** Removes the whole place when the server has ended cleanly. */
  isTemporary: boolean
  /** Called when the server ends, with the guard's exit code. */
  onEnd(code: number | null): void
}

/** Starts the server and waits until it takes connections. Returns the open pipe that keeps it alive. */
export async function launch(place: Place, options: LaunchOptions): Promise<number> {
  rmSync(place.hold, { force: true })
  execFileSync('mkfifo', ['-m', '600', place.hold], spawnAs(place.account))
  // Opening a pipe for writing needs a reader; ours stands in until the guard has opened its own end.
  const reader = openSync(place.hold, constants.O_RDONLY | constants.O_NONBLOCK)
  const hold = openHold(place)!
  const log = openSync(place.log, 'a', 0o600)
  try {
    let exitCode: number | null | undefined
    const command = [join(options.native, 'bin/postgres'), '-D', place.cluster, ...flags(place, options)]
    const child = spawn(
      '/bin/sh',
      ['-c', GUARD, 'frontdesk-postgres', place.hold, options.isTemporary ? place.root : '', ...command],
      {
        ...spawnAs(place.account),
        detached: true,
        stdio: ['ignore', log, log],
      },
    )
    child.on('exit', (code) => {
      exitCode = code
      options.onEnd(code)
    })
    child.on('error', () => {
      exitCode = null
    })
    child.unref()
    const settled = await waitUntil(() => exitCode !== undefined || isReady(place), START_TIMEOUT_MS)
    if (exitCode !== undefined || !settled) throw new Error(startFailure(place, exitCode))
    return hold
  } catch (error) {
    closeSync(hold)
    throw error
  } finally {
    closeSync(reader)
    closeSync(log)
  }
}

function flags(place: Place, options: LaunchOptions): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Failing statements and their DETAIL lines hold people's data; the product reports the failure itself.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...options.settings,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function startFailure(place: Place, code: number | null | undefined): string {
  const reason =
    code === undefined ? `was not ready after ${START_TIMEOUT_MS / 1000} s` : `ended with code ${code}`
  const tail = readFileSync(place.log, 'utf8').trim().split('\n').slice(-8).join('\n')
  return `The built-in PostgreSQL ${reason}. The end of ${place.log} says:\n${tail}`
}

/**
 * Opens the pipe for writing, which keeps the server alive. Undefined when nobody reads it: no guard, no server.
 * This works across containers that share the directory, where process ids mean nothing.
 */
export function openHold(place: Place): number | undefined {
  try {
    return openSync(place.hold, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENXIO' || code === 'ENOENT') return undefined
    throw error
  }
}

const statusLines = (place: Place): string[] => {
  try {
    return readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** The eighth line of postmaster.pid is the server's state (src/include/utils/pidfile.h). */
export const isReady = (place: Place) => statusLines(place)[7]?.trim() === 'ready'

/** Waits until the server has ended, and uses force when it takes too long; PostgreSQL then recovers on the next start. */
export async function waitForEnd(place: Place): Promise<void> {
  if (await waitUntil(() => statusLines(place).length === 0, STOP_TIMEOUT_MS)) return
  const pid = Number(statusLines(place)[0])
  if (programOf(pid) === 'postgres') process.kill(pid, 'SIGQUIT')
  await waitUntil(() => programOf(pid) !== 'postgres', STOP_TIMEOUT_MS)
}

/** Stops a server whose guard has died, and clears what a crash left; PostgreSQL trips over a reused process id. */
export async function clearRemains(place: Place): Promise<void> {
  const pid = Number(statusLines(place)[0])
  if (pid && programOf(pid) === 'postgres') {
    process.kill(pid, 'SIGINT')
    await waitForEnd(place)
  }
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  rmSync(join(place.sockets, '.s.PGSQL.5432.lock'), { force: true })
}
