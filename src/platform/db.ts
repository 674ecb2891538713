import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { recordQuery } from './query-log.ts'

/** Tables are typed per module: `bookingTables(tx)` narrows this to the module's schema. */
// biome-ignore lint/suspicious/noExplicitAny: the one untyped door; every module narrows it at once
export type Tx = Kysely<any>

/** The application role: no BYPASSRLS, owner of nothing, so row-level security always applies. */
export const APP_ROLE = 'frontdesk_app'

pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

export interface Database {
  /** Runs `work` in one transaction as the application role, confined to one organisation. */
  withOrg<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction as the application role without a tenant: global directory tables only. */
  withoutOrg<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The pool of the application role, for libraries that bring their own SQL. */
  readonly pool: pg.Pool
  /** Connection string of the owner role: migrations and the job queue. */
  readonly ownerUrl: string
  close(): Promise<void>
}

export interface DatabaseOptions {
  url: string
  poolSize: number
  statementTimeoutMs: number
}

/** Opens the pool of the application role. A transaction begins with its first statement, in one network round trip. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    pipeline: true,
    options: `-c role=${APP_ROLE} -c statement_timeout=${options.statementTimeoutMs} -c idle_in_transaction_session_timeout=30000 -c timezone=UTC`,
  } as pg.PoolConfig)
  pool.on('error', () => {}) // an idle connection that breaks is replaced by the pool; running queries report themselves
  return {
    pool,
    ownerUrl: options.url,
    withOrg: (orgId, work) => inTransaction(pool, orgId, work),
    withoutOrg: (work) => inTransaction(pool, null, work),
    close: () => pool.end(),
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  orgId: string | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  // Before the work, even if it needs none: work that waits for another's answer must not be what that one waits for.
  const client = await pool.connect()
  let failure: Error | undefined
  openings.set(client, () => begin(client, orgId))
  try {
    const result = await work(kyselyOn(client))
    if (!openings.has(client)) await client.query('commit')
    return result
  } catch (error) {
    if (!openings.has(client)) {
      await client.query('rollback').catch((rollbackError: Error) => {
        failure = rollbackError
      })
    }
    throw error
  } finally {
    openings.delete(client)
    client.release(failure)
  }
}

/** Transactions that have not begun: work whose answers are all remembered never asks the database. */
const openings = new WeakMap<pg.ClientBase, () => Promise<pg.QueryResult>[]>()

function begin(client: pg.ClientBase, orgId: string | null): Promise<pg.QueryResult>[] {
  const begun = client.query('begin')
  if (!orgId) return [begun]
  return [begun, client.query({ name: 'set_org', text: 'select core.set_org($1)', values: [orgId] })]
}

const kyselys = new WeakMap<pg.ClientBase, Tx>()

/** A Kysely over one connection whose transaction somebody else opened. Kept per connection: building one is not free. */
export function kyselyOn(client: pg.ClientBase): Tx {
  let kysely = kyselys.get(client)
  if (!kysely) {
    kysely = new Kysely({ dialect: new ConnectionDialect(client) })
    kyselys.set(client, kysely)
  }
  return kysely
}

class ConnectionDialect implements Dialect {
  readonly client: pg.ClientBase
  constructor(client: pg.ClientBase) {
    this.client = client
  }
  createAdapter = () => new PostgresAdapter()
  createDriver = () => new ConnectionDriver(this.client)
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db)
  createQueryCompiler = () => new PostgresQueryCompiler()
}

class ConnectionDriver implements Driver {
  readonly connection: DatabaseConnection
  constructor(client: pg.ClientBase) {
    this.connection = new PgConnection(client)
  }
  async init() {}
  async acquireConnection() {
    return this.connection
  }
  async beginTransaction() {
    throw new Error('A transaction is already open: commands run in exactly one.')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

class PgConnection implements DatabaseConnection {
  readonly client: pg.ClientBase
  constructor(client: pg.ClientBase) {
    this.client = client
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const startedAt = performance.now()
    const open = openings.get(this.client)
    openings.delete(this.client)
    try {
      // The first statement follows the opening without waiting for it; if that fails, its fault comes first.
      const sent = [
        ...(open?.() ?? []),
        this.client.query({
          name: statementName(query.sql),
          text: query.sql,
          values: query.parameters as unknown[],
        }),
      ]
      const result = (await Promise.all(sent)).at(-1)!
      return {
        rows: result.rows as R[],
        numAffectedRows: result.command === 'SELECT' ? undefined : BigInt(result.rowCount ?? 0),
      }
    } finally {
      recordQuery(query.sql, performance.now() - startedAt)
    }
  }
  // biome-ignore lint/correctness/useYield: pipelined connections cannot keep a cursor open
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not available on a pipelined connection; read in pages.')
  }
}

const names = new Map<string, string | undefined>()
const NAMED_STATEMENTS = 500

/** Repeated statements are prepared once per connection; long value lists vary too much to be worth it. */
function statementName(sql: string): string | undefined {
  if (names.has(sql)) return names.get(sql)
  if (names.size >= NAMED_STATEMENTS || sql.length > 6000) return undefined
  const name = `s${createHash('sha1').update(sql).digest('base64url').slice(0, 16)}`
  names.set(sql, name)
  return name
}

/** The SQLSTATE and constraint of a PostgreSQL error, or null for any other error. */
export function pgFault(error: unknown): { state: string; constraint: string } | null {
  if (!(error instanceof pg.DatabaseError) || !error.code) return null
  return { state: error.code, constraint: error.constraint ?? '' }
}
