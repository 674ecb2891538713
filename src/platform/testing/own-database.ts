import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of its own, for tests that need the schema and nothing else of the product. */
export interface OwnDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** Clones the migrated template, or makes an empty database. The caller drops it. */
export async function ownDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<OwnDatabase> {
  const templateUrl = inject('templateUrl')
  const template =
    from === 'migrated' ? new pg.Client({ connectionString: templateUrl }).database! : 'template1'
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await asOwner(templateUrl, async (client) => {
    // The same lock as the test world's: PostgreSQL copies a template for one at a time.
    await client.query('select pg_advisory_lock(72)')
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    url: inDatabase(templateUrl, name),
    drop: () =>
      asOwner(templateUrl, (client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}

async function asOwner(templateUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(templateUrl, 'postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The host of a socket is no host a URL parser accepts, so the name is replaced as text. */
const inDatabase = (url: string, name: string) => url.replace(/\/[^/?]+(\?.*)?$/, `/${name}$1`)
