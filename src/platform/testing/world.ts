import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnce } from 'graphile-worker'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Actor, guest, system } from '#values/actor.ts'
import { type Endpoint, fillPath, type InputOf, type Output } from '#values/endpoint.ts'
import type { EventKind } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { loadConfig } from '../config.ts'
import type { Adapters, Command, Errand, Query, Services, Who } from '../context.ts'
import { createDispatch, type Dispatch } from '../http/dispatch.ts'
import { graphileLogger, taskList, workerPool } from '../jobs.ts'
import { createSilentLive } from '../live.ts'
import { createLog } from '../log.ts'
import type { Module } from '../module.ts'
import { type QueryTrace, traceQueries } from '../query-log.ts'
import { runCommand, runErrand, runQuery } from '../run.ts'
import { createServices } from '../services.ts'

export interface TestWorld {
  readonly services: Services
  /** Connection string of this world's own database, as owner. */
  readonly databaseUrl: string
  /** Stops the clock at this ISO instant; null lets it run again. */
  setNow(instant: string | null): void
  /** A new organisation with its settings row; tests share nothing but the schema. */
  newOrg(options?: { zone?: string; name?: string; slug?: string }): Promise<string>
  /** Somebody of the organisation with the permissions of these roles. */
  as(orgId: string, ...roles: string[]): Promise<Who>
  system(orgId: string): Who
  guest(orgId: string): Who
  query<I, O>(query: Query<I, O>, input: I, who: Who): Promise<O>
  command<I, O>(command: Command<I, O>, input: I, who: Who): Promise<O>
  errand<I, O>(errand: Errand<I, O>, input: I, who: Who): Promise<O>
  /** Calls an endpoint as HTTP would: validation, access and idempotency included. */
  call<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    who: Who,
    headers?: Record<string, string>,
    /** For endpoints with `rawBody`: what is posted, and the query that stands behind the address. */
    raw?: { body?: string; query?: string },
  ): Promise<Output<E>>
  /** Works the queue until it is empty; throws what a job threw. */
  runJobs(): Promise<void>
  /** Facts published so far, oldest first. */
  events<K extends EventKind>(orgId: string, kind: K): Promise<Record<string, unknown>[]>
  /** How many SQL statements the work takes. */
  countQueries(work: () => Promise<unknown>): Promise<number>
  /** Rows by plain SQL as owner, for looking behind the scenes. */
  sql<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
}

/**
 * The whole product on a database of its own, cloned from the migrated template. Call it at the top of a test
 * file; everything is dropped after the file.
 */
export async function testWorld(options: { adapters?: Partial<Adapters> } = {}): Promise<TestWorld> {
  const templateUrl = inject('templateUrl')
  const databaseUrl = await cloneTemplate(templateUrl)
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-test-'))
  const config = loadConfig(
    { env: 'test', dataDir, postcodesIoUrl: '', logLevel: 'silent' },
    { environment: {}, directory: dataDir },
  )
  const { modules } = (await import('../../modules.ts')) as { modules: readonly Module[] }
  let stopped: Temporal.Instant | null = null
  const services = createServices({
    config,
    log: createLog(config),
    modules,
    databaseUrl,
    live: createSilentLive(),
    adapters: options.adapters,
    clock: () => stopped ?? Temporal.Now.instant(),
  })
  const owner = workerPool(databaseUrl, 3)
  let session: { orgId: string; actor: Actor } | null = null
  const dispatch: Dispatch = createDispatch(
    services,
    modules.flatMap((module) => module.endpoints),
    async () => session,
  )

  afterAll(async () => {
    await services.db.close()
    await owner.end()
    await dropDatabase(templateUrl, databaseUrl)
    rmSync(dataDir, { recursive: true, force: true })
  })

  return {
    services,
    databaseUrl,
    setNow: (instant) => {
      stopped = instant ? Temporal.Instant.from(instant) : null
    },
    newOrg: (org) => newOrg(services, org),
    as: (orgId, ...roles) => memberOf(orgId, roles),
    system: (orgId) => ({ orgId, actor: system('test') }),
    guest: (orgId) => ({ orgId, actor: guest }),
    query: (query, input, who) => runQuery(services, query, input, who),
    command: (command, input, who) => runCommand(services, command, input, who),
    errand: (errand, input, who) => runErrand(services, errand, input, who),
    async call(endpoint, input, who, headers = {}, raw) {
      session = who.actor.kind === 'guest' ? null : { orgId: who.orgId, actor: who.actor }
      const pending = dispatch(endpoint, input, {
        headers: new Headers(headers),
        ip: '127.0.0.1',
        log: services.log,
        ...(endpoint.rawBody && { raw: rawOf(services, endpoint, input, raw ?? {}) }),
      })
      return (await pending).output as Output<typeof endpoint>
    },
    async runJobs() {
      for (let round = 0; round < 20; round++) {
        await runOnce({
          pgPool: owner,
          taskList: failLoudly(taskList(services)),
          noHandleSignals: true,
          crontab: '',
          logger: graphileLogger(services.log),
        })
        const { rows } = await owner.query(
          'select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts limit 1',
        )
        if (rows.length === 0) break
      }
      if (jobFailures.length > 0) throw jobFailures.splice(0)[0]
    },
    async events(orgId, kind) {
      const { rows } = await owner.query(
        'select payload from core.events where org_id = $1 and name = $2 order by id',
        [orgId, kind.name],
      )
      return rows.map((row) => row.payload as Record<string, unknown>)
    },
    async countQueries(work) {
      const trace: QueryTrace = { queries: [] }
      await traceQueries(trace, work)
      return trace.queries.length
    },
    async sql<T>(text: string, values: unknown[] = []) {
      return (await owner.query(text, values)).rows as T[]
    },
  }
}

function rawOf(
  { config }: Services,
  endpoint: Endpoint,
  input: unknown,
  { body = '', query = '' }: { body?: string; query?: string },
) {
  const path = fillPath(endpoint.path, input as Record<string, unknown>)
  return { body: Buffer.from(body), url: `${config.baseUrl}${path}${query && `?${query}`}` }
}

const jobFailures: unknown[] = []

/** The queue would retry a failing job later; a test wants to know at once. */
function failLoudly(tasks: ReturnType<typeof taskList>): ReturnType<typeof taskList> {
  const loud: ReturnType<typeof taskList> = {}
  for (const [name, task] of Object.entries(tasks)) {
    loud[name] = async (payload, helpers) => {
      try {
        return await task!(payload as never, helpers)
      } catch (error) {
        jobFailures.push(error)
        throw error
      }
    }
  }
  return loud
}

async function memberOf(orgId: string, roles: string[]): Promise<Who> {
  const { effectivePermissions } = (await import('#modules/identity/public.ts')) as {
    effectivePermissions: (roles: string[], grants: []) => ReadonlySet<string>
  }
  const name = `Test ${roles.join(' ')}`
  const permissions = effectivePermissions(roles, [])
  return {
    orgId,
    actor: { kind: 'user', userId: newId(), memberId: newId(), name, roles, permissions, scope: null },
  }
}

async function newOrg(
  services: Services,
  { zone = 'Europe/London', name = 'Test Cleaning', slug = `test-${newId().slice(-12)}` } = {},
): Promise<string> {
  const { createOrganization } = (await import('#modules/identity/public.ts')) as {
    createOrganization: (services: Services, input: object) => Promise<{ orgId: string }>
  }
  const { orgId } = await createOrganization(services, {
    slug,
    name,
    zone,
    currency: 'GBP',
    isDemo: false,
    isDefault: false,
  })
  return orgId
}

async function cloneTemplate(templateUrl: string): Promise<string> {
  const name = `t_${newId().replaceAll('-', '')}`
  await asOwner(templateUrl, async (client, template) => {
    // Two files may clone at once; PostgreSQL copies a template for one at a time.
    await client.query('select pg_advisory_lock(72)')
    await client.query(`create database ${name} template ${template}`)
  })
  return withDatabase(templateUrl, name)
}

async function dropDatabase(templateUrl: string, url: string): Promise<void> {
  const name = new pg.Client({ connectionString: url }).database
  await asOwner(templateUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
}

async function asOwner(
  templateUrl: string,
  work: (client: pg.Client, template: string) => Promise<unknown>,
): Promise<void> {
  const template = new pg.Client({ connectionString: templateUrl }).database!
  const client = new pg.Client({ connectionString: withDatabase(templateUrl, 'postgres') })
  await client.connect()
  try {
    await work(client, template)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const [head, query] = url.split('?')
  return `${head!.replace(/\/[^/]*$/, `/${name}`)}${query ? `?${query}` : ''}`
}
