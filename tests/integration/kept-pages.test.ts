import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createService, type Service, updateService } from '#modules/booking/contract/catalogue.ts'
import { updateOrganization } from '#modules/identity/contract/organization.ts'
import { createMember, createOrganization, createSessionResolver } from '#modules/identity/public.ts'
import type { Who } from '#platform/context.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { createServer } from '#platform/http/server.ts'
import { buildPages } from '#platform/pages-build.ts'
import { testWorld } from '#platform/testing/world.ts'
import { servePages } from '../../src/main.ts'
import { served } from './two-firms.ts'

const BUILD_MS = 180_000
const SERVICE = {
  name: 'Regular clean',
  summary: 'Once a week',
  description: '',
  durationMinutes: 120,
  price: 4_400,
  staffIds: [],
}

const world = await testWorld()
const { services } = world
const dispatch = createDispatch(services, served, createSessionResolver(services))
const app = await createServer({
  services,
  served,
  dispatch,
  readiness: async () => ({ ok: true, checks: {} }),
  rateLimits: false,
})
afterAll(() => app.close())

const host = new URL(services.config.baseUrl).host

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { host, ...headers } })

const post = (url: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: {
      host,
      origin: services.config.baseUrl,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })

async function firm(slug: string, isDefault = false) {
  const facts = { slug, name: slug, zone: 'Europe/London', currency: 'GBP', isDemo: false, isDefault }
  const { orgId } = await createOrganization(services, facts)
  const owner = await world.as(orgId, 'owner')
  const service = await world.call(createService, SERVICE, owner)
  return { orgId, slug, owner, service }
}

let own: { orgId: string; slug: string; owner: Who; service: Service }

beforeAll(async () => {
  await buildPages({ environment: process.env })
  await servePages(app, services, dispatch)
  own = await firm('bright', true)
}, BUILD_MS)

const policyOf = (page: LightMyRequestResponse) =>
  /script-src ([^;]*)/.exec(String(page.headers['content-security-policy']))![1]!

/** Scripts that stand in the page and are run; data is not. */
function inlineScripts({ body }: LightMyRequestResponse) {
  return [...body.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .map(([, attributes, text]) => ({ attributes: attributes!, text: text! }))
    .filter(({ attributes }) => !attributes.includes('src=') && !attributes.includes('ld+json'))
}

const isKept = (page: LightMyRequestResponse) => policyOf(page).includes("'sha256-")

describe('pages that are the same for everybody are kept (PLAT-058, PLAT-101)', () => {
  test.each(['/book', '/o/bright/book', '/my-booking', '/o/bright/my-booking'])(
    '%s is rendered once for many visitors',
    async (url) => {
      const first = await get(url)
      expect(first.statusCode).toBe(200)
      expect(isKept(first)).toBe(true)
      const { hits } = services.cache.counts
      const second = await get(url)
      expect(second.body).toBe(first.body)
      // The organisation's id and the page: a rendering would have asked for more.
      expect(services.cache.counts.hits - hits).toBe(2)
      expect(second.headers).toMatchObject({
        'cache-control': 'private, no-cache',
        'content-type': 'text/html; charset=utf-8',
        vary: 'accept-encoding, cookie',
      })
      expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
      expect(first.body).not.toContain(first.headers['x-request-id'])
    },
  )

  test('packed as the visitor takes it, it is the same page', async () => {
    const plain = await get('/book')
    const brotli = await get('/book', { 'accept-encoding': 'gzip, deflate, br, zstd' })
    const gzip = await get('/book', { 'accept-encoding': 'gzip' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
    expect(plain.body).toMatch(/Regular clean[\s\S]*<\/html>$/)
  })
})

describe('what may run in a page (PLAT-004)', () => {
  test('of a kept page exactly its own scripts, named by their hashes, and nothing that carries a nonce', async () => {
    const page = await get('/book')
    const hashes = inlineScripts(page).map(
      ({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    )
    expect(hashes.length).toBeGreaterThan(2)
    expect(policyOf(page).split(' ')).toEqual(["'self'", ...hashes])
    expect(page.body).not.toMatch(/nonce="[^"]/)
  })

  test('of a page of one’s own what carries its nonce, and two visitors have different ones', async () => {
    const [one, two] = [await get('/book?utm_source=x'), await get('/book?utm_source=x')]
    const nonces = [one, two].map((page) => /'nonce-([^']+)'/.exec(policyOf(page))![1]!)
    expect(nonces[0]).not.toBe(nonces[1])
    for (const [index, page] of [one, two].entries()) {
      expect(inlineScripts(page).length).toBeGreaterThan(2)
      for (const { attributes } of inlineScripts(page))
        expect(attributes).toContain(`nonce="${nonces[index]}"`)
    }
  })
})

describe('a change shows at once (PLAT-060)', () => {
  test.each(['/book', '/o/bright/book'])('of a price, on %s', async (url) => {
    await world.call(updateService, { ...SERVICE, serviceId: own.service.id }, own.owner)
    expect((await get(url)).body).toContain('£44')
    await world.call(updateService, { ...SERVICE, serviceId: own.service.id, price: 5_100 }, own.owner)
    const after = await get(url)
    expect(isKept(after)).toBe(true)
    expect(after.body).toContain('£51')
    expect(after.body).not.toContain('£44')
  })

  test('of the name and the colour', async () => {
    const before = (await get('/book')).body
    await world.call(updateOrganization, { name: 'Brighter Rooms', colour: '#7A1F5C' }, own.owner)
    const after = (await get('/book')).body
    expect(after).toContain('Brighter Rooms')
    expect(before).not.toContain('Brighter Rooms')
    expect(/<style>.*?<\/style>/.exec(after)![0]).not.toBe(/<style>.*?<\/style>/.exec(before)![0])
  })

  test('and one firm’s page is never another’s', async () => {
    const other = await firm('other-firm')
    await world.call(
      updateService,
      { ...SERVICE, serviceId: other.service.id, name: 'Chimney sweep' },
      other.owner,
    )
    expect((await get('/o/other-firm/book')).body).toContain('Chimney sweep')
    expect((await get('/o/bright/book')).body).not.toContain('Chimney sweep')
    expect((await get('/book')).body).not.toContain('Chimney sweep')
  })
})

describe('whoever is somebody gets a page of their own', () => {
  test('a colour scheme is one visitor’s: neither taken from others nor left for them', async () => {
    expect((await get('/book')).body).toContain('data-theme="auto"')
    const dark = await get('/book', { cookie: 'theme=dark' })
    expect(dark.body).toContain('data-theme="dark"')
    expect(isKept(dark)).toBe(false)
    expect((await get('/book')).body).toContain('data-theme="auto"')
  })

  test('so does anybody with a cookie of whatever name, a session among them', async () => {
    const password = 'three quiet words'
    const person = { name: 'Ana Lima', email: 'ana@bright.example', password }
    await createMember(services, own.orgId, { ...person, roles: ['owner'] })
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      headers: { host },
      payload: { email: person.email, password },
    })
    const session = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    expect(session).not.toBe('')
    for (const cookie of [session, '_ga=GA1.2.3', ''])
      expect(isKept(await get('/book', { cookie }))).toBe(false)
    expect(isKept(await get('/book'))).toBe(true)
  })

  test('a service that was chosen stays with who chose it', async () => {
    const chosen = await get(`/book?service=${own.service.id}`)
    expect(chosen.body).toContain('tell us where')
    expect(isKept(chosen)).toBe(false)
    expect((await get('/book')).body).not.toContain('tell us where')
  })

  test('what was typed is answered to who typed it, and to nobody else', async () => {
    for (const postcode of ['NOT A PLACE', 'NEITHER THIS']) {
      const refused = await post('/book', { postcode })
      expect(refused.statusCode).toBe(422)
      expect(refused.body).toContain(postcode)
      expect(isKept(refused)).toBe(false)
    }
    const next = await get('/book')
    expect(next.body).not.toContain('NOT A PLACE')
    expect(next.body).not.toContain('aria-invalid')
  })

  test('a page that was asked for by another name of the machine speaks of that name', async () => {
    const elsewhere = await get('/book', { host: 'evil.example' })
    expect(isKept(elsewhere)).toBe(false)
    expect((await get('/book')).body).not.toContain('evil.example')
  })

  test('other spellings of an address are no further pages to keep', async () => {
    const { size } = services.cache
    for (const url of ['/Book', '/book/', '/o/BRIGHT/book', '/o/nobody/book'])
      expect((await get(url)).headers['content-security-policy']).not.toContain('sha256-')
    // At most what is remembered of a slug that nobody has.
    expect(services.cache.size - size).toBeLessThanOrEqual(1)
  })
})
