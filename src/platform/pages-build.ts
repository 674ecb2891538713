import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MARK = join('build', '.sources')
/** Not in `build`, which is emptied; one for every checkout. */
const LOCK = join(
  tmpdir(),
  `frontdesk-build-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 16)}`,
)
const LOOK_EVERY_MS = 100

export interface BuildOptions {
  /** What the build's process gets, besides NODE_ENV. */
  environment: NodeJS.ProcessEnv
  /** Also when nothing changed. */
  always?: boolean
  /** Told when it begins. */
  say?: (text: string) => void
}

/**
 * Builds the pages when their sources changed since the last build, or always. The mark beside the build is a hash of
 * the sources. One process builds at a time; the others wait, and find the work done.
 */
export async function buildPages(options: BuildOptions): Promise<void> {
  const sources = hashSources()
  if (!options.always && isBuilt(sources)) return
  const release = await lock()
  try {
    if (!options.always && isBuilt(sources)) return
    options.say?.('Building the pages, because their sources changed …')
    // A build that is cut off must not pass for one.
    rmSync(MARK, { force: true })
    await runBuild(options.environment)
    writeFileSync(MARK, sources)
  } finally {
    release()
  }
}

function isBuilt(sources: string): boolean {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === sources
}

/** By content: times change with every checkout and copy, and a rebuild of the same takes half a minute. */
function hashSources(): string {
  const hash = createHash('sha256')
  for (const name of ['package-lock.json', 'vite.config.ts', 'vite.widget.ts', 'react-router.config.ts'])
    addFile(hash, name)
  for (const folder of ['src', 'public'].filter(existsSync)) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(tsx?|css|svg|woff2)$/.test(name) && !/\.test\.tsx?$/.test(name))
        addFile(hash, join(folder, name))
    }
  }
  return hash.digest('hex')
}

function addFile(hash: ReturnType<typeof createHash>, path: string): void {
  const content = readFileSync(path)
  hash.update(`${path}:${content.length};`).update(content)
}

function runBuild(environment: NodeJS.ProcessEnv): Promise<void> {
  const bin = join('node_modules', '@react-router', 'dev', 'bin.cjs')
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, [bin, 'build'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, NODE_ENV: 'production' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    child.on('error', refuse)
    child.on('close', (code) =>
      code === 0 ? done() : refuse(new Error(`The pages could not be built.\n${said}`)),
    )
  })
}

/** Waits until no other process builds; resolves to what lets the next one in. */
async function lock(): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return () => rmSync(LOCK, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isAbandoned()) rmSync(LOCK, { force: true })
    else await new Promise((again) => setTimeout(again, LOOK_EVERY_MS))
  }
}

/** Whether the process that holds the lock has ended without giving it back. */
function isAbandoned(): boolean {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'))
    // Empty for the moment between making the file and writing to it.
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
