import { equal, ok } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '../tests/browser.ts'
import { type Demo, openDemo } from './demo.ts'
import { type BenchRow, rowOf } from './rows.ts'

// What a visitor sees in Chromium: when the first and the largest thing is painted, and Lighthouse's opinion on a phone.

const LOADS = 20
const BOUND_MS = 1_000
const LIGHTHOUSE_RUNS = 3
const SCORE = 95
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

export async function run(): Promise<BenchRow[]> {
  const demo = await openDemo()
  const program = await findChromium({ install: false })
  return [...(await measurePaint(demo, program)), ...(await measureLighthouse(demo, program))]
}

async function measurePaint(demo: Demo, program: string): Promise<BenchRow[]> {
  const browser = await chromium.launch({ executablePath: program, args: chromiumFlags })
  try {
    const book = await load(browser, demo.server.url, '/book', 'Where should we come?')
    const session = await signIn(browser, demo)
    const today = await load(browser, demo.server.url, '/today', 'Today', session)
    return [...book, ...today]
  } finally {
    await browser.close()
  }
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

async function signIn(browser: Browser, { server, signIns }: Demo): Promise<Session> {
  const owner = signIns.find(({ role }) => role === 'Owner')
  ok(owner, 'the demonstration shows its sign-ins')
  const context = await browser.newContext({ baseURL: server.url })
  const { email, password } = owner
  const answer = await context.request.post('/api/v1/sign-in', {
    data: { email, password, orgSlug: 'brightside' },
  })
  equal(answer.status(), 200, await answer.text())
  const session = await context.storageState()
  await context.close()
  return session
}

interface Paint {
  first: number
  largest: number
}

const PAINT = `new Promise((done) => {
  const seen = {}
  const watch = (type, note) => new PerformanceObserver((list) => note(list.getEntries())).observe({ type, buffered: true })
  watch('paint', (all) => { seen.first = all.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? seen.first })
  watch('largest-contentful-paint', (all) => { seen.largest = all.at(-1).startTime })
  const look = setInterval(() => seen.first && seen.largest && settle(), 20)
  // Fonts and pictures that come late may still paint something larger.
  const settle = () => { clearInterval(look); setTimeout(() => done(seen), 200) }
})`

/** Every load has a browser profile of its own, so nothing is in its cache. */
async function load(
  browser: Browser,
  url: string,
  path: string,
  words: string,
  storageState?: Session,
): Promise<BenchRow[]> {
  const paints: Paint[] = []
  for (let i = -2; i < LOADS; i++) {
    const context = await browser.newContext({ storageState })
    const page = await context.newPage()
    const answer = await page.goto(url + path, { waitUntil: 'load' })
    equal(answer?.status(), 200)
    equal(new URL(page.url()).pathname, path)
    ok((await page.textContent('body'))?.includes(words), `${path} must show "${words}"`)
    const paint = (await page.evaluate(PAINT)) as Paint
    ok(paint.first > 0 && paint.largest > 0)
    if (i >= 0) paints.push(paint)
    await context.close()
  }
  const limit = { of: 'median', most: BOUND_MS } as const
  return [
    rowOf(
      `paint: ${path}, first contentful`,
      'ms',
      paints.map(({ first }) => first),
      limit,
      'empty cache, 1280 × 720',
    ),
    rowOf(
      `paint: ${path}, largest contentful`,
      'ms',
      paints.map(({ largest }) => largest),
      limit,
    ),
  ]
}

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; title: string }>
}

async function measureLighthouse({ dataDir, server }: Demo, program: string): Promise<BenchRow[]> {
  const reports: Report[] = []
  for (let i = 0; i < LIGHTHOUSE_RUNS; i++)
    reports.push(await lighthouse(`${server.url}/book`, program, dataDir))
  return CATEGORIES.map((category) => {
    const scores = reports.map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100))
    const limit = { of: 'median', least: SCORE } as const
    return rowOf(
      `lighthouse: /book on a phone, ${category}`,
      'of 100',
      scores,
      limit,
      faultsOf(reports[0]!, category),
    )
  })
}

/** What costs points, in Lighthouse's words. */
function faultsOf({ categories, audits }: Report, category: string): string | undefined {
  const faults = categories[category]!.auditRefs.filter(
    ({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9,
  )
  return faults.length > 0 ? `loses on: ${faults.map(({ id }) => id).join(', ')}` : undefined
}

async function lighthouse(url: string, program: string, folder: string): Promise<Report> {
  const output = join(folder, 'lighthouse.json')
  const args = [
    ...['node_modules/lighthouse/cli/index.js', url, '--quiet', '--output=json', `--output-path=${output}`],
    ...[`--only-categories=${CATEGORIES.join(',')}`, '--no-enable-error-reporting'],
    `--chrome-flags=--headless=new ${chromiumFlags.join(' ')}`,
  ]
  await promisify(execFile)(process.execPath, args, {
    timeout: 120_000,
    env: { ...process.env, CHROME_PATH: program },
  })
  return JSON.parse(readFileSync(output, 'utf8')) as Report
}
