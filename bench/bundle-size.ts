import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

// How much JavaScript a page's first load costs, gzipped: what its HTML asks for by itself, from the built manifest.
// Chunks that wait until something is opened (charts, dialogs' pickers) are not part of it.

/** Most kB of JavaScript for the first page of a kind. */
export const LIMITS: Readonly<Record<string, number>> = { office: 190, public: 115, auth: 115 }

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

/** What a page's first load costs, in kB (1024 bytes) after gzip. */
export interface PageWeight {
  path: string
  /** The layout around it: office, public, auth; undefined for routes without one. */
  layout: string | undefined
  scripts: number
  styles: number
}

/** Weighs every page of a build, the heaviest first. Throws when there is no build. */
export function weighPages(client = 'build/client'): PageWeight[] {
  const manifest = readManifest(client)
  const sizes = new Map<string, number>()
  const gzipped = (name: string) => {
    const known = sizes.get(name) ?? gzipSync(readFileSync(join(client, name)), { level: 9 }).length
    sizes.set(name, known)
    return known
  }
  // A layout that two routes share is listed with a fragment for each of them; it is one file.
  const kilobytes = (files: Iterable<string>) =>
    [...new Set([...files].map((file) => file.replace(/^\/|#.*$/g, '')))].reduce(
      (sum, name) => sum + gzipped(name),
      0,
    ) / 1024
  return Object.keys(manifest.routes)
    .filter((id) => id !== 'root')
    .map((id) => weigh(manifest, branchOf(manifest, id), kilobytes))
    .sort((a, b) => b.scripts - a.scripts)
}

function weigh(
  { entry }: Manifest,
  branch: readonly RouteEntry[],
  kilobytes: (files: Iterable<string>) => number,
): PageWeight {
  return {
    path: `/${branch.flatMap((route) => route.path || []).join('/')}`,
    layout: branch.map(({ id }) => id).find((id) => id in LIMITS),
    scripts: kilobytes([
      entry.module,
      ...entry.imports,
      ...branch.flatMap((route) => [route.module, ...(route.imports ?? [])]),
    ]),
    styles: kilobytes(branch.flatMap((route) => route.css ?? [])),
  }
}

/** The route with its layouts, from the root down. */
function branchOf(manifest: Manifest, id: string): RouteEntry[] {
  const route = manifest.routes[id]
  if (!route) return []
  return [...(route.parentId ? branchOf(manifest, route.parentId) : []), route]
}

function readManifest(client: string): Manifest {
  const assets = join(client, 'assets')
  const name = existsSync(assets) && readdirSync(assets).find((file) => /^manifest-.*\.js$/.test(file))
  if (!name) throw new Error(`There is no build in ${client}. Run npx react-router build, or npm start once.`)
  const text = readFileSync(join(assets, name), 'utf8')
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest
}

/** `node bench/bundle-size.ts [--check]` lists every page; `--check` fails when one is over its limit. */
if (import.meta.main) {
  for (const { path, layout, scripts, styles } of weighPages()) {
    const limit = layout && LIMITS[layout]
    const isOver = scripts > (limit || Number.POSITIVE_INFINITY)
    if (isOver && process.argv.includes('--check')) process.exitCode = 1
    const verdict = limit ? `${isOver ? 'OVER' : 'of'} ${limit}` : ''
    process.stdout.write(
      `${scripts.toFixed(1).padStart(7)} kB js ${verdict.padEnd(8)} ${styles.toFixed(1).padStart(6)} kB css  ${layout ?? ''} ${path}\n`,
    )
  }
}
