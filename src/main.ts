import type { FastifyInstance } from 'fastify'
import type { Redis } from 'ioredis'
import { createSessionResolver, findDefaultOrgSlug } from '#modules/identity/public.ts'
import { startScheduledBackups } from '#platform/backup/schedule.ts'
import type { Config } from '#platform/config.ts'
import type { Services } from '#platform/context.ts'
import { readiness, startHealthWatch } from '#platform/health.ts'
import { type Caller, createDispatch, type Dispatch, orgIdBySlug } from '#platform/http/dispatch.ts'
import { toProblem } from '#platform/http/problem.ts'
import { callerOf, createServer } from '#platform/http/server.ts'
import { startWorker } from '#platform/jobs.ts'
import type { Live } from '#platform/live.ts'
import { createLive, createRelayLive } from '#platform/live-server.ts'
import { createLog, type Log } from '#platform/log.ts'
import { registerGauges } from '#platform/metrics.ts'
import { requireCurrentSchema } from '#platform/migrate.ts'
import { observeQueries } from '#platform/query-log.ts'
import { openRedis } from '#platform/redis.ts'
import { startRollupWorker } from '#platform/rollups.ts'
import { createServices } from '#platform/services.ts'
import { registerWeb } from '#platform/web.ts'
import type { PagesApi } from '#platform/web-build.ts'
import type { Keeping } from '#platform/web-kept.ts'
import type { Endpoint } from '#values/endpoint.ts'
import { ApiError } from '#web/api.ts'
import { modules } from './modules.ts'

export interface Running {
  readonly services: Services
  /** Where people find it: `http://localhost:3000`. */
  readonly url: string
  /** Lets requests and jobs finish, then closes everything. */
  stop(): Promise<void>
}

/** Starts the roles that the configuration names, on a database that is already migrated. */
export async function startFrontdesk(
  config: Config,
  options: { databaseUrl: string; rateLimits?: boolean; log?: Log },
): Promise<Running> {
  const log = options.log ?? createLog(config)
  await requireCurrentSchema(options.databaseUrl)
  const redis = config.redisUrl ? openRedis(config.redisUrl, log) : undefined
  noteSlowQueries(config, log)
  const gauges = modules.flatMap((module) => module.gauges ?? [])
  if (config.role !== 'worker') registerGauges(options.databaseUrl, log, gauges)
  const running = config.role === 'worker' ? undefined : await startServer(config, options, log, redis)
  const services = running?.services ?? workerServices(config, options.databaseUrl, log, redis)
  const watch = startHealthWatch(services)
  const worker = config.role === 'api' ? undefined : await startWorker(services)
  const rollups = modules.flatMap((module) => module.rollups ?? [])
  const figures = config.role === 'api' ? undefined : startRollupWorker(services, rollups)
  const backups =
    config.role === 'api' ? undefined : startScheduledBackups({ ownerUrl: options.databaseUrl, config, log })
  return {
    services,
    url: running?.url ?? '',
    async stop() {
      // Open sockets would keep the server waiting.
      await services.live.close()
      await running?.app.close()
      await worker?.stop()
      await figures?.stop()
      backups?.stop()
      watch.stop()
      await services.db.close()
      redis?.disconnect()
    },
  }
}

async function startServer(
  config: Config,
  options: { databaseUrl: string; rateLimits?: boolean },
  log: Log,
  redis: Redis | undefined,
): Promise<{ services: Services; app: FastifyInstance; url: string }> {
  const served = modules.flatMap((module) => module.endpoints)
  const live = lateLive()
  const services = createServices({
    config,
    log,
    modules,
    databaseUrl: options.databaseUrl,
    live: live.live,
    redis,
  })
  const resolveSession = createSessionResolver(services)
  const dispatch = createDispatch(services, served, resolveSession)
  const app = await createServer({
    services,
    served,
    dispatch,
    readiness: () => readiness(services),
    rateLimits: options.rateLimits ?? true,
  })
  live.become(createLive({ httpServer: app.server, config, log, db: services.db, resolveSession }))
  await servePages(app, services, dispatch)
  await app.listen({ port: config.port, host: config.host })
  return { services, app, url: config.baseUrl }
}

/** Puts the pages behind the API of the same server; in production from the build. */
export async function servePages(
  app: FastifyInstance,
  services: Services,
  dispatch: Dispatch,
): Promise<void> {
  const { config, log, cache } = services
  const apiOf = pagesApi(dispatch, log)
  const isLocal = config.env === 'development'
  const keeping: Keeping = {
    cache,
    origin: new URL(config.baseUrl).origin,
    orgIdOf: (slug) => orgIdBySlug(services, slug),
    forNobody: () => apiOf({ headers: new Headers(), ip: '', log }, ''),
    report: (error) => log.error({ err: error }, 'a kept page failed'),
  }
  await registerWeb(app, {
    mode: isLocal ? 'development' : 'production',
    loadContext: (request) => ({ ...apiOf(callerOf(request), request.id), nonce: request.cspNonce }),
    ...(!isLocal && { keeping }),
  })
}

/** Calls endpoints for the pages in somebody's name, and collects the cookies that the answers set. */
function pagesApi(dispatch: Dispatch, log: Log) {
  return (caller: Caller, requestId: string) => {
    const cookies: string[] = []
    const api = async (endpoint: Endpoint, input: unknown) => {
      try {
        const answer = await dispatch(endpoint, input ?? {}, caller)
        cookies.push(...answer.reply.cookies)
        return answer.output
      } catch (error) {
        const problem = toProblem(error, requestId)
        if (problem.status >= 500)
          log.error({ err: error, id: requestId, endpoint: endpoint.path }, 'request failed')
        throw ApiError.from(problem)
      }
    }
    return { api: api as PagesApi, cookies }
  }
}

function workerServices(config: Config, databaseUrl: string, log: Log, redis: Redis | undefined): Services {
  const live = createRelayLive({ config, log, ownerUrl: databaseUrl })
  return createServices({ config, log, modules, databaseUrl, live, redis })
}

/** Services need live updates, and live updates need the services' sessions: the real one is put in when both stand. */
function lateLive(): { live: Live; become(real: Live): void } {
  let real: Live | undefined
  const waiting: Parameters<Live['onChange']>[0][] = []
  return {
    live: {
      changed: (orgId, changes) => real?.changed(orgId, changes),
      onChange: (listener) => (real ? real.onChange(listener) : void waiting.push(listener)),
      connections: () => real?.connections() ?? { total: 0, organisations: 0 },
      close: async () => real?.close(),
    },
    become(live) {
      real = live
      for (const listener of waiting.splice(0)) live.onChange(listener)
    },
  }
}

function noteSlowQueries(config: Config, log: Log): void {
  observeQueries((sql, ms) => {
    if (ms >= config.slowQueryMs) log.warn({ ms: Math.round(ms), sql: sql.slice(0, 400) }, 'slow query')
  })
}

/** The default organisation's slug, or null on an installation without one. */
export const defaultOrgSlug = findDefaultOrgSlug
