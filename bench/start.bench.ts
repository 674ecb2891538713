import { ok } from 'node:assert/strict'
import { openDemo, restartDemo } from './demo.ts'
import { type BenchRow, pause, rowOf, timed } from './rows.ts'

// The installation itself: the first start with its demonstration, memory at rest, and every start after that.

const IDLE_MS = 30_000
const STARTS = 20

export async function run(): Promise<BenchRow[]> {
  const demo = await openDemo()
  const loaded = rowOf(
    'start: first start with the whole demonstration, until “ready”',
    's',
    [demo.loadMs / 1000],
    { of: 'median', most: 30 },
    'an empty folder: database, migrations, 14 months of visits and conversations, figures; the pages are built',
  )
  await pause(Math.max(0, demo.since + IDLE_MS - performance.now()))
  const firstMemory = await demo.server.memoryMb()
  const readyMs: number[] = []
  const stopMs: number[] = []
  for (let i = 0; i < STARTS; i++) {
    stopMs.push(await timed(() => demo.server.stop()))
    const server = await restartDemo()
    ok(!server.output().includes('Building the pages'), 'the sources must not change during the measurement')
    readyMs.push(server.readyMs / 1000)
  }
  await pause(IDLE_MS)
  const memory = await demo.server.memoryMb()
  const note = `resident memory of Node with all roles, ${IDLE_MS / 1000} s after the start`
  return [
    loaded,
    rowOf('start: memory at rest', 'MB', [memory], { of: 'median', most: 260 }, note),
    rowOf(
      'start: memory at rest after the first start',
      'MB',
      [firstMemory],
      undefined,
      'the demonstration was filled in by a process of its own, which is gone',
    ),
    rowOf(
      'start: second start, until /readyz',
      's',
      readyMs,
      { of: 'p95', most: 3 },
      'npm start’s own launcher included',
    ),
    rowOf(
      'start: stopping, until everything has ended',
      's',
      stopMs.map((ms) => ms / 1000),
    ),
  ]
}
