import { posix } from 'node:path'
import { modules, ownRooms, type Room } from '../architecture.ts'

/** Where a file stands in the house. */
export interface Place {
  path: string
  area:
    | 'values'
    | 'platform'
    | 'web'
    | 'demo'
    | 'module'
    /** `main.ts`, `modules.ts`, `cli.ts`: they join everything. */
    | 'start'
    /** React Router's own files directly in `src`. */
    | 'router'
    /** Benchmarks and browser journeys: users of the product, not parts of it. */
    | 'outside'
    /** Configuration of tools and this check itself. */
    | 'tooling'
    | 'unknown'
  module?: string
  /** Missing when the file lies in no known room of its module. */
  room?: Room
  isTest: boolean
}

/** What an import leads to. */
export type Target =
  | { kind: 'ours'; place: Place; isRelative: boolean }
  | { kind: 'npm'; name: string }
  | { kind: 'node'; name: string }
  /** Written by a tool: route types, the built web app, assets. */
  | { kind: 'made' }

const STARTERS = new Set([
  'src/main.ts',
  'src/modules.ts',
  'src/cli.ts',
  'src/modules.test.ts',
  'src/cli.test.ts',
])

export function placeOf(path: string): Place {
  const isTest = /\.(test|oracle|fixture)\.tsx?$/.test(path) || path.startsWith('src/platform/testing')
  const [top, second, third, fourth] = path.split('/')
  const at = (area: Place['area']): Place => ({ path, area, isTest })
  if (top === 'bench' || top === 'tests') return at('outside')
  if (top !== 'src') return at('tooling')
  if (second === 'modules' && third !== undefined) {
    const room = fourth?.replace(/(\.test)?\.tsx?$/, '')
    const isRoom = room !== undefined && Object.hasOwn(ownRooms, room)
    return { ...at('module'), module: third, ...(isRoom && { room: room as Room }) }
  }
  if (second === 'values' || second === 'platform' || second === 'web' || second === 'demo') return at(second)
  if (STARTERS.has(path) || /^src\/(main|cli)\//.test(path)) return at('start')
  if (/^src\/(root\.tsx|routes\.ts|entry\.(server|client)\.tsx)$/.test(path)) return at('router')
  return at('unknown')
}

/** Whether a module stands on the map. */
export const isOnMap = (module: string): module is keyof typeof modules => Object.hasOwn(modules, module)

export function targetOf(from: string, specifier: string): Target {
  if (specifier.includes('/+types/') || specifier.startsWith('virtual:')) return { kind: 'made' }
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier.slice(5) }
  const isRelative = specifier.startsWith('.')
  const path = isRelative
    ? posix.join(posix.dirname(from), specifier)
    : specifier.startsWith('#')
      ? `src/${specifier.slice(1)}`
      : undefined
  if (path === undefined) {
    const parts = specifier.split('/')
    return { kind: 'npm', name: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]! }
  }
  if (path.startsWith('build/') || !/\.tsx?$|\/[\w-]+$/.test(path)) return { kind: 'made' }
  return { kind: 'ours', place: placeOf(path), isRelative }
}
