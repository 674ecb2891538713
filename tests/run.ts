import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { buildPages } from '#platform/pages-build.ts'
import { findChromium } from './browser.ts'
import { type Outcome, oneFailed, onePassed, readPlaywright, readVitest, sum } from './results.ts'

/** First on the PATH, so that every tool runs under the pinned Node. */
const TOOLS = resolve('node_modules/.bin')
const VITEST_REPORT = 'test-results/vitest.json'
const PLAYWRIGHT_REPORT = 'test-results/playwright.json'

let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exit(130)
  })
}

/** Runs a tool of node_modules with its output on the terminal; resolves to its exit code. */
function run(tool: string, args: string[], environment: Record<string, string> = {}): Promise<number | null> {
  return new Promise((done) => {
    running = spawn(join(TOOLS, tool), args, {
      stdio: 'inherit',
      env: { ...process.env, PATH: `${TOOLS}${delimiter}${process.env.PATH}`, ...environment },
    })
    running.on('error', (error) => {
      console.error(`${tool} could not be started: ${error.message}`)
      done(null)
    })
    running.on('exit', done)
  })
}

/** Runs commands one after the other until one fails; together they count as one test. */
async function asOneTest(name: string, commands: [tool: string, ...args: string[]][]): Promise<Outcome> {
  for (const [tool, ...args] of commands) {
    const code = await run(tool, args)
    if (code !== 0) return oneFailed(`${name}: ${tool} ${args.join(' ')} ended with code ${code}`)
  }
  return onePassed
}

const hasWeb = () => existsSync('react-router.config.ts')

const format = () => asOneTest('format', [['biome', 'check', '.']])

const types = () =>
  asOneTest('types', [
    ...(hasWeb() ? [['react-router', 'typegen'] as [string, string]] : []),
    ['tsc', '-p', 'tsconfig.server.json'],
    ['tsc', '-p', 'tsconfig.web.json'],
    ['tsc', '-p', 'tests/tsconfig.json'],
    ['tsc', '-p', 'tsconfig.tools.json'],
  ])

/** Leaves the mark by which every start of this run sees that the pages are built. */
async function build(): Promise<Outcome> {
  try {
    await buildPages({ environment: process.env, always: true })
    return onePassed
  } catch (error) {
    console.error((error as Error).message)
    return oneFailed('build: the pages could not be built')
  }
}

async function vitest(projects: string[]): Promise<Outcome> {
  rmSync(VITEST_REPORT, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`]
  const code = await run('vitest', ['run', ...projects.map((name) => `--project=${name}`), ...reporters])
  return readVitest(VITEST_REPORT, code)
}

async function browser(isBuilt: boolean): Promise<Outcome> {
  if (!isBuilt) {
    console.log('Not run, because the build failed.')
    return oneFailed('browser: not run, because the build failed')
  }
  rmSync(PLAYWRIGHT_REPORT, { force: true })
  try {
    const chromium = await findChromium({ install: true })
    const code = await run('playwright', ['test', '--reporter=list,json'], {
      CHROME_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT,
    })
    return readPlaywright(PLAYWRIGHT_REPORT, code)
  } catch (error) {
    console.error((error as Error).message)
    return oneFailed(`browser: ${(error as Error).message}`)
  }
}

async function step(name: string, work: () => Promise<Outcome>): Promise<Outcome> {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`)
  const start = performance.now()
  const outcome = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${name}: ${outcome.failed === 0 ? 'ok' : `${outcome.failed} failed`} in ${seconds} s`)
  return outcome
}

async function runAll(): Promise<Outcome[]> {
  const outcomes = [await step('format', format), await step('types', types)]
  if (process.argv.includes('--check')) {
    return [...outcomes, await step('unit', () => vitest(['unit']))]
  }
  let isBuilt = true
  if (hasWeb()) {
    const built = await step('build', build)
    isBuilt = built.failed === 0
    outcomes.push(built)
  }
  outcomes.push(await step('unit and integration', () => vitest([])))
  if (existsSync('playwright.config.ts')) outcomes.push(await step('browser', () => browser(isBuilt)))
  return outcomes
}

mkdirSync('test-results', { recursive: true })
const start = performance.now()
const total = sum(await runAll())
if (total.failures.length > 0) {
  console.log(`\nFailed:\n${total.failures.map((failure) => `  ✗ ${failure}`).join('\n')}`)
}
console.log(`\nAll steps took ${((performance.now() - start) / 1000).toFixed(0)} s.`)
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
)
process.exitCode = total.failed > 0 ? 1 : 0
