import { closeSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canUse, chooseAccount } from './embedded-postgres/account.ts'
import { prepareBinaries } from './embedded-postgres/binaries.ts'
import { connectionUrl, ensureDatabase, initialise } from './embedded-postgres/cluster.ts'
import { type Place, preparePlace, prepareTemporaryPlace } from './embedded-postgres/place.ts'
import { forgetHolder, noteHolder, takeLock, waitUntil } from './embedded-postgres/processes.ts'
import { clearRemains, isReady, launch, openHold, waitForEnd } from './embedded-postgres/server.ts'
import type { Log } from './log.ts'

const LOCK_TIMEOUT_MS = 150_000
const STOP_TIMEOUT_MS = 30_000
/** Shutting down (57P01, 57P03: admin_shutdown, cannot_connect_now), or the socket has already gone. */
const GOING_DOWN = new Set(['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'])
const SMALL_SERVER = { shared_buffers: '128MB', max_connections: 100 }
/** Safe only for data that nobody needs after a power cut. */
const THROWAWAY_SERVER = {
  shared_buffers: '128MB',
  max_connections: 200,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '1h',
}

export interface EmbeddedPostgres {
  /** Connection string of the owner (superuser), over a unix socket. */
  readonly url: string
  /** Whether another process had already started the server. */
  readonly shared: boolean
  /** Lets go of the server. It shuts down when no process uses it any more; safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL of a data directory, or joins the one that another process runs there. It ends
 * with the last process that uses it, also when that one is killed.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  log: Log
}): Promise<EmbeddedPostgres> {
  const place = preparePlace(options.dataDir)
  const release = await takeLock(place.lock, LOCK_TIMEOUT_MS)
  try {
    const joined = await joinRunning(place)
    if (joined !== undefined) return handle(place, joined, true)
    let isStopped = false
    const hold = await startServer(place, SMALL_SERVER, (code) => {
      if (!isStopped)
        options.log.error({ code, log: place.log }, 'the built-in PostgreSQL ended unexpectedly')
    })
    options.log.info({ account: place.account.name, directory: place.root }, 'built-in PostgreSQL started')
    return handle(place, hold, false, () => {
      isStopped = true
    })
  } finally {
    release()
  }
}

/** A server of its own for tests: fast, without crash safety, and removed when it stops or its process dies. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  const account = chooseAccount([])
  const parent = canUse(account, tmpdir()) ? tmpdir() : '/tmp'
  const place = prepareTemporaryPlace(account, mkdtempSync(join(parent, 'frontdesk-test-')))
  let hasEnded = false
  const remove = () => rmSync(place.root, { recursive: true, force: true })
  try {
    const hold = await startServer(place, THROWAWAY_SERVER, () => {
      hasEnded = true
    })
    const stop = once(async () => {
      closeSync(hold)
      await waitUntil(() => hasEnded, STOP_TIMEOUT_MS)
      remove()
    })
    return { url: connectionUrl(place), shared: false, stop }
  } catch (error) {
    remove()
    throw error
  }
}

async function startServer(
  place: Place,
  settings: typeof SMALL_SERVER | typeof THROWAWAY_SERVER,
  onEnd: (code: number | null) => void,
): Promise<number> {
  const isTemporary = settings === THROWAWAY_SERVER
  const native = prepareBinaries(place.account, place.root)
  await clearRemains(place)
  await initialise(place, native, !isTemporary)
  const hold = await launch(place, { native, settings, isTemporary, onEnd })
  try {
    await ensureDatabase(connectionUrl(place))
    return hold
  } catch (error) {
    closeSync(hold)
    throw error
  }
}

/** Opens a running server's pipe; undefined when there is none, after waiting for one that is on its way out. */
async function joinRunning(place: Place): Promise<number | undefined> {
  const hold = openHold(place)
  if (hold === undefined) return undefined
  try {
    if (isReady(place)) {
      await ensureDatabase(connectionUrl(place))
      return hold
    }
  } catch (error) {
    if (!GOING_DOWN.has((error as { code?: string }).code ?? '')) throw error
  }
  closeSync(hold)
  await waitUntil(() => !isHeldOpen(place), STOP_TIMEOUT_MS)
  return undefined
}

function isHeldOpen(place: Place): boolean {
  const hold = openHold(place)
  if (hold !== undefined) closeSync(hold)
  return hold !== undefined
}

function handle(place: Place, hold: number, shared: boolean, onStop = () => {}): EmbeddedPostgres {
  const note = noteHolder(place.holders)
  const stop = once(async () => {
    onStop()
    const { othersRemain } = forgetHolder(note)
    closeSync(hold)
    if (!othersRemain) await waitForEnd(place)
  })
  return { url: connectionUrl(place), shared, stop }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => {
    result ??= work()
    return result
  }
}
