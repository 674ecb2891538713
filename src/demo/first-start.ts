import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { createSilentLive } from '#platform/live.ts'
import { withLock } from '#platform/lock.ts'
import type { Log } from '#platform/log.ts'
import { createServices } from '#platform/services.ts'
import { demoState } from './state.ts'

const COMMANDS = join(import.meta.dirname, '../cli.ts')
/** Rows live for a moment: with room for many of them nobody has to sweep all the time. */
const ROOM = '--max-semi-space-size=64'

/**
 * Fills the demonstration on the first start of an empty installation, and anew when an earlier start was cut off in
 * the middle. In a process of its own: it works while the server is being loaded, and its memory goes with it.
 */
export async function prepareDemo(config: Config, databaseUrl: string, log: Log): Promise<void> {
  const services = createServices({ config, log, modules: [], databaseUrl, live: createSilentLive() })
  try {
    await withLock(services, 'demo', async () => {
      const state = await demoState(services)
      if (state === 'half_filled' || (state === 'possible' && config.demo)) await fill(config.dataDir, state)
    })
  } finally {
    await services.db.close()
  }
}

function fill(dataDir: string, state: 'half_filled' | 'possible'): Promise<void> {
  const words = ['seed', '--data-dir', dataDir, ...(state === 'half_filled' ? ['--reset'] : [])]
  const child = fork(COMMANDS, words, {
    execArgv: [...process.execArgv, ROOM],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((done, refuse) => {
    child.once('error', refuse)
    child.once('exit', (code) =>
      code === 0
        ? done()
        : refuse(
            new Error('The demonstration could not be filled in. Start again, or start with --no-demo.'),
          ),
    )
  })
}
