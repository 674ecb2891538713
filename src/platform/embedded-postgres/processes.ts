import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** When a process started, in the system's own notation; undefined when it is gone. Guards against reused pids. */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // proc(5): the name in brackets may hold spaces; after it come the state (1st) and the start time (20th).
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** The program a process runs (`postgres`), or undefined when it is gone. */
export function programOf(pid: number): string | undefined {
  if (!startOf(pid)) return undefined
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return execFileSync('ps', ['-o', 'ucomm=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** Waits until `done()` holds; false when the time runs out first. */
export async function waitUntil(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!done()) {
    if (performance.now() > end) return false
    await sleep(5)
  }
  return true
}

const me = () => `${process.pid} ${startOf(process.pid)}`

function isAlive(identity: string): boolean {
  const [pid, start] = splitOnce(identity)
  return start !== '' && startOf(Number(pid)) === start
}

const splitOnce = (text: string): [string, string] => {
  const at = text.indexOf(' ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).trim()]
}

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Starting is for one process at a time. Returns the function that lets the next one in. */
export async function takeLock(path: string, timeoutMs: number): Promise<() => void> {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, me())
  try {
    const taken = await waitUntil(() => tryLink(draft, path), timeoutMs)
    if (!taken)
      throw new Error(`Another process (${readText(path)}) has been starting PostgreSQL for too long.`)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => rmSync(path, { force: true })
}

/** A link appears at once and with its content, so nobody reads a half-written lock. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (!isAlive(readText(path))) rmSync(path, { force: true })
  return false
}

/** Notes that this process uses the server, so that whoever stops knows whether others still need it. */
export function noteHolder(directory: string): string {
  mkdirSync(directory, { recursive: true })
  const note = join(directory, `${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(note, me())
  return note
}

/** Removes a note (and those of dead processes) and tells whether the server is still in use. */
export function forgetHolder(note: string): { othersRemain: boolean } {
  rmSync(note, { force: true })
  let othersRemain = false
  for (const name of readdirSync(dirname(note))) {
    const path = join(dirname(note), name)
    if (isAlive(readText(path))) othersRemain = true
    else rmSync(path, { force: true })
  }
  return { othersRemain }
}
