import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'

const ROOT = join(import.meta.dirname, '../..')
const LINE_WIDTH = 110

/** One column as the catalogs describe it. */
export interface Column {
  name: string
  /** Name of the type; arrays carry the name of their elements. */
  type: string
  isArray: boolean
  isNullable: boolean
  hasDefault: boolean
  /** GENERATED ALWAYS, as identity or as expression: never written. */
  isGenerated: boolean
  /** The values that a CHECK (column in (…)) or a PostgreSQL enum allows. */
  values: string[] | null
}

export interface Relation {
  schema: string
  name: string
  isView: boolean
  columns: Column[]
}

/**
 * Writes the column types of every schema: `core` into the platform, the others into their modules.
 * Returns the files that were not up to date; with `check` nothing is written.
 */
export async function generateTables(options: { ownerUrl: string; check: boolean }): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    const byFile = Map.groupBy(await readRelations(client), ({ schema }) => fileOf(schema))
    byFile.delete(null)
    const stale: string[] = []
    for (const [file, relations] of byFile as Map<string, Relation[]>) {
      const wanted = renderTables(relations)
      const path = join(ROOT, file)
      if (existsSync(path) && (await readFile(path, 'utf8')) === wanted) continue
      stale.push(file)
      if (options.check) continue
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, wanted)
    }
    return stale
  } finally {
    await client.end()
  }
}

/** Schemas of a module under another name: sign-in's tables bear the names its library wants. */
const homes: Record<string, string> = { auth: 'identity' }
/** Schemas that no module reads by type. */
const foreign = new Set(['graphile_worker', 'core_migrations', 'public'])

function fileOf(schema: string): string | null {
  if (foreign.has(schema)) return null
  return schema === 'core' ? 'src/platform/tables.ts' : `src/modules/${homes[schema] ?? schema}/tables.ts`
}

/** Every table and view outside PostgreSQL's own schemas, with its columns in their order. */
export async function readRelations(client: pg.ClientBase): Promise<Relation[]> {
  const { rows } = await client.query<Column & { schema: string; relation: string; isView: boolean }>(`
    select n.nspname as schema, c.relname as relation, c.relkind in ('v', 'm') as "isView", a.attname as name,
           coalesce(e.typname, t.typname) as type, e.oid is not null as "isArray", not a.attnotnull as "isNullable",
           a.atthasdef and a.attgenerated = '' or a.attidentity = 'd' as "hasDefault",
           a.attgenerated <> '' or a.attidentity = 'a' as "isGenerated",
           (select array_agg(v.enumlabel::text order by v.enumsortorder) from pg_enum v
             where v.enumtypid = coalesce(e.oid, t.oid)) as values
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by n.nspname, c.relname, a.attnum`)
  const allowed = await readAllowedValues(client)
  const relations = new Map<string, Relation>()
  for (const { schema, relation, isView, ...column } of rows) {
    const key = `${schema}.${relation}`
    const entry = relations.get(key) ?? { schema, name: relation, isView, columns: [] }
    entry.columns.push({ ...column, values: column.values ?? allowed.get(`${key}.${column.name}`) ?? null })
    relations.set(key, entry)
  }
  return [...relations.values()]
}

/** What CHECK constraints on a single column allow, by `schema.table.column`. */
async function readAllowedValues(client: pg.ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ key: string; definition: string }>(`
    select n.nspname || '.' || c.relname || '.' || a.attname as key, pg_get_constraintdef(k.oid, true) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'c' and cardinality(k.conkey) = 1`)
  const allowed = new Map<string, string[]>()
  for (const { key, definition } of rows) {
    const values = allowedValues(definition)
    if (values) allowed.set(key, values)
  }
  return allowed
}

/**
 * The values of `CHECK (status = ANY (ARRAY['open'::text, …]))`, which is how PostgreSQL prints `status in (…)`,
 * or of `CHECK (kinds <@ ARRAY[…] AND …)`; null for every other constraint.
 */
export function allowedValues(definition: string): string[] | null {
  const list = /^CHECK \(\w+ (?:= ANY \(|<@ )ARRAY\[(.+?)\](?:::text\[\])?\)?(?: AND .+)?\)$/.exec(
    definition,
  )?.[1]
  const one = /^CHECK \(\w+ = ('(?:[^']|'')*'::text)\)$/.exec(definition)?.[1]
  const text = list ?? one
  if (!text) return null
  const literals = [...text.matchAll(/'((?:[^']|'')*)'::[\w ]+(?:, |$)/g)]
  if (literals.map(([whole]) => whole).join('') !== text) return null
  return literals.map(([, value]) => value!.replaceAll("''", "'"))
}

/** The source text of the `tables.ts` that describes these relations. */
export function renderTables(relations: readonly Relation[]): string {
  const bySchema = Map.groupBy(relations, ({ schema }) => schema)
  const parts = [...bySchema].flatMap(([schema, own]) => [
    ...own.map(renderRelation),
    renderSchema(schema, own),
  ])
  const text = parts.join('\n')
  const types = ['ColumnType', 'Generated', 'GeneratedAlways', 'Kysely'].filter((type) =>
    new RegExp(`\\b${type}<`).test(text),
  )
  const header = [
    '// Generated from the migrated database by `frontdesk tables`; do not edit.',
    `import type { ${types.join(', ')} } from 'kysely'`,
    `import type { Tx } from '${bySchema.has('core') ? './db.ts' : '#platform/db.ts'}'`,
    '',
  ].join('\n')
  return `${header}\n${text}`
}

function renderSchema(schema: string, relations: readonly Relation[]): string {
  const pascal = pascalCase(schema)
  return [
    `export interface ${pascal}Tables {`,
    ...relations.map(({ name }) => `  ${name}: ${pascalCase(name)}Table`),
    '}',
    '',
    `/** The transaction, narrowed to the tables of schema \`${schema}\`. */`,
    `export function ${schema}Tables(tx: Tx): Kysely<${pascal}Tables> {`,
    `  return tx.withSchema('${schema}')`,
    '}',
    '',
  ].join('\n')
}

function renderRelation(relation: Relation): string {
  const lines = relation.columns.flatMap((column) => {
    try {
      return renderColumn(column, relation.isView)
    } catch (error) {
      throw new Error(`${relation.schema}.${relation.name}.${column.name}: ${(error as Error).message}`)
    }
  })
  return [`export interface ${pascalCase(relation.name)}Table {`, ...lines, '}', ''].join('\n')
}

function renderColumn(column: Column, isView: boolean): string[] {
  const type = wrapType(column, isView)
  const line = `  ${column.name}: ${type}`
  if (line.length <= LINE_WIDTH || !column.values) return [line]
  const [before, after] = type.split(valueUnion(column.values)) as [string, string]
  const members = [...column.values.map(quote), ...(before ? [] : after.split(' | ').slice(1))]
  const lines = members.map((member) => `    | ${member}`)
  return before ? [`  ${column.name}: ${before}`, ...lines, `  ${after}`] : [`  ${column.name}:`, ...lines]
}

function wrapType(column: Column, isView: boolean): string {
  const isJson = column.type === 'jsonb' || column.type === 'json'
  const element = column.values ? valueUnion(column.values) : scalarType(column.type)
  const plain = column.isArray ? (element.includes('|') ? `(${element})[]` : `${element}[]`) : element
  const nullable = column.isNullable && plain !== 'unknown' ? `${plain} | null` : plain
  if (isView) return `ColumnType<${nullable}, never, never>`
  if (column.isGenerated) return `GeneratedAlways<${nullable}>`
  if (isJson && !column.isArray) {
    const written = column.isNullable ? 'string | null' : 'string'
    return `ColumnType<unknown, ${written}${column.hasDefault ? ' | undefined' : ''}, ${written}>`
  }
  return column.hasDefault ? `Generated<${nullable}>` : nullable
}

const scalarTypes: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Uint8Array',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  json: 'unknown',
  jsonb: 'unknown',
}

/** Read as text: `db.ts` turns instants into ISO strings and leaves days, ranges and addresses as they are. */
const textTypes = new Set([
  'uuid',
  'text',
  'varchar',
  'bpchar',
  'citext',
  'name',
  'inet',
  'timestamptz',
  'date',
  'time',
  'tstzrange',
  'daterange',
  'int4range',
  'int8range',
  'numrange',
  'tsvector',
])

function scalarType(type: string): string {
  if (textTypes.has(type)) return 'string'
  const known = scalarTypes[type]
  if (known) return known
  throw new Error(
    `the type ${type} has no TypeScript type yet; choose another or add it to generate-tables.ts`,
  )
}

const quote = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const valueUnion = (values: string[]) => values.map(quote).join(' | ')

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
