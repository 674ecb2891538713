import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fastifyMiddie from '@fastify/middie'
import fastifyStatic from '@fastify/static'
import { createRequest } from '@remix-run/node-fetch-server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  createRequestHandler,
  type RouterContext,
  RouterContextProvider,
  type ServerBuild,
} from 'react-router'
import { compress, encodingFor } from './web-compression.ts'

/** What one request brings for the pages: the API in the visitor's name, and where its cookies are collected. */
export interface WebContext {
  /** Calls an endpoint in this process; typed by the endpoint in the pages. */
  api: (endpoint: never, input: never) => Promise<unknown>
  /** The nonce of this answer's content security policy. */
  nonce: string
  /** `Set-Cookie` values of the calls made meanwhile; they are appended to the page's answer. */
  cookies: string[]
}

export interface WebOptions {
  mode: 'production' | 'development'
  loadContext: (request: FastifyRequest, reply: FastifyReply) => WebContext
  /** Where `vite build` wrote; `build` unless told. */
  buildDirectory?: string
}

/** The facts of `src/web/server-context.ts`, as the build expects them. */
interface RequestFacts {
  requestId: string
  nonce: string
  paths: readonly string[]
  report: (error: unknown) => void
}

/** Vite bundles its own copy of the context keys, so they are read from the build. */
type WebBuild = ServerBuild & {
  entry: { module: { apiContext: RouterContext<unknown>; requestFacts: RouterContext<RequestFacts> } }
}

const FORM_LIMIT = 1024 * 1024

/** Serves the pages and their files. Everything under /api and /live belongs to others. */
export async function registerWeb(app: FastifyInstance, options: WebOptions): Promise<void> {
  const root = resolve(options.buildDirectory ?? 'build')
  const isLocal = options.mode === 'development'
  const getBuild = isLocal ? await developmentBuild(app) : await productionBuild(root)
  if (!isLocal) await serveFiles(app, resolve(root, 'client'))

  await app.register(async (web) => {
    // React Router reads the body itself: Fastify must leave it in the socket.
    web.removeAllContentTypeParsers()
    web.addContentTypeParser('*', (_request, _payload, done) => done(null))
    web.addHook('onRequest', refuseLargeForms)
    if (isLocal) await mountVite(web)
    web.all('/*', (request, reply) => renderPage(request, reply, options, getBuild))
  })
}

async function renderPage(
  request: FastifyRequest,
  reply: FastifyReply,
  options: WebOptions,
  getBuild: () => Promise<WebBuild>,
) {
  if (/^\/(?:api|live)(?:[/?]|$)/.test(request.url)) return reply.callNotFound()
  const build = await getBuild()
  const { api, nonce, cookies } = options.loadContext(request, reply)
  const { apiContext, requestFacts } = build.entry.module
  const context = new RouterContextProvider()
  context.set(apiContext, api)
  context.set(requestFacts, {
    requestId: request.id,
    nonce,
    paths: pathsOf(build),
    report: (error) => request.log.error({ err: error }, 'a page failed'),
  })

  // The host and protocol as Fastify sees them behind a trusted proxy: form posts are checked against them.
  const origin = { host: request.host, protocol: `${request.protocol}:` }
  const handle = handlerOf(build, options.mode)
  const response = await handle(createRequest(request.raw, reply.raw, origin), context)
  return send(request, reply, response, cookies)
}

const handlers = new WeakMap<WebBuild, ReturnType<typeof createRequestHandler>>()

/** One handler per build: making it sorts every route, which took longer than many a page. */
function handlerOf(build: WebBuild, mode: WebOptions['mode']) {
  const known = handlers.get(build)
  if (known) return known
  const made = createRequestHandler(build, mode)
  handlers.set(build, made)
  return made
}

/** Sends a page's answer with cookies, caching rules and compression. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  response: Response,
  cookies: string[],
): Promise<FastifyReply> {
  const { status, body } = response
  const headers = new Headers(response.headers)
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
  headers.append('vary', 'accept-encoding, cookie')
  const hasBody = body !== null && request.method !== 'HEAD'
  const encoding = hasBody ? encodingFor(request.headers['accept-encoding'], headers) : null
  if (encoding) {
    headers.set('content-encoding', encoding)
    headers.delete('content-length')
  }
  reply.code(status)
  for (const [name, value] of headers) reply.header(name, value)
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  return reply.send(encoding ? await compress(body!, encoding) : (body ?? undefined))
}

/** Forms are small; files go to the files API. Without a length nobody knows, so that is refused too. */
async function refuseLargeForms(request: FastifyRequest, reply: FastifyReply) {
  const length = request.headers['content-length']
  const isChunked = request.headers['transfer-encoding'] !== undefined && length === undefined
  const tooLarge = Number(length ?? 0) > FORM_LIMIT
  if (!isChunked && !tooLarge) return
  const status = tooLarge ? 413 : 411
  const words = tooLarge
    ? 'This form is too large: one megabyte is the most we read.'
    : 'Send a Content-Length.'
  return reply.code(status).header('connection', 'close').type('text/plain; charset=utf-8').send(words)
}

async function productionBuild(root: string): Promise<() => Promise<WebBuild>> {
  const file = pathToFileURL(resolve(root, 'server/index.js')).href
  const build = (await import(file)) as WebBuild
  return async () => build
}

/** Hashed assets for ever and pre-compressed; the few files of `public/` for an hour. */
async function serveFiles(app: FastifyInstance, client: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: resolve(client, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
    decorateReply: false,
  })
  const entries = await readdir(client, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
  await app.register(async (files) => {
    await files.register(fastifyStatic, { root: client, serve: false, maxAge: '1h' })
    for (const name of names) files.get(`/${name}`, (_request, reply) => reply.sendFile(name))
  })
}

type Vite = import('vite').ViteDevServer
const servers = new WeakMap<FastifyInstance, Vite>()

/** Vite inside this process; hot updates travel over the same port. */
async function developmentBuild(app: FastifyInstance): Promise<() => Promise<WebBuild>> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: app.server } },
  })
  servers.set(app, vite)
  app.addHook('onClose', () => vite.close())
  return () => vite.ssrLoadModule('virtual:react-router/server-build') as Promise<WebBuild>
}

async function mountVite(web: FastifyInstance): Promise<void> {
  await web.register(fastifyMiddie)
  const vite = viteOf(web)
  web.use((request, response, next) => {
    // The API answers for itself, whatever files Vite might find.
    if (request.url?.startsWith('/api/')) next()
    else vite.middlewares(request, response, next)
  })
}

function viteOf(web: FastifyInstance): Vite {
  let found: Vite | undefined
  for (let level: FastifyInstance | null = web; level && !found; level = Object.getPrototypeOf(level)) {
    found = servers.get(level)
  }
  if (!found) throw new Error('Vite was not started for this server')
  return found
}

const knownPaths = new WeakMap<WebBuild['routes'], string[]>()

/** Full paths of every page without parameters, for the menus. */
function pathsOf(build: WebBuild): string[] {
  const known = knownPaths.get(build.routes)
  if (known) return known
  const full = (id: string | undefined): string => {
    const route = id === undefined ? undefined : build.routes[id]
    if (!route) return ''
    return full(route.parentId) + (route.path ? `/${route.path}` : '')
  }
  const paths = Object.keys(build.routes)
    .map((id) => full(id))
    .filter((path) => path !== '' && !/[:*]/.test(path))
  knownPaths.set(build.routes, [...new Set(paths)])
  return knownPaths.get(build.routes)!
}
