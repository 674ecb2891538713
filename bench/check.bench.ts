import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type BenchRow, rowOf, timed } from './rows.ts'

/** How long `npm run check` takes: format, types, architecture, unit tests. */
export async function run(): Promise<BenchRow[]> {
  let code: number | null = null
  const ms = await timed(async () => {
    const child = spawn(process.execPath, ['bin/frontdesk.mjs', 'check'], { stdio: 'ignore' })
    code = (await once(child, 'exit'))[0] as number | null
  })
  const note = code === 0 ? 'everything passed' : `it ended with code ${code}: see npm run check`
  return [rowOf('check: npm run check', 's', [ms / 1000], { of: 'median', most: 60 }, note)]
}
