import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const READY = /is ready after/
const PATIENCE_MS = 180_000

/** The whole product as a process of its own, on a free port and a data directory that goes with it. */
export interface RunningProduct {
  /** `http://localhost:41234` */
  url: string
  pid: number
  stop(): Promise<void>
}

/**
 * Starts the built product as its users do, with the demonstration or empty. The pages are built first when their
 * sources changed. Rate limits are off: all visitors of a test run share one address.
 */
export async function startProduct(options: { demo: boolean }): Promise<RunningProduct> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-journeys-'))
  const words = ['src/cli.ts', 'start', '--port', String(port), '--data-dir', dataDir]
  const child = spawn(process.execPath, [...words, ...(options.demo ? [] : ['--no-demo'])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`,
      NODE_ENV: 'production',
      RATE_LIMITS: 'false',
      POSTCODES_IO_URL: '',
      LOG_LEVEL: 'warn',
    },
  })
  const stop = () => stopProduct(child, dataDir)
  try {
    await ready(child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `http://localhost:${port}`, pid: child.pid!, stop }
}

/** Resolves when the product says so; rejects with its last words when it ends or takes too long. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = ''
    const patience = setTimeout(() => fail(new Error(`Not ready after three minutes.\n${said}`)), PATIENCE_MS)
    const listen = (chunk: Buffer) => {
      said = (said + chunk).slice(-8_000)
      if (!READY.test(said)) return
      clearTimeout(patience)
      done()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('error', fail)
    child.on('exit', (code) => fail(new Error(`The product ended with code ${code}.\n${said}`)))
  })
}

async function stopProduct(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await Promise.race([ended, new Promise((done) => setTimeout(done, 10_000))])
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
