import { posix } from 'node:path'
import { emptyNames, environmentReaders, longFiles, MAX_LINES, meantNames, modules } from '../architecture.ts'
import { type Fault, judgeImports } from './imports.ts'
import { isOnMap, type Place, placeOf } from './place.ts'
import type { Source } from './source.ts'

/** Every rule of the house that this file breaks. */
export function judge(source: Source): Fault[] {
  const place = placeOf(source.path)
  return [...judgeImports(place, source), ...judgeFile(place, source), ...judgeUses(place, source)]
}

/** Where a file lies, what it is called, how long it is, how it exports. */
function judgeFile(place: Place, source: Source): Fault[] {
  const { path } = place
  const faults: Fault[] = []
  const fault = (rule: string, message: string, line = 1) => faults.push({ file: path, line, rule, message })
  if (place.area === 'unknown') fault('layout', 'lies directly in src, where only the start-up files are')
  if (place.module && !isOnMap(place.module)) fault('map', `the module ${place.module} is not on the map`)
  if (place.module && !place.room && !place.isTest) fault('layout', 'lies in no room of its module')
  if (posix.basename(path).startsWith('index.')) fault('names', 'is an index file; name it after what it is')
  const empty = emptyName(path)
  if (empty) fault('names', `"${empty}" says nothing about what is inside`)
  if (path.endsWith('.tsx') && !mayHoldMarkup(place))
    fault('layout', 'is .tsx outside ui, web and the root files')
  if (source.lineCount > MAX_LINES && !longFiles[path] && !path.endsWith('/tables.ts'))
    fault('size', `has ${source.lineCount} lines; more than ${MAX_LINES} need a reason in architecture.ts`)
  if (source.hasDefaultExport && !mayExportDefault(place)) fault('exports', 'has a default export; name it')
  for (const line of source.postponed)
    fault('comments', 'puts work off in a comment; do it or leave it out', line)
  if (place.room === 'public' && !place.isTest) {
    for (const line of source.ownStatements)
      fault('exports', 'public.ts holds named re-exports and nothing else', line)
  }
  return faults
}

function emptyName(path: string): string | undefined {
  if (Object.keys(meantNames).some((pattern) => posix.matchesGlob(path, pattern))) return undefined
  const names = path.split('/').map((part) => part.replace(/(\.(test|css|d))*\.\w+$/, ''))
  return names.find((name) => emptyNames.includes(name) || /-(utils?|helpers?)$/.test(name))
}

const mayHoldMarkup = (place: Place) =>
  place.area === 'web' || place.area === 'router' || place.room === 'ui' || place.area === 'outside'

/** React Router and the tools find route modules, routes and configurations by their default export. */
function mayExportDefault(place: Place): boolean {
  if (place.area === 'tooling') return place.path.endsWith('.config.ts')
  if (place.area === 'router' || place.path.endsWith('/global-setup.ts')) return true
  return (place.area === 'web' || place.room === 'ui') && place.path.endsWith('.tsx')
}

interface UseRule {
  rule: string
  uses: RegExp
  isRight: (place: Place) => boolean
  message: string
}

const useRules: UseRule[] = [
  {
    rule: 'settings',
    uses: /^process\.env$/,
    isRight: (place) =>
      place.path === 'src/platform/config.ts' ||
      Object.hasOwn(environmentReaders, place.path) ||
      place.isTest ||
      !place.path.startsWith('src/'),
    message: 'reads process.env; only platform/config.ts does, with a check and a fix for every variable',
  },
  {
    rule: 'logs',
    uses: /^console\.(log|debug|info|dir|table)$/,
    isRight: (place) => !place.path.startsWith('src/'),
    message: 'writes to the console; use ctx.log, or standard output in commands of the command line',
  },
  {
    rule: 'pure',
    uses: /^(Date\.now|new Date\(\)|Math\.random|Temporal\.Now|performance\.now|crypto\.\w+|newId\(\)|fetch\(\))$/,
    isRight: (place) => place.room !== 'domain' || place.isTest,
    message: 'reaches for the clock, chance or the world; in domain they come in as arguments',
  },
  {
    rule: 'transactions',
    uses: /^fetch\(\)$/,
    isRight: (place) => !['commands', 'queries'].includes(place.room ?? '') || place.isTest,
    message: 'calls a remote inside a transaction; that is an errand with an adapter',
  },
  {
    rule: 'transactions',
    uses: /\.(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/,
    isRight: (place) => place.room !== 'queries' || place.isTest,
    message: 'writes in a query; changes are commands',
  },
]

function judgeUses(place: Place, source: Source): Fault[] {
  return source.uses.flatMap(({ what, line }) =>
    useRules
      .filter(({ uses, isRight }) => uses.test(what) && !isRight(place))
      .map(({ rule, message }) => ({ file: place.path, line, rule, message })),
  )
}

/** Faults of the map itself: an arrow to a missing module, a ring, an exception for a file that is gone. */
export function judgeMap(map: Record<string, readonly string[]> = modules): string[] {
  const faults: string[] = []
  for (const [module, below] of Object.entries(map)) {
    for (const name of below) {
      if (!Object.hasOwn(map, name)) faults.push(`${module} knows ${name}, which is not on the map`)
      else if (reaches(map, name, module)) faults.push(`${module} and ${name} know each other`)
    }
  }
  return faults
}

function reaches(
  map: Record<string, readonly string[]>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(from)) return false
  seen.add(from)
  return (map[from] ?? []).some((name) => name === to || reaches(map, name, to, seen))
}
