import type pg from 'pg'

/** A table as backup and restore see it. */
export interface StoredTable {
  schema: string
  /** Quoted and with its schema. */
  name: string
  /** Quoted; generated columns are left out, since PostgreSQL computes them again. */
  columns: string[]
  hasTriggers: boolean
}

/** Foreign keys that point forward in the order of the tables: checked at the end instead of row by row. */
export interface RingKey {
  table: string
  constraint: string
}

export interface Inventory {
  /** Referenced tables before those that refer to them. */
  tables: StoredTable[]
  ringKeys: RingKey[]
}

/** The job queue is made again from undelivered events; the list of migrations belongs to the schema. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'core_migrations')`

export async function readInventory(client: pg.ClientBase): Promise<Inventory> {
  const { rows: tables } = await client.query<StoredTable>(`
    select n.nspname as schema, format('%I.%I', n.nspname, c.relname) as name,
           array(select quote_ident(a.attname) from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 order by a.attnum) as columns,
           exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as "hasTriggers"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${OURS}
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 2`)
  const { rows: keys } = await client.query<{ table: string; target: string; constraint: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table, format('%I.%I', tn.nspname, t.relname) as target,
           quote_ident(k.conname) as constraint
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid and ${OURS}
    order by 1, 3`)
  return inOrder(tables, keys)
}

function inOrder(
  tables: StoredTable[],
  keys: { table: string; target: string; constraint: string }[],
): Inventory {
  const ordered: StoredTable[] = []
  const state = new Map<string, 'open' | 'done'>()
  const ringKeys: RingKey[] = []
  const byName = new Map(tables.map((table) => [table.name, table]))
  const visit = (table: StoredTable) => {
    state.set(table.name, 'open')
    for (const key of keys.filter((candidate) => candidate.table === table.name)) {
      const target = byName.get(key.target)
      if (!target || state.get(key.target) === 'done') continue
      if (state.get(key.target) === 'open') ringKeys.push({ table: key.table, constraint: key.constraint })
      else visit(target)
    }
    state.set(table.name, 'done')
    ordered.push(table)
  }
  for (const table of tables) if (!state.has(table.name)) visit(table)
  return { tables: ordered, ringKeys }
}

/**
 * Which rows of a table belong to one organisation, as a condition; null when none do. Accounts belong to it when
 * they are members; their sessions stay behind, so everybody signs in anew at the new place.
 */
export function orgCondition(table: StoredTable, orgId: string): string | null {
  const org = `'${orgId}'`
  const members = `(select user_id from core.user_orgs where org_id = ${org})`
  if (table.columns.includes('org_id')) return `org_id = ${org}`
  if (table.name === 'core.orgs') return `id = ${org}`
  if (table.name === 'auth."user"') return `id in ${members}`
  if (table.name === 'auth.session') return null
  return table.schema === 'auth' && table.columns.includes('"userId"') ? `"userId" in ${members}` : null
}
