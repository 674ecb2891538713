import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openDatabase } from '#platform/db.ts'
import { startTemporaryPostgres } from '#platform/embedded-postgres.ts'
import { createLive, createRelayLive, type LiveServer } from '#platform/live-server.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import type { Actor } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { at, type BenchRow, pause } from './rows.ts'

// From a committed change to open screens: 1,000 sockets on loopback, the browsers in a process of their own.

const SOCKETS = 1_000
const ROUNDS = 40
const PAUSE_MS = 150
const BOUND_MS = 50

/** Live updates with 1,000 open screens: one change after a pause, a burst, and a change of another process. */
export async function run(): Promise<BenchRow[]> {
  const postgres = await startTemporaryPostgres()
  await migrate(postgres.url)
  const log = createLog({ env: 'test', logLevel: 'silent' })
  const db = openDatabase({ url: postgres.url, poolSize: 2, statementTimeoutMs: 5_000 })
  const orgId = newId()
  const actor: Actor = {
    kind: 'user',
    userId: newId(),
    memberId: newId(),
    name: 'Bench',
    roles: [],
    permissions: new Set(['booking.view']),
    scope: null,
  }
  const server = createServer()
  const config = { redisUrl: undefined, baseUrl: 'http://localhost', corsOrigins: [], secret: 'x'.repeat(32) }
  const live = createLive({
    httpServer: server,
    config,
    log,
    db,
    resolveSession: async () => ({ orgId, actor }),
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const worker = createRelayLive({ config, log, ownerUrl: postgres.url })
  const browsers = await openBrowsers((server.address() as AddressInfo).port)
  try {
    await Promise.all([live.ready(), worker.ready()])
    return [
      await measureSingle(live, orgId, browsers),
      await measureBurst(live, orgId, browsers),
      await measureWorker(worker, orgId, browsers),
    ]
  } finally {
    browsers.send('leave')
    await once(browsers, 'exit')
    await worker.close()
    await live.close()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    await db.close()
    await postgres.stop()
  }
}

async function openBrowsers(port: number): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'live-clients.ts'), [
    `http://127.0.0.1:${port}`,
    'session=bench',
    String(SOCKETS),
  ])
  const [message] = await once(child, 'message')
  if (message !== 'ready') throw new Error('The browsers did not start.')
  return child
}

/** A change that carries the moment of its making where the browsers look for it. */
function tell(live: Pick<LiveServer, 'changed'>, orgId: string): void {
  const change = { topic: 'appointments', name: 'booking.appointment_booked', at: new Date().toISOString() }
  live.changed(orgId, [{ ...change, ids: [String(process.hrtime.bigint())] }])
}

async function report(browsers: ChildProcess): Promise<number[]> {
  browsers.send('report')
  const [{ late }] = (await once(browsers, 'message')) as [{ late: number[] }]
  return late.sort((a, b) => a - b)
}

function rowOf(
  name: string,
  late: readonly number[],
  expected: number,
  bound?: number,
  note?: string,
): BenchRow {
  const p95 = at(late, 0.95)
  const whole = late.length === expected
  return {
    name,
    unit: 'ms',
    median: at(late, 0.5),
    p95,
    repeats: late.length,
    ...(bound && { bound: `p95 ≤ ${bound} ms`, ok: whole && p95 <= bound }),
    note: [
      note,
      `slowest ${at(late, 1).toFixed(1)} ms`,
      !whole && `only ${late.length} of ${expected} arrived`,
    ]
      .filter(Boolean)
      .join('; '),
  }
}

async function measureSingle(live: LiveServer, orgId: string, browsers: ChildProcess): Promise<BenchRow> {
  tell(live, orgId)
  await pause(500)
  await report(browsers)
  for (let round = 0; round < ROUNDS; round++) {
    tell(live, orgId)
    await pause(PAUSE_MS)
  }
  await pause(500)
  return rowOf('live: a change to 1,000 open screens', await report(browsers), SOCKETS * ROUNDS, BOUND_MS)
}

async function measureBurst(live: LiveServer, orgId: string, browsers: ChildProcess): Promise<BenchRow> {
  const changes = 200
  for (let i = 0; i < changes; i++) {
    tell(live, orgId)
    await pause(2)
  }
  await pause(1_000)
  const note = 'the oldest of a batch waits up to 50 ms for it'
  return rowOf(
    'live: a burst of 500 changes a second',
    await report(browsers),
    SOCKETS * changes,
    undefined,
    note,
  )
}

async function measureWorker(
  worker: Pick<LiveServer, 'changed'>,
  orgId: string,
  browsers: ChildProcess,
): Promise<BenchRow> {
  const rounds = 8
  for (let round = 0; round < rounds; round++) {
    tell(worker, orgId)
    await pause(2_200)
  }
  const note = 'over PostgreSQL, one change after a quiet second'
  return rowOf('live: a change of another process', await report(browsers), SOCKETS * rounds, 100, note)
}
