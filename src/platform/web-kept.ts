import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cache } from './cache.ts'
import { contextOf, fullPath, handlerOf, type PagesApi, type WebBuild } from './web-build.ts'
import { type Encoding, encodingFor, pack } from './web-compression.ts'

// Pages that are the same for every visitor are rendered once and kept until what they show changes (decision 010).

/** What keeping pages needs of the product. */
export interface Keeping {
  cache: Cache
  /** The only address under which pages are kept: they name the one they were asked by. */
  origin: string
  /** The organisation of a slug, `-` being the default one; null when there is none. */
  orgIdOf: (slug: string) => Promise<string | null>
  /** The API in the name of somebody nobody knows, and the cookies it would set. */
  forNobody: () => { api: PagesApi; cookies: string[] }
  /** Notes an unexpected error of such a page in the server's log. */
  report: (error: unknown) => void
}

/** One page as everybody gets it. Plain data: with Redis it is kept there. */
export interface KeptPage {
  html: string
  /** Its inline scripts as the content security policy names them. */
  scripts: string[]
}

/** Changes are heard at once; this is for those that never reach us. */
const SECONDS = 10

/** The kept page for this request, rendered if need be; null when the visitor must get a page of their own. */
export async function findKeptPage(
  request: FastifyRequest,
  build: WebBuild,
  keeping: Keeping,
): Promise<KeptPage | null> {
  const found = isFromAnybody(request, keeping.origin) ? keptRoute(build, request.url) : null
  if (!found) return null
  try {
    const orgId = await keeping.orgIdOf(found.orgSlug)
    if (!orgId) return null
    const name = `page:${build.assets.version}:${request.url}`
    return await keeping.cache.remember(orgId, name, found.topics, SECONDS, () =>
      renderForNobody(build, keeping.origin + request.url, keeping),
    )
  } catch (error) {
    keeping.report(error)
    return null
  }
}

/** Whether nothing in the request tells its visitor from others: no cookie of any name, no query, no form. */
function isFromAnybody({ method, headers, url, protocol, host }: FastifyRequest, origin: string): boolean {
  if (method !== 'GET' || headers.cookie !== undefined || headers.authorization !== undefined) return false
  return !url.includes('?') && `${protocol}://${host}` === origin
}

interface KeptRoute {
  pattern: RegExp
  /** A change of one of these makes the page a new one. */
  topics: readonly string[]
}

const knownRoutes = new WeakMap<WebBuild, KeptRoute[]>()

/** The pages that declare themselves kept, by `handle.kept` (`src/web/public/kept.ts`). */
function keptRoutes(build: WebBuild): KeptRoute[] {
  const known = knownRoutes.get(build)
  if (known) return known
  const routes = Object.values(build.routes).flatMap((route) => {
    const topics = (route?.module.handle as { kept?: readonly string[] } | undefined)?.kept
    if (!route || !topics) return []
    // Exactly as our links write it: other spellings (capitals, a slash at the end) would be kept again each.
    const path = fullPath(build, route.id).replace(':orgSlug', '(?<orgSlug>[a-z0-9-]+)')
    if (path.includes(':')) throw new Error(`${path} cannot be kept: only :orgSlug may be a parameter.`)
    return [{ pattern: new RegExp(`^${path}$`), topics }]
  })
  knownRoutes.set(build, routes)
  return routes
}

function keptRoute(build: WebBuild, url: string): { orgSlug: string; topics: readonly string[] } | null {
  for (const { pattern, topics } of keptRoutes(build)) {
    const match = pattern.exec(url)
    if (match) return { orgSlug: match.groups?.orgSlug ?? '-', topics }
  }
  return null
}

/**
 * Renders from a request that we make ourselves, so that nothing of the visitor who happens to be first can get into
 * the page. Null, unless it is a whole page that sets no cookie.
 */
async function renderForNobody(build: WebBuild, url: string, keeping: Keeping): Promise<KeptPage | null> {
  let hasFailed = false
  const { api, cookies } = keeping.forNobody()
  const context = contextOf(build, api, {
    requestId: '',
    nonce: '',
    report: (error) => {
      hasFailed = true
      keeping.report(error)
    },
  })
  const response = await handlerOf(build, 'production')(new Request(url), context)
  const html = await response.text()
  const setsCookies = cookies.length > 0 || response.headers.has('set-cookie')
  if (response.status !== 200 || setsCookies || hasFailed) return null
  return { html, scripts: inlineScripts(html) }
}

/** Hashes of the scripts that stand in the page itself; data in a script element is not run, and needs none. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes]) => !/\ssrc=|\stype="(?!module")/.test(attributes!))
    .map(([, , text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`)
}

const KEPT_TYPE = new Headers({ 'content-type': 'text/html; charset=utf-8' })

/** Sends a kept page: the policy names its scripts by their hashes, so no two visitors share a nonce. */
export function sendKept(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  const policy = reply.getHeader('content-security-policy')
  if (typeof policy === 'string') {
    reply.header(
      'content-security-policy',
      policy.replace(`'nonce-${request.cspNonce}'`, page.scripts.join(' ')),
    )
  }
  const encoding = encodingFor(request.headers['accept-encoding'], KEPT_TYPE)
  if (encoding) reply.header('content-encoding', encoding)
  return reply
    .code(200)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'accept-encoding, cookie')
    .type('text/html; charset=utf-8')
    .send(bodyOf(page, encoding))
}

const bodies = new WeakMap<KeptPage, Map<Encoding | null, Buffer>>()

function bodyOf(page: KeptPage, encoding: Encoding | null): Buffer {
  const known = bodies.get(page) ?? new Map<Encoding | null, Buffer>()
  bodies.set(page, known)
  let body = known.get(encoding)
  if (!body) {
    const plain = Buffer.from(page.html)
    body = encoding ? pack(plain, encoding, 'kept') : plain
    known.set(encoding, body)
  }
  return body
}
