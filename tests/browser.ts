import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** For every Chromium the tests start: works as root and in containers, and makes no connections of its own. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const PROGRAMS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']

/**
 * Path of a Chromium: CHROME_PATH, the system's, or Playwright's own. With `install` it is fetched by apt on a
 * Debian or Ubuntu machine when we are root. Throws with the fix when there is none.
 */
export async function findChromium(options: { install: boolean }): Promise<string> {
  const found = givenPath() ?? onThePath() ?? (await playwrightsOwn())
  if (found) return found
  if (options.install && canInstall()) {
    console.log('Installing Chromium with apt-get, because no browser was found.')
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    const flags = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
    execFileSync('apt-get', flags, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = onThePath()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found for the browser tests. Install one (apt-get install chromium, ' +
      'npx playwright install chromium, or Google Chrome), or set CHROME_PATH to its program.',
  )
}

function givenPath(): string | undefined {
  const path = process.env.CHROME_PATH
  if (path && !canRun(path))
    throw new Error(`CHROME_PATH is "${path}", which is not a program. Correct or unset it.`)
  return path || undefined
}

function onThePath(): string | undefined {
  const directories = (process.env.PATH ?? '').split(delimiter)
  const candidates = PROGRAMS.flatMap((program) => directories.map((directory) => join(directory, program)))
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [...candidates, mac].find((path) => canRun(path) && starts(path))
}

async function playwrightsOwn(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** On Ubuntu `chromium-browser` may be a stub that only tells people to install a snap. */
const starts = (path: string) => spawnSync(path, ['--version'], { timeout: 15_000 }).status === 0

function canInstall(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}
