import pg from 'pg'
import type { Services } from './context.ts'
import { kyselyOn } from './db.ts'
import { withoutTriggers } from './tenant-data.ts'

/** Enough to plan well at once; PostgreSQL looks closer by itself within minutes. */
const STATISTICS_TARGET = 30

/**
 * Runs commands that fill an organisation with its history: as owner, in one transaction, all of it or nothing. Checks
 * of references and marks of figures rest meanwhile, where the owner may say so (a superuser may; others wait): whoever
 * loads answers for the references and computes the figures afterwards. Tables of these schemas that nobody has used
 * yet get their indexes at the end, which takes a third of the time.
 */
export async function whileLoading<T>(
  services: Services,
  orgId: string,
  schemas: readonly string[],
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: services.db.ownerUrl, pipeline: true } as pg.ClientConfig)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select core.set_org($1)', [orgId])
    await client.query(`set local work_mem = '64MB'; set local maintenance_work_mem = '128MB'`)
    const unused = await unusedTables(client, schemas)
    const indexes = await dropIndexes(client, unused)
    await withoutTriggers(client)
    const result = await work({
      ...services,
      db: { ...services.db, withOrg: (_org, loading) => loading(kyselyOn(client)) },
    })
    for (const definition of indexes) await client.query(definition)
    await client.query(`set local default_statistics_target = ${STATISTICS_TARGET}`)
    if (unused.length > 0) await client.query(`analyze ${unused.join(', ')}`)
    await client.query('commit')
    return result
  } finally {
    await client.end()
  }
}

/** Tables without a row of anybody. */
async function unusedTables(client: pg.Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1::text[])`,
    [schemas],
  )
  const asked = rows.map(({ name }) => `select '${name}' as name where not exists (select from ${name})`)
  const unused = await client.query<{ name: string }>(asked.join(' union all '))
  return unused.rows.map(({ name }) => name)
}

/** Drops the indexes on which no constraint stands, and says how to make them again. */
async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  if (rows.length > 0) await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`)
  return rows.map(({ definition }) => definition)
}
