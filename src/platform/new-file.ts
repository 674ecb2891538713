import { execFile } from 'node:child_process'
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Name, nameOf } from './new-file/names.ts'
import {
  commandTexts,
  endpointTexts,
  errandTexts,
  eventImports,
  eventText,
  migrationText,
  moduleTexts,
  queryTexts,
  type Texts,
} from './new-file/templates.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../..')
const USE =
  'Use: npm run new command|query|errand|event|endpoint|migration MODULE NAME, or npm run new module NAME'

/**
 * Writes a file and its test in the style of the house: `['command', 'booking', 'reschedule-appointment']`.
 * Returns the paths of what was written or changed. Never overwrites a file.
 */
export async function newFile(words: readonly string[], root = ROOT): Promise<string[]> {
  const files = await write(words, root)
  await format(
    root,
    files.filter((file) => file.endsWith('.ts')),
  )
  return files
}

/** Names are of any length, so only the formatter knows where lines break. */
async function format(root: string, files: string[]): Promise<void> {
  const biome = join(root, 'node_modules/.bin/biome')
  if (files.length > 0 && (await exists(biome)))
    await run(biome, ['check', '--write', ...files], { cwd: root })
}

async function write(words: readonly string[], root: string): Promise<string[]> {
  const [kind, first, second] = words
  if (kind === 'module' && first && !second) return newModule(root, nameOf(first))
  if (!kind || !first || !second || words.length !== 3) throw new Error(USE)
  await requireModule(root, first)
  const name = nameOf(second)
  const folder = `src/modules/${first}`
  switch (kind) {
    case 'command':
      return writeBoth(root, `${folder}/commands`, name, commandTexts(first, name))
    case 'query':
      return writeBoth(root, `${folder}/queries`, name, queryTexts(first, name))
    case 'errand':
      return writeBoth(root, `${folder}/errands`, name, errandTexts(first, name))
    case 'endpoint':
      return newEndpoint(root, first, name)
    case 'event':
      return newEvent(root, first, name)
    case 'migration':
      return newMigration(root, first, name)
    default:
      throw new Error(USE)
  }
}

async function requireModule(root: string, module: string): Promise<void> {
  const modules = (await readdir(join(root, 'src/modules'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  if (!modules.includes(module))
    throw new Error(`There is no module "${module}". There are: ${modules.sort().join(', ')}.`)
}

async function writeBoth(root: string, folder: string, name: Name, texts: Texts): Promise<string[]> {
  const files: [string, string][] = [[`${folder}/${name.kebab}.ts`, texts.source]]
  if (texts.test) files.push([`${folder}/${name.kebab}.test.ts`, texts.test])
  return writeNew(root, files)
}

/** All or none: the first file that is there already stops it before anything is written. */
async function writeNew(root: string, files: readonly (readonly [string, string])[]): Promise<string[]> {
  for (const [path] of files)
    if (await exists(join(root, path))) throw new Error(`${path} is there already. Choose another name.`)
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text, { flag: 'wx' })
  }
  return files.map(([path]) => path)
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** An endpoint lies in its own file; `contract.ts` passes it on. */
async function newEndpoint(root: string, module: string, name: Name): Promise<string[]> {
  const written = await writeBoth(root, `src/modules/${module}/contract`, name, endpointTexts(module, name))
  const list = `src/modules/${module}/contract.ts`
  const before = await readText(join(root, list))
  await writeFile(join(root, list), withExport(before, `export * from './contract/${name.kebab}.ts'`))
  return [...written, list]
}

/** Re-exports stand together at the top. */
function withExport(text: string, line: string): string {
  const at = Math.max(text.lastIndexOf("\nexport * from '"), text.startsWith("export * from '") ? 0 : -1)
  if (at >= 0) {
    const end = text.indexOf('\n', at + 1) + 1
    return `${text.slice(0, end)}${line}\n${text.slice(end)}`
  }
  const lastImport = text.lastIndexOf("from '#")
  const end = lastImport < 0 ? 0 : text.indexOf('\n', lastImport) + 1
  return `${text.slice(0, end)}${end > 0 ? '\n' : ''}${line}\n${text.slice(end)}`
}

async function newEvent(root: string, module: string, name: Name): Promise<string[]> {
  const path = `src/modules/${module}/events.ts`
  const before = (await readText(join(root, path))) || eventImports
  if (before.includes(`'${module}.${name.snake}'`)) throw new Error(`${path} has this event already.`)
  const missing = [
    ["import { z } from 'zod'\n", /from 'zod'/],
    ["import { Id } from '#values/ids.ts'\n", /\bId\b[^\n]*from '#values\/ids.ts'/],
  ] as const
  const imports = missing.filter(([, pattern]) => !pattern.test(before)).map(([line]) => line)
  await writeFile(join(root, path), `${imports.join('')}${before}${eventText(module, name)}`)
  return [path]
}

async function newMigration(root: string, module: string, name: Name): Promise<string[]> {
  const folder = join(root, 'migrations')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map((file) => readText(join(folder, file))))
  const isFirst = !texts.some((text) => text.includes(`create schema ${module};`))
  const path = `migrations/${stampAfter(files.at(-1))}-${module}-${name.kebab}.sql`
  return writeNew(root, [[path, migrationText(module, name, isFirst)]])
}

/** The minute of now, or the one after the last migration's: the order of names is the order of running. */
function stampAfter(last: string | undefined): string {
  const stampOf = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' }).replace(/[-:]/g, '')
  const now = stampOf(Temporal.Now.plainDateTimeISO('UTC'))
  const [, day, hour, minute] = /^(\d{8})T(\d\d)(\d\d)-/.exec(last ?? '') ?? []
  if (!day || `${day}T${hour}${minute}` < now) return now
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime()
  return stampOf(midnight.add({ hours: Number(hour), minutes: Number(minute) + 1 }))
}

/** A module begins knowing identity alone; further arrows are drawn in architecture.ts by hand. */
async function newModule(root: string, name: Name): Promise<string[]> {
  if (name.kebab.includes('-'))
    throw new Error('A module is one word, since its schema and its codes bear it too.')
  const folder = `src/modules/${name.kebab}`
  const files = Object.entries(moduleTexts(name)).map(([path, text]) => [`${folder}/${path}`, text] as const)
  const written = await writeNew(root, files)
  await change(root, 'architecture.ts', (text) =>
    text.replace(/\n} as const satisfies/, `\n  ${name.kebab}: ['identity'],\n} as const satisfies`),
  )
  await change(root, 'src/modules.ts', (text) => joinModule(text, name))
  return [...written, 'architecture.ts', 'src/modules.ts']
}

function joinModule(text: string, name: Name): string {
  const line = `import { ${name.camel} } from './modules/${name.kebab}/module.ts'\n`
  const lastImport = text.lastIndexOf('import ')
  const end = text.indexOf('\n', lastImport) + 1
  const listed = text.replace(/(: readonly Module\[\] = \[)([^\]]*)\]/, (_, head: string, inside: string) => {
    const names = inside.split(',').map((part) => part.trim())
    return `${head}${[...names.filter(Boolean), name.camel].join(', ')}]`
  })
  return `${listed.slice(0, end)}${line}${listed.slice(end)}`
}

async function change(root: string, path: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(join(root, path), 'utf8')
  const after = edit(before)
  if (after === before) throw new Error(`${path} does not look as expected; add the module there by hand.`)
  await writeFile(join(root, path), after)
}

const readText = (path: string) => readFile(path, 'utf8').catch(() => '')
