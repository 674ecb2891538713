import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-cli-'))
const own = join(folder, 'own')
const restored = join(folder, 'restored')
const archive = join(folder, 'backup.tar')
/** The first start builds the pages when nobody did, and waits for whoever does just now; a busy machine takes its time. */
const PATIENCE_MS = 180_000
const STOP_WITHIN_MS = 5_000
const START_WITHIN_MS = 8_000

const children = new Set<ChildProcess>()
afterAll(async () => {
  await Promise.all([...children].map((child) => stop(child, 'SIGKILL')))
  rmSync(folder, { recursive: true, force: true })
})

/** As on a fresh machine: nothing of the test runner's own settings. */
function environment(more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, TZ: 'UTC', LOG_LEVEL: 'error', ...more }
}

function launch(script: string, args: string[], more?: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Runs a command to its end. */
function run(args: string[], more?: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = launch('src/cli.ts', args, more)
  return new Promise((done) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text))
    child.once('close', (code) => done({ code, said }))
  })
}

/** Starts the server and waits until it says that it is ready. */
async function start(dataDir: string, script = 'src/cli.ts') {
  const port = await freePort()
  const startedAt = performance.now()
  const child = launch(script, ['start', '--no-demo', '--port', String(port), '--data-dir', dataDir])
  let said = ''
  await new Promise<void>((done, refuse) => {
    child.stderr?.on('data', (text) => (said += text))
    child.stdout?.on('data', (text) => {
      said += text
      if (said.includes('Stop with Ctrl-C')) done()
    })
    child.once('exit', (code) => refuse(new Error(`ended with ${code} before it was ready:\n${said}`)))
  })
  return { child, url: `http://localhost:${port}`, ms: performance.now() - startedAt }
}

/** Sends the signal and waits for the end. */
function stop(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<{ code: number | null; ms: number }> {
  const startedAt = performance.now()
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done({ code: child.exitCode, ms: 0 })
    child.once('exit', (code) => done({ code, ms: performance.now() - startedAt }))
    child.kill(signal)
  })
}

/** On a machine that is busy with other things the clock says little; this is what the process itself took (Linux). */
function processorMs({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.POSITIVE_INFINITY
  const fields = readFileSync(file, 'latin1').split(') ').at(-1)!.split(' ')
  // utime and stime, in hundredths of a second: proc(5).
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const report = (text: string) => process.stdout.write(`${text}\n`)

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function post(url: string, body: object, cookie = ''): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
}

const admin = { name: 'Ana Lima', email: 'ana@example.com', password: 'three plain words' }

async function signIn(url: string): Promise<string> {
  const { email, password } = admin
  const answer = await post(`${url}/api/v1/sign-in`, { email, password })
  expect(answer.status).toBe(200)
  return cookiesOf(answer)
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function clients(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/v1/clients`, { headers: { cookie: await signIn(url) } })
  const { items } = (await answer.json()) as { items: { name: string }[] }
  return items.map(({ name }) => name)
}

/** Where `/` leads: a status and an address. */
async function home(url: string, cookie = ''): Promise<string> {
  const answer = await fetch(`${url}/`, { redirect: 'manual', headers: { cookie } })
  return `${answer.status} ${answer.headers.get('location')}`
}

let running: Awaited<ReturnType<typeof start>>
let firstHome: string

beforeAll(async () => {
  running = await start(own)
  firstHome = await home(running.url)
  const organization = { name: 'Bright Rooms', zone: 'Europe/London', currency: 'GBP' }
  const answer = await post(`${running.url}/api/v1/setup`, { organization, admin })
  expect(answer.status).toBe(201)
  const made = await post(`${running.url}/api/v1/clients`, { name: 'Kofi Mensah' }, cookiesOf(answer))
  expect(made.status).toBe(201)
}, PATIENCE_MS)

describe('the life of an installation (PLAT-001)', () => {
  test('a fresh one leads to its set-up, later visitors come to booking and the team to its day', {
    timeout: 60_000,
  }, async () => {
    expect(firstHome).toBe('302 /setup')
    expect(await home(running.url)).toBe('302 /book')
    expect(await home(running.url, await signIn(running.url))).toBe('302 /today')
    const again = await post(`${running.url}/api/v1/setup`, {
      organization: { name: 'Two', zone: 'UTC', currency: 'GBP' },
      admin,
    })
    expect(again.status).toBe(409)
  })

  test('a backup of the running server, restored elsewhere, brings everything back', {
    timeout: PATIENCE_MS,
  }, async () => {
    const made = await run(['backup', '--data-dir', own, '--out', archive])
    expect(made).toMatchObject({ code: 0 })
    expect(existsSync(archive)).toBe(true)
    const back = await run(['restore', archive, '--data-dir', restored])
    expect(back.said).toContain('every count was checked')
    expect(back.code).toBe(0)
    const doctor = await run(['doctor', '--data-dir', restored, '--port', String(await freePort())])
    expect(doctor.said).not.toContain('✗')
    expect(doctor.code).toBe(0)
    const copy = await start(restored)
    expect(await clients(copy.url)).toEqual(['Kofi Mensah'])
    expect(await stop(copy.child, 'SIGTERM')).toMatchObject({ code: 0 })
    // The server that was backed up went on meanwhile.
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
  })

  test('SIGTERM finishes what is under way and ends with 0 within five seconds', {
    timeout: PATIENCE_MS,
  }, async () => {
    const underWay = signIn(running.url)
    // Checking a password takes a tenth of a second: the request has arrived, and is not done.
    await new Promise((done) => setTimeout(done, 30))
    const { code, ms } = await stop(running.child, 'SIGTERM')
    report(`stopped after ${Math.round(ms)} ms`)
    expect(await underWay).toContain('=')
    expect(code).toBe(0)
    expect(ms).toBeLessThan(STOP_WITHIN_MS)
  })

  test('a later start is quick, and a killed server starts again with everything it had promised', {
    timeout: PATIENCE_MS,
  }, async () => {
    const second = await start(own)
    const used = processorMs(second.child)
    report(`a later start is ready after ${Math.round(second.ms)} ms, ${used} ms of them at work`)
    expect(Math.min(second.ms, used)).toBeLessThan(START_WITHIN_MS)
    const cookie = await signIn(second.url)
    const made = await post(`${second.url}/api/v1/clients`, { name: 'Mei Pryce' }, cookie)
    expect(made.status).toBe(201)
    await stop(second.child, 'SIGKILL')
    // By the launcher this time, as people do; it passes the signal on.
    const third = await start(own, 'bin/frontdesk.mjs')
    expect(await clients(third.url)).toEqual(['Kofi Mensah', 'Mei Pryce'])
    expect(await stop(third.child, 'SIGTERM')).toMatchObject({ code: 0 })
  })
})

// Side by side: each is a process that does nothing but start.
describe.concurrent('commands that cannot be carried out say why', { timeout: 60_000 }, () => {
  test.each([
    ['an unknown command', ['strat'], 'There is no command "strat"'],
    ['an unknown option', ['start', '--prot', '80'], '--prot'],
    ['a restore of nothing', ['restore', '--data-dir', restored], 'Which archive?'],
    [
      'a file that is not there',
      ['postcodes', 'import', '/none.csv', '--data-dir', restored],
      'no such file',
    ],
    ['an administrator without a name', ['create-admin', '--email', 'a@b.example'], 'Say who'],
  ])('%s', async (_case, args, words) => {
    const { code, said } = await run(args)
    expect(code).toBe(1)
    expect(said).toContain(words)
    expect(said).not.toMatch(/ {4}at /)
  })

  test('an administrator without a password, where nobody can type one', async () => {
    const { code, said } = await run(['create-admin', '--email', 'a@b.example', '--name', 'A'])
    expect(code).toBe(1)
    expect(said).toContain('ADMIN_PASSWORD')
  })

  test('help is no failure', async () => {
    const { code, said } = await run(['help'])
    expect(code).toBe(0)
    expect(said).toContain('frontdesk restore FILE')
  })
})
