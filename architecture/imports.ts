import { layerPackages, modules, outside, ownRooms, type Room, vendorHomes } from '../architecture.ts'
import { isOnMap, type Place, type Target, targetOf } from './place.ts'
import type { Import, Source } from './source.ts'

/** A broken rule, in words. */
export interface Fault {
  file: string
  line: number
  rule: string
  message: string
}

type Refusal = { rule: string; because: string } | null

const refuse = (rule: string, because: string): Refusal => ({ rule, because })

/** Every import of a file that the house does not allow. */
export function judgeImports(from: Place, source: Source): Fault[] {
  return source.imports.flatMap((entry) => {
    const target = targetOf(from.path, entry.specifier)
    const refusal = refusalOf(from, target, entry)
    if (!refusal) return []
    const message = `imports ${entry.specifier}, but ${refusal.because}`
    return [{ file: from.path, line: entry.line, rule: refusal.rule, message }]
  })
}

function refusalOf(from: Place, target: Target, entry: Import): Refusal {
  switch (target.kind) {
    case 'made':
      return null
    case 'node':
      return refuseNode(from, target.name)
    case 'npm':
      return refusePackage(from, target.name)
    case 'ours':
      return refuseForm(from, target, entry) ?? refuseOurs(from, target.place, entry)
  }
}

/** How the path is written: borders are crossed by `#…`, never by dots; extensions are always there. */
function refuseForm(from: Place, target: Extract<Target, { kind: 'ours' }>, entry: Import): Refusal {
  if (!/\.tsx?$/.test(target.place.path)) return refuse('paths', 'the path lacks its extension (.ts, .tsx)')
  if (!from.path.startsWith('src/') || !target.place.path.startsWith('src/')) return null
  const isHome = areaKey(from) === areaKey(target.place)
  if (
    target.isRelative &&
    !isHome &&
    !['start', 'router'].includes(from.area) &&
    target.place.area !== 'start'
  )
    return refuse('paths', `borders are crossed by #…, not by dots (${entry.specifier})`)
  if (!target.isRelative && isHome && from.area === 'module')
    return refuse('paths', 'inside a module paths are relative')
  return null
}

const areaKey = (place: Place) => place.module ?? place.area

function refuseOurs(from: Place, to: Place, entry: Import): Refusal {
  if (from.area === 'tooling' || from.area === 'unknown') return null
  if (
    !from.isTest &&
    (to.isTest || to.room === 'testing') &&
    from.room !== 'testing' &&
    from.area !== 'outside'
  )
    return refuse('tests', 'only tests may import what is made for tests')
  if (from.isTest) return refuseForTest(from, to)
  if (from.area === 'module') return refuseForRoom(from, to, entry)
  return refuseForLayer(from, to)
}

const isUiPublic = (place: Place) => /\/ui\/public\.tsx?$/.test(place.path)
const isPages = (place: Place) => /\/ui\/pages\.ts$/.test(place.path)

const openLayers: Partial<Record<Place['area'], readonly Place['area'][]>> = {
  values: ['values'],
  platform: ['values', 'platform'],
  web: ['values', 'web'],
  demo: ['values', 'platform', 'demo'],
  start: ['values', 'platform', 'web', 'demo', 'start'],
  router: ['values', 'web', 'router'],
  outside: ['values', 'platform', 'demo', 'start', 'outside', 'tooling'],
}

const openRooms: Partial<Record<Place['area'], readonly Room[]>> = {
  web: ['contract'],
  router: ['contract'],
  start: ['module', 'public'],
  demo: ['public', 'contract'],
  outside: ['public', 'contract', 'domain'],
}

function refuseForLayer(from: Place, to: Place): Refusal {
  if (openLayers[from.area]?.includes(to.area)) return null
  if (to.area === 'module') {
    if (to.room && openRooms[from.area]?.includes(to.room)) return null
    if ((from.area === 'web' || from.area === 'router') && isUiPublic(to)) return null
    if (from.area === 'router' && isPages(to)) return null
  }
  return refuse('layers', layerWords[from.area] ?? `${from.area} may not reach it`)
}

const layerWords: Partial<Record<Place['area'], string>> = {
  values: 'values import nothing of ours',
  platform: 'platform imports only values and packages, never a module',
  web: 'web pages know modules only by ui/public and contract',
  router: 'the router files know modules only by ui/pages, ui/public and contract',
  start: 'start-up knows modules only by module and public',
  demo: 'demo data is made through public and contract',
  outside:
    'benchmarks and journeys use the product from outside: public, contract and the pure functions of domain',
}

function refuseForRoom(from: Place, to: Place, entry: Import): Refusal {
  const { module, room } = from
  if (!module || !room) return null // reported as a file without a room
  const reach = outside[room]
  if (to.area !== 'module') {
    if ((reach.layers as readonly string[]).includes(to.area)) return null
    return refuse('rooms', `${room} may not reach ${to.area}`)
  }
  if (to.module === module) {
    if (to.room && ownRooms[room].includes(to.room)) return null
    return refuse('rooms', `${room} may not know ${to.room ?? 'it'} of its own module`)
  }
  if (to.room === 'events') {
    if (reach.anyEvents === 'yes' || (reach.anyEvents === 'types' && entry.isType)) return null
    const what = reach.anyEvents === 'types' ? 'only the types of' : 'no'
    return refuse('rooms', `${room} may know ${what} events of other modules`)
  }
  if (!isOnMap(module) || !(modules[module] as readonly string[]).includes(to.module ?? ''))
    return refuse('map', `${module} may not know ${to.module} (architecture.ts, modules)`)
  if (to.room === 'ui' && reach.below.includes('ui'))
    return isUiPublic(to) ? null : refuse('rooms', `of another module's ui only ui/public is open`)
  if (to.room && reach.below.includes(to.room)) return null
  return refuse('rooms', `${room} may know of other modules only: ${reach.below.join(', ') || 'nothing'}`)
}

const openToTests = new Set(['public', 'contract', 'events', 'module'])

/** The test world builds the whole product, organisations and members included. */
const openToWorld = new Set(['public', 'contract', 'module', 'domain'])

function refuseForTest(from: Place, to: Place): Refusal {
  if (from.path.startsWith('src/platform/testing/') && openToWorld.has(to.room ?? '')) return null
  const isPlatform = to.area === 'values' || to.area === 'platform'
  if (from.area === 'values') return to.area === 'values' ? null : refuse('layers', layerWords.values!)
  if (isPlatform || to.area === from.area || to.path === 'src/modules.ts' || to.area === 'tooling') {
    if (to.area !== 'module' || to.module === from.module) return null
  }
  if (from.area === 'outside') return refuseForLayer(from, to)
  if (to.area === 'web' && (from.room === 'ui' || from.area === 'router')) return null
  if (to.area === 'module' && from.area !== 'platform') {
    if (isUiPublic(to) || openToTests.has(to.room ?? '')) return null
    return refuse('tests', 'of other modules tests may know only public, contract, events and module')
  }
  return refuse('tests', `tests of ${from.module ?? from.area} may not reach ${to.module ?? to.area}`)
}

function refuseNode(from: Place, name: string): Refusal {
  if (from.isTest) return null
  if (from.area === 'module' && from.room) {
    const { node } = outside[from.room]
    if (node === 'any' || node.includes(name)) return null
    return refuse(
      'packages',
      `${from.room} may not use Node's own ${name}: it belongs to adapters and platform`,
    )
  }
  if (from.area === 'values' || from.area === 'web')
    return refuse('packages', `${from.area} also runs in the browser`)
  return null
}

function refusePackage(from: Place, name: string): Refusal {
  if (from.isTest || from.area === 'tooling' || from.area === 'outside') return null
  const home = Object.entries(vendorHomes).find(([pattern]) => matches(pattern, name))
  if (home) {
    if (home[1].some((prefix) => from.path.startsWith(prefix))) return null
    return refuse('packages', `${name} has its home in ${home[1].join(', ')}`)
  }
  const allowed = allowedPackages(from)
  if (allowed === 'any' || allowed.some((pattern) => matches(pattern, name))) return null
  return refuse('packages', `${from.room ?? from.area} may not use the package ${name} (architecture.ts)`)
}

function allowedPackages(from: Place): readonly string[] | 'any' {
  if (from.area === 'module') return from.room ? outside[from.room].npm : 'any'
  if (from.area === 'router') return layerPackages.web
  if (from.area === 'values' || from.area === 'web' || from.area === 'demo') return layerPackages[from.area]
  return 'any'
}

const matches = (pattern: string, name: string) =>
  pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
