import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import fastifyMiddie from '@fastify/middie'
import fastifyStatic from '@fastify/static'
import { createRequest } from '@remix-run/node-fetch-server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf, handlerOf, type PagesApi, productionBuild, type WebBuild } from './web-build.ts'
import { compress, encodingFor } from './web-compression.ts'
import { findKeptPage, type Keeping, sendKept } from './web-kept.ts'

/** What one request brings for the pages: the API in the visitor's name, and where its cookies are collected. */
export interface WebContext {
  api: PagesApi
  /** The nonce of this answer's content security policy. */
  nonce: string
  /** `Set-Cookie` values of the calls made meanwhile; they are appended to the page's answer. */
  cookies: string[]
}

export interface WebOptions {
  mode: 'production' | 'development'
  loadContext: (request: FastifyRequest, reply: FastifyReply) => WebContext
  /** Keeps the pages that are the same for every visitor; every page is rendered for each of them without it. */
  keeping?: Keeping
  /** Where `vite build` wrote; `build` unless told. */
  buildDirectory?: string
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
  const kept = options.keeping && (await findKeptPage(request, build, options.keeping))
  if (kept) return sendKept(request, reply, kept)
  const { api, nonce, cookies } = options.loadContext(request, reply)
  const context = contextOf(build, api, {
    requestId: request.id,
    nonce,
    report: (error) => request.log.error({ err: error }, 'a page failed'),
  })

  // The host and protocol as Fastify sees them behind a trusted proxy: form posts are checked against them.
  const origin = { host: request.host, protocol: `${request.protocol}:` }
  const handle = handlerOf(build, options.mode)
  const response = await handle(createRequest(request.raw, reply.raw, origin), context)
  return send(request, reply, response, cookies)
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
    .filter((entry) => entry.isFile() && !/^\.|\.(?:br|gz)$/.test(entry.name))
    .map((entry) => entry.name)
  await app.register(async (files) => {
    await files.register(fastifyStatic, { root: client, serve: false, maxAge: '1h', preCompressed: true })
    for (const name of names) {
      files.get(`/${name}`, (_request, reply) => {
        // Other sites load it by a script tag.
        if (name === 'widget.js') reply.header('cross-origin-resource-policy', 'cross-origin')
        return reply.sendFile(name)
      })
    }
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
