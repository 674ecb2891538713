import pg from 'pg'
import type { Services } from './context.ts'

/** Runs `work` while no other process on the same database does; the others wait. The lock ends with the process. */
export async function withLock<T>(services: Services, name: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: services.db.ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await work()
  } finally {
    await client.end()
  }
}
