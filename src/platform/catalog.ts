import type pg from 'pg'
import { APP_ROLE } from './db.ts'

/** Tables without a tenant, each with the reason. A name ending in `.*` means a whole schema. */
export const globalTables: Record<string, string> = {
  'core.orgs': 'a request finds its organisation here before any tenant is set',
  'core.user_orgs': 'tells which organisations a signed-in person may choose from',
  'core.processes': 'each process leaves its figures here, for the health of the whole installation',
  'auth.*':
    'accounts are global: one person, any number of organisations; read and written by the sign-in library',
  'booking.postcodes': 'reference data: where postcodes lie, the same for everybody',
  'booking.postcode_cache': 'reference data: answers of the geocoding service, the same for everybody',
}

/** Functions that run with their owner's rights. Searches may too, if they only read. */
const definerFunctions = new Set(['core.enqueue'])

/** Columns that change while a row lives: in an index key they turn every change into new index entries. */
const MUTABLE = /(^|_)status$|^delivered_at$/
const MONEY = /(^|_)(amount|price|balance)$/

const POLICY = "(org_id = (current_setting('app.org_id'::text))::uuid)"

const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'core_migrations')`

interface Table {
  oid: number
  schema: string
  name: string
  isView: boolean
  isInvoker: boolean
  owner: string
  hasRls: boolean
  isForced: boolean
  hasKey: boolean
  isTenantNull: boolean | null
  policies:
    | { name: string; using: string | null; check: string | null; command: string; permissive: boolean }[]
    | null
}

/**
 * Every rule of the schema that this database breaks, in words. `mayKnow` is the map of the modules: foreign keys
 * run only down it, like imports.
 */
export async function checkCatalog(
  client: pg.ClientBase,
  mayKnow: Record<string, readonly string[]>,
): Promise<string[]> {
  const tables = await readTables(client)
  const checks = [
    tables.flatMap(judgeTable),
    await judgeKeys(client),
    await judgeForeignKeys(client, mayKnow),
    await judgeIndexes(client),
    await judgeColumns(client),
    await judgeFunctions(client),
    await judgeRole(client),
  ]
  return checks.flat().sort()
}

function isGlobal(schema: string, name: string): boolean {
  return Object.hasOwn(globalTables, `${schema}.${name}`) || Object.hasOwn(globalTables, `${schema}.*`)
}

async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.oid::int, n.nspname as schema, c.relname as name, c.relkind in ('v', 'm') as "isView",
           coalesce('security_invoker=true' = any (c.reloptions), false)
             or coalesce('security_invoker=on' = any (c.reloptions), false) as "isInvoker",
           pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as "hasRls", c.relforcerowsecurity as "isForced",
           exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as "hasKey",
           (select not a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id'
             and a.atttypid = 'uuid'::regtype) as "isTenantNull",
           (select json_agg(json_build_object('name', p.polname, 'using', pg_get_expr(p.polqual, p.polrelid),
              'check', pg_get_expr(p.polwithcheck, p.polrelid), 'command', p.polcmd, 'permissive', p.polpermissive))
            from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${OURS}
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`)
  return rows
}

function judgeTable(table: Table): string[] {
  const faults: string[] = []
  const fault = (message: string) => faults.push(`${table.schema}.${table.name} ${message}`)
  if (table.schema === 'public') fault('lies in schema public; every module has its own')
  if (table.isView) {
    if (!table.isInvoker) fault('is a view without security_invoker: it would show every organisation')
    return faults
  }
  if (table.owner === APP_ROLE) fault(`belongs to ${APP_ROLE}, so row-level security would not apply`)
  if (!table.hasKey) fault('has no primary key')
  if (isGlobal(table.schema, table.name)) return faults
  if (table.isTenantNull === null) fault('has no org_id uuid (global tables are listed in catalog.ts)')
  if (table.isTenantNull) fault('allows org_id to be null')
  if (!table.hasRls) fault('has row-level security off; call core.make_tenant')
  if (table.isForced) fault('forces row-level security on its owner, which blocks online moves')
  const policies = table.policies ?? []
  if (table.hasRls && !policies.some(({ name }) => name === 'tenant')) fault('lacks the policy "tenant"')
  for (const policy of policies) {
    const text = `${policy.using} ${policy.check}`
    if (policy.name !== 'tenant') fault(`has a second policy, "${policy.name}"`)
    if (/\bselect\b/i.test(text)) fault(`has a subquery in its policy "${policy.name}"`)
    else if (policy.using !== POLICY || policy.check !== POLICY || policy.command !== '*')
      fault(`has a policy "${policy.name}" that is not the one of core.make_tenant`)
  }
  return faults
}

/** Primary keys, unique indexes and exclusion constraints of tenant tables hold org_id. */
async function judgeKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; name: string; index: string; kind: string }>(`
    select n.nspname as schema, c.relname as name, x.relname as index,
           case when i.indisprimary then 'primary key' when i.indisexclusion then 'exclusion constraint'
                else 'unique index' end as kind
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and (i.indisunique or i.indisexclusion) and not exists (
      select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'org_id'
        and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]))`)
  return rows
    .filter(({ schema, name }) => !isGlobal(schema, name))
    .map(({ schema, name, index, kind }) => `${schema}.${name} has a ${kind} without org_id: ${index}`)
}

interface ForeignKey {
  name: string
  schema: string
  table: string
  targetSchema: string
  targetTable: string
  columns: string[]
  targets: string[]
  onDelete: string
}

async function judgeForeignKeys(
  client: pg.ClientBase,
  mayKnow: Record<string, readonly string[]>,
): Promise<string[]> {
  const { rows } = await client.query<ForeignKey>(`
    select k.conname as name, n.nspname as schema, c.relname as table, tn.nspname as "targetSchema",
           t.relname as "targetTable", k.confdeltype as "onDelete",
           array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i)
                 join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n order by u.i) as columns,
           array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i)
                 join pg_attribute a on a.attrelid = t.oid and a.attnum = u.n order by u.i) as targets
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = k.confrelid
    join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and ${OURS}`)
  return rows.flatMap((key) => judgeForeignKey(key, mayKnow))
}

function judgeForeignKey(key: ForeignKey, mayKnow: Record<string, readonly string[]>): string[] {
  const faults: string[] = []
  const fault = (message: string) =>
    faults.push(`${key.schema}.${key.table} has a foreign key ${key.name} ${message}`)
  if (key.onDelete === 'n' || key.onDelete === 'd')
    fault('that sets columns on delete; set them in the command first')
  const { schema, targetSchema } = key
  if (targetSchema !== schema && targetSchema !== 'core' && !mayKnow[schema]?.includes(targetSchema))
    fault(`up or across the map, to ${targetSchema}.${key.targetTable}`)
  const fromGlobal = isGlobal(schema, key.table)
  const toGlobal = isGlobal(targetSchema, key.targetTable)
  if (fromGlobal && !toGlobal) fault('from a global table to a tenant table')
  if (fromGlobal) return faults
  const at = key.columns.indexOf('org_id')
  const target = toGlobal ? 'id' : 'org_id'
  if (at < 0 || key.targets[at] !== target) fault('without org_id: it could cross organisations')
  return faults
}

/** Mutable columns stay out of index keys, so updates stay HOT; a WHERE that mentions them is allowed. */
async function judgeIndexes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; name: string; index: string; column: string }>(`
    select n.nspname as schema, c.relname as name, x.relname as index, a.attname as column
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where ${OURS} and (a.attnum = any (i.indkey::int2[])
      or pg_get_expr(i.indexprs, c.oid) ~ ('\\m' || a.attname || '\\M'))`)
  return rows
    .filter(({ schema, name, column }) => MUTABLE.test(column) && !isGlobal(schema, name))
    .map(
      ({ schema, name, index, column }) =>
        `${schema}.${name} has ${column}, which changes, in the index ${index}`,
    )
}

async function judgeColumns(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(`
    select n.nspname || '.' || c.relname as table, a.attname as column, t.typname as type
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and ${OURS} and a.attnum > 0 and not a.attisdropped`)
  return rows.flatMap(({ table, column, type }) => {
    if (/^_?(timestamp|timetz)$/.test(type))
      return [`${table}.${column} is ${type}; instants are timestamptz`]
    if (type === 'money') return [`${table}.${column} is of type money; amounts are bigint minor units`]
    if (MONEY.test(column) && type !== 'int8')
      return [`${table}.${column} is ${type}; amounts are bigint minor units`]
    return []
  })
}

async function judgeFunctions(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{
    name: string
    owner: string
    isStable: boolean
    hasPath: boolean
    isDefiner: boolean
  }>(`
    select n.nspname || '.' || p.proname as name, pg_get_userbyid(p.proowner) as owner, p.prosecdef as "isDefiner",
           p.provolatile <> 'v' as "isStable",
           exists (select from unnest(p.proconfig) s where s like 'search_path=%') as "hasPath"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  return rows.flatMap(({ name, owner, isDefiner, isStable, hasPath }) => {
    const faults = owner === APP_ROLE ? [`${name} belongs to ${APP_ROLE}`] : []
    if (!isDefiner) return faults
    const isSearch = /search/.test(name)
    if (!definerFunctions.has(name) && !isSearch)
      faults.push(`${name} is security definer, which is not on the list`)
    if (isSearch && !isStable) faults.push(`${name} is security definer and could write: declare it stable`)
    if (!hasPath) faults.push(`${name} is security definer without a fixed search_path`)
    return faults
  })
}

async function judgeRole(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ bypass: boolean; superuser: boolean; login: boolean }>(
    'select rolbypassrls as bypass, rolsuper as superuser from pg_roles where rolname = $1',
    [APP_ROLE],
  )
  const role = rows[0]
  if (!role) return [`the role ${APP_ROLE} is missing`]
  return role.bypass || role.superuser ? [`${APP_ROLE} may pass by row-level security`] : []
}
