import { randomBytes, randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Endpoint } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { Services } from '../context.ts'
import type { Served } from '../http.ts'
import { errorsTotal, httpSeconds, registry } from '../metrics.ts'
import { readToken } from '../token.ts'
import type { Caller, Dispatch } from './dispatch.ts'
import { serveOpenApi } from './openapi.ts'
import { answersForeignOrigin, refuseForeignOrigin } from './origin.ts'
import { toProblem } from './problem.ts'

const BODY_LIMIT = 2_000_000
const PUBLIC_PER_MINUTE = 120
const MEMBER_PER_MINUTE = 1_200
/** How long requests that are under way may take when the server stops. */
const DRAIN_MS = 3_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Allows this answer's inline scripts, and no others. */
    cspNonce: string
  }
}

export interface ServerOptions {
  services: Services
  served: readonly Served[]
  dispatch: Dispatch
  /** Whether the process can take requests; `/readyz` answers with the state of each part. */
  readiness: () => Promise<{ ok: boolean; checks: Record<string, unknown> }>
  /** Off for load tests on loopback only. */
  rateLimits: boolean
}

/** The HTTP side of the product: every endpoint under `/api/v1`, health, metrics, documentation. Pages are added after. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services, served, readiness } = options
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    trustProxy: services.config.trustProxy,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
  })
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply))
  await secure(app, services)
  if (options.rateLimits) await limitRates(app, services)
  measure(app, services)
  drainOnClose(app)

  app.get('/healthz', { config: { rateLimit: false } }, () => ({ ok: true }))
  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const state = await readiness()
    return reply.code(state.ok ? 200 : 503).send(state)
  })
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!isLoopback(request.ip)) throw new AppError('auth.forbidden')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
  for (const one of served.filter(({ endpoint }) => !endpoint.rawBody)) addRoute(app, one, options)
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const one of served.filter(({ endpoint }) => endpoint.rawBody)) addRoute(scope, one, options)
  })
  addPreflights(app, options)
  await serveOpenApi(app, served, services.config)
  app.all('/api/*', async () => {
    throw new AppError('http.not_found')
  })
  return app
}

function addRoute(app: FastifyInstance, served: Served, { dispatch, services }: ServerOptions): void {
  const { endpoint } = served
  const max = endpoint.perMinute ?? (endpoint.access === 'public' ? PUBLIC_PER_MINUTE : MEMBER_PER_MINUTE)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.maxBytes && { bodyLimit: endpoint.maxBytes }),
    config: { rateLimit: { max, timeWindow: '1 minute' } },
    ...(endpoint.rawBody && { onRequest: async (request) => refuseForgedLink(request, services) }),
    handler: async (request, reply) => {
      if (!(await answersForeignOrigin(served, services, request, reply)))
        refuseForeignOrigin(request, services.config)
      const input = endpoint.rawBody ? request.params : inputOf(endpoint, request)
      const caller = endpoint.rawBody ? rawCallerOf(request, services) : callerOf(request)
      const { status, output, reply: extra } = await dispatch(endpoint, input, caller)
      for (const cookie of extra.cookies) reply.header('set-cookie', cookie)
      reply.header('cache-control', 'no-store').headers(extra.headers).code(status)
      if (endpoint.produces) {
        return reply.type(extra.headers['content-type'] ?? endpoint.produces).send(output)
      }
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(output ?? null))
    },
  })
}

/** The browser asks first, before it posts JSON to another site. */
function addPreflights(app: FastifyInstance, { served, services }: ServerOptions): void {
  const open = served.filter(({ allowsOrigin }) => allowsOrigin)
  const byPath = new Map(open.map((one) => [one.endpoint.path, one]))
  for (const [url, one] of byPath) {
    app.options(url, async (request, reply) => {
      if (!(await answersForeignOrigin(one, services, request, reply)))
        throw new AppError('auth.wrong_origin')
      reply.headers({
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '7200',
      })
      return reply.code(204).send()
    })
  }
}

/** A link that we did not sign is refused before its body is read, however long that is. */
function refuseForgedLink({ params }: FastifyRequest, { config }: Services): void {
  const { token = '' } = params as { token?: string }
  if (!readToken(config.secret, token)) throw new AppError('http.not_found')
}

function inputOf(endpoint: Endpoint, request: FastifyRequest): object {
  const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? request.query : bodyOf(request)
  return { ...(body as object), ...(request.params as object) }
}

function rawCallerOf(request: FastifyRequest, { config }: Services): Caller {
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array()
  return { ...callerOf(request), raw: { body, url: config.baseUrl + request.url } }
}

function bodyOf(request: FastifyRequest): object {
  const { body } = request
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body
  throw new AppError('input.malformed', { faults: [{ path: [], message: 'Send one JSON object.' }] })
}

/** What the dispatcher needs of a request, whether it asks for an endpoint or for a page. */
export function callerOf(request: FastifyRequest): Caller {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  // The only client address anybody may believe: Fastify's, which honours TRUST_PROXY.
  headers.set('x-frontdesk-client-ip', request.ip)
  return { headers, ip: request.ip, log: request.log as Caller['log'] }
}

/** Helmet sees only Node's own request. */
const nonces = new WeakMap<object, string>()

async function secure(app: FastifyInstance, { config }: Services): Promise<void> {
  app.decorateRequest('cspNonce', '')
  app.addHook('onRequest', async (request, reply) => {
    request.cspNonce = randomBytes(16).toString('base64')
    nonces.set(request.raw, request.cspNonce)
    reply.header('x-request-id', request.id)
  })
  const secureOrigin = config.baseUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (request) => `'nonce-${nonces.get(request)}'`],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", config.baseUrl.replace(/^http/, 'ws'), 'ws://localhost:*'],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        ...(secureOrigin && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: secureOrigin ? { maxAge: 31_536_000 } : false,
  })
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (!origin || !config.corsOrigins.includes(origin)) return
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    })
    if (request.method !== 'OPTIONS') return
    reply.headers({
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers': 'content-type,idempotency-key,x-frontdesk',
      'access-control-max-age': '600',
    })
    return reply.code(204).send()
  })
}

async function limitRates(app: FastifyInstance, { config, log }: Services): Promise<void> {
  const redis = config.redisUrl
    ? await import('../redis.ts').then((room) => room.openRedis(config.redisUrl!, log))
    : undefined
  await app.register(rateLimit, {
    global: true,
    max: 600,
    timeWindow: '1 minute',
    ...(redis && { redis }),
    allowList: (request) => request.url.startsWith('/assets/') || request.url.startsWith('/live'),
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('http.too_many', { retryAfter: Math.ceil(ttl / 1000) }),
  })
}

/**
 * Requests under way are finished when the server stops. Their connections would then idle for over a minute, with
 * the process waiting for them; so the last answer closes its connection, and what is still open later is cut.
 */
function drainOnClose(app: FastifyInstance): void {
  let deadline: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    deadline = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS).unref()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (deadline) reply.header('connection', 'close')
  })
  app.addHook('onClose', async () => clearTimeout(deadline))
}

function measure(app: FastifyInstance, { log }: Services): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    httpSeconds.observe({ route, status }, reply.elapsedTime / 1000)
    if (route === '/healthz' || route === '/readyz' || route.startsWith('/assets')) return
    const { method, url, id } = request
    const path = url.split('?')[0]!.replace(/[\w-]{54,}/g, '…')
    log.info({ id, method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
  })
}

/** Sends any error as a problem. Only our own faults are logged with their stack. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.status >= 500) {
    errorsTotal.inc({ where: 'http' })
    request.log.error({ err: error, id: request.id, path: request.routeOptions.url }, 'request failed')
  }
  const retryAfter = problem.details?.retryAfter
  if (problem.status === 429 && typeof retryAfter === 'number')
    reply.header('retry-after', String(retryAfter))
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}
