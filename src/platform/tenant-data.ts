import pg from 'pg'
import type { Services } from './context.ts'

/**
 * Deletes an organisation's rows, in the order that foreign keys allow, as owner and in one transaction.
 * `keep` names schemas that stay (identity: people and settings). Returns the number of rows.
 */
export async function deleteTenantRows(
  services: Services,
  orgId: string,
  keep: readonly string[],
): Promise<number> {
  const client = new pg.Client({ connectionString: services.db.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select core.set_org($1)', [orgId])
    const deleted = await deleteRows(client, orgId, keep)
    await client.query('commit')
    return deleted
  } finally {
    await client.end()
  }
}

/** Deletes an organisation altogether: its rows, and its entries in the directory. */
export async function deleteOrganization(services: Services, orgId: string): Promise<void> {
  const client = new pg.Client({ connectionString: services.db.ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select core.set_org($1)', [orgId])
    await deleteRows(client, orgId, [])
    await client.query('delete from core.user_orgs where org_id = $1', [orgId])
    await client.query('delete from core.orgs where id = $1', [orgId])
    await client.query('commit')
  } finally {
    await client.end()
  }
  services.cache.changed('00000000-0000-0000-0000-000000000000', ['orgs', 'sessions'])
}

async function deleteRows(client: pg.Client, orgId: string, keep: readonly string[]): Promise<number> {
  let deleted = 0
  for (const table of await tenantTables(client, keep)) {
    const { rowCount } = await client.query(`delete from ${table} where org_id = $1`, [orgId])
    deleted += rowCount ?? 0
  }
  return deleted
}

/** Tenant tables, those that point at others first. */
async function tenantTables(client: pg.Client, keep: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; targets: string[] }>(
    `select c.oid::regclass::text as name,
            array(select f.confrelid::regclass::text from pg_constraint f
                  where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as targets
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant'
     where c.relkind in ('r', 'p') and n.nspname <> all($1::text[])`,
    [keep],
  )
  const ordered: string[] = []
  let left = rows
  while (left.length > 0) {
    const pointedAt = new Set(left.flatMap(({ targets }) => targets))
    const free = left.filter(({ name }) => !pointedAt.has(name))
    if (free.length === 0)
      throw new Error(`These tables point at each other: ${left.map(({ name }) => name).join(', ')}`)
    ordered.push(...free.map(({ name }) => name))
    left = left.filter((table) => !free.includes(table))
  }
  return ordered
}
