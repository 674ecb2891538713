import pg from 'pg'
import type { Services } from './context.ts'

const INSUFFICIENT_PRIVILEGE = '42501'

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
  await withoutTriggers(client)
  let deleted = 0
  for (const table of await tenantTables(client, keep)) {
    const { rowCount } = await client.query(`delete from ${table} where org_id = $1`, [orgId])
    deleted += rowCount ?? 0
  }
  // Where triggers ran they left marks for figures that are gone.
  await client.query('delete from core.rollup_marks where org_id = $1', [orgId])
  return deleted
}

/**
 * Everything that points at these rows goes as well, so nobody has to look for it row by row: a year of messages takes
 * seconds instead of minutes. Only a superuser may say so; others wait.
 */
export async function withoutTriggers(client: pg.Client): Promise<void> {
  await client.query('savepoint triggers')
  try {
    await client.query('set local session_replication_role = replica')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error
    await client.query('rollback to savepoint triggers')
  }
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
