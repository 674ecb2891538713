/**
 * How much JavaScript a page's first load costs, gzipped: `node bench/bundle-size.ts [--check]`. Reads the built
 * manifest; `--check` fails when a page is over its limit.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

interface RouteEntry {
  id: string
  parentId?: string
  path?: string
  module: string
  imports?: string[]
  css?: string[]
}
interface Manifest {
  entry: { module: string; imports: string[] }
  routes: Record<string, RouteEntry>
}

const LIMITS = { office: 190, public: 115, auth: 115 } as const
const client = resolve('build/client')

const sizes = new Map<string, number>()
function gzipped(file: string): number {
  const known = sizes.get(file)
  if (known !== undefined) return known
  const size = gzipSync(readFileSync(resolve(client, file.replace(/^\/|#.*$/g, ''))), { level: 9 }).length
  sizes.set(file, size)
  return size
}

function readManifest(): Manifest {
  const name = readdirSync(resolve(client, 'assets')).find((file) => /^manifest-.*\.js$/.test(file))
  if (!name) throw new Error('There is no build: run `npm run start` or `react-router build` first')
  const text = readFileSync(resolve(client, 'assets', name), 'utf8')
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest
}

/** The route with its layouts, from the root down. */
function branch(manifest: Manifest, id: string): RouteEntry[] {
  const route = manifest.routes[id]
  if (!route) return []
  return [...(route.parentId ? branch(manifest, route.parentId) : []), route]
}

function weigh(manifest: Manifest, id: string) {
  const routes = branch(manifest, id)
  const scripts = new Set([manifest.entry.module, ...manifest.entry.imports])
  const styles = new Set<string>()
  for (const route of routes) {
    for (const file of [route.module, ...(route.imports ?? [])]) scripts.add(file)
    for (const file of route.css ?? []) styles.add(file)
  }
  const total = (files: Set<string>) => [...files].reduce((sum, file) => sum + gzipped(file), 0) / 1024
  const layout = routes.map((route) => route.id).find((name) => name in LIMITS) as
    | keyof typeof LIMITS
    | undefined
  const path = `/${routes
    .map((route) => route.path ?? '')
    .filter(Boolean)
    .join('/')}`
  return { path, layout, scripts: total(scripts), styles: total(styles) }
}

const manifest = readManifest()
const pages = Object.keys(manifest.routes)
  .filter((id) => id !== 'root')
  .map((id) => weigh(manifest, id))
  .sort((a, b) => b.scripts - a.scripts)
let isOver = false
for (const { path, layout, scripts, styles } of pages) {
  const limit = layout && LIMITS[layout]
  const over = limit !== undefined && scripts > limit
  isOver ||= over
  const verdict = limit === undefined ? '' : `${over ? 'OVER' : 'of'} ${limit}`
  process.stdout.write(
    `${scripts.toFixed(1).padStart(7)} kB js ${verdict.padEnd(8)} ${styles.toFixed(1).padStart(6)} kB css  ${layout ?? ''} ${path}\n`,
  )
}
if (process.argv.includes('--check') && isOver) process.exitCode = 1
