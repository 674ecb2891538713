import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '#platform/pages-build.ts'
import { type ServerProcess, startServer } from './places.ts'

/** The demonstration as `npm start` shows it on a fresh machine, shared by the benchmarks of one run. */
export interface Demo {
  dataDir: string
  server: ServerProcess
  /** The whole first start on an empty folder, from the command to “ready”; the pages are built before. */
  loadMs: number
  signIns: { role: string; email: string; password: string }[]
  /** When it stood there, to know how long it has been idle. */
  since: number
}

let opened: Promise<Demo> | undefined

/** The running demonstration; the first caller waits until it is loaded. */
export function openDemo(): Promise<Demo> {
  opened ??= startDemo()
  return opened
}

async function startDemo(): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  try {
    await buildPages({ environment: process.env })
    const startedAt = performance.now()
    const server = await startServer(dataDir, [])
    await server.said('Frontdesk is ready')
    const loadMs = performance.now() - startedAt
    return { dataDir, server, loadMs, signIns: signInsOf(server.output()), since: performance.now() }
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
}

/** The sign-ins of the welcome on the terminal. */
function signInsOf(output: string): Demo['signIns'] {
  const lines = output.matchAll(/^ {4}(\w+) +(\S+@\S+) +(\S+)$/gm)
  return [...lines].map(([, role, email, password]) => ({ role: role!, email: email!, password: password! }))
}

/** Starts the demonstration's server again on its data, after it was stopped. */
export async function restartDemo(): Promise<ServerProcess> {
  const demo = await openDemo()
  await demo.server.stop()
  demo.server = await startServer(demo.dataDir, [])
  demo.since = performance.now()
  return demo.server
}

/** Stops it and removes its data, if it was started at all. */
export async function closeDemo(): Promise<void> {
  const demo = await opened?.catch(() => undefined)
  opened = undefined
  if (!demo) return
  await demo.server.stop()
  rmSync(demo.dataDir, { recursive: true, force: true })
}
