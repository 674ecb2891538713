import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { Config } from '../config.ts'
import type { CommandContext } from '../context.ts'
import { type Served, serve } from '../http.ts'
import { testWorld } from '../testing/world.ts'
import { createDispatch } from './dispatch.ts'
import { createServer } from './server.ts'

const world = await testWorld()
const LISTED = 'https://shop.example'
const config: Config = { ...world.services.config, corsOrigins: [LISTED] }

const at = (path: string) => ({ path: `/api/v1/test/${path}`, summary: 'For tests', access: 'public' })
const note = endpoint({
  ...at('notes'),
  method: 'POST',
  input: z.object({ text: z.string().max(2_500_000) }),
  output: z.object({ length: z.number() }),
})
const read = endpoint({ ...at('read'), method: 'GET', input: z.object({}), output: z.object({}) })
const rare = endpoint({ ...read, path: '/api/v1/test/rare', perMinute: 2 })
const broken = endpoint({ ...read, path: '/api/v1/test/broken' })

const served: readonly Served[] = [
  serve(note, async (_ctx: CommandContext, { text }: { text: string }) => ({ length: text.length })),
  serve(read, async () => ({})),
  serve(rare, async () => ({})),
  serve(broken, async () => {
    throw new Error('password=hunter2 is wrong at /srv/secret.ts')
  }),
]

async function start(change: Partial<Config> = {}): Promise<FastifyInstance> {
  const services = { ...world.services, config: { ...config, ...change } }
  const app = await createServer({
    services,
    served,
    dispatch: createDispatch(services, served, async () => null),
    readiness: async () => ({ ok: true, checks: {} }),
    rateLimits: true,
  })
  app.get('/page', async (request, reply) =>
    reply.type('text/html').send(`<script nonce="${request.cspNonce}">1</script>`),
  )
  return app
}

const app = await start()
afterAll(() => app.close())

const post = (headers: Record<string, string> = {}, change: InjectOptions = {}) =>
  app.inject({
    method: 'POST',
    url: note.path,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    payload: '{"text":"hello"}',
    ...change,
  })

describe('requests from other sites (PLAT-005)', () => {
  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site whose name begins like ours', { origin: `${config.baseUrl}.evil.example` }],
    ['a sandboxed page', { origin: 'null' }],
    ['a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour on the same domain, with our cookie', { 'sec-fetch-site': 'same-site', cookie: 'a=b' }],
  ])('%s cannot make a browser write', async (_case, headers) => {
    const answer = await post(headers as Record<string, string>)
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({ code: 'auth.wrong_origin' })
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test.each([
    ['our own pages', { origin: config.baseUrl }],
    ['our pages under the name they were asked by', { origin: 'https://desk.example', host: 'desk.example' }],
    ['a listed site', { origin: LISTED }],
    ['a program, which names no origin', {}],
  ])('%s may write', async (_case, headers) => {
    const answer = await post(headers as Record<string, string>)
    expect(answer.json()).toEqual({ length: 5 })
  })

  test('only a listed origin gets the headers that let a page read the answer', async () => {
    const listed = await app.inject({ url: read.path, headers: { origin: LISTED } })
    expect(listed.headers).toMatchObject({
      'access-control-allow-origin': LISTED,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    })
    const foreign = await app.inject({ url: read.path, headers: { origin: 'https://evil.example' } })
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('a browser may ask beforehand, from a listed origin only', async () => {
    const ask = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: note.path,
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const listed = await ask(LISTED)
    expect(listed.statusCode).toBe(204)
    expect(listed.headers['access-control-allow-methods']).toContain('PATCH')
    expect(listed.headers['access-control-allow-headers']).toContain('idempotency-key')
    const foreign = await ask('https://evil.example')
    expect(foreign.statusCode).toBe(404)
    expect(foreign.headers).not.toHaveProperty('access-control-allow-methods')
  })
})

describe('what every answer carries', () => {
  test('an id that the log and the problem name too', async () => {
    const first = await app.inject({ url: '/api/v1/test/nothing' })
    const second = await app.inject({ url: '/api/v1/test/nothing' })
    expect(first.json().requestId).toBe(first.headers['x-request-id'])
    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id'])
  })

  test('the headers that keep a browser from guessing, framing and leaking', async () => {
    const { headers } = await app.inject({ url: read.path })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  test('over https, browsers are told to stay there', async () => {
    const secure = await start({ baseUrl: 'https://desk.example' })
    const { headers } = await secure.inject({ url: read.path })
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
    await secure.close()
  })

  test('a fresh nonce each time, the same one on the page and in its policy, and no inline script besides', async () => {
    const nonces = new Set<string>()
    for (let time = 0; time < 3; time++) {
      const { headers, body } = await app.inject({ url: '/page' })
      const [, nonce] = /script-src 'self' 'nonce-([^']+)'/.exec(String(headers['content-security-policy']))!
      expect(body).toBe(`<script nonce="${nonce}">1</script>`)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe-inline/)
      nonces.add(nonce!)
    }
    expect(nonces.size).toBe(3)
  })
})

describe('requests that cannot be read', () => {
  test.each([
    ['broken JSON', { payload: '{"text":' }, 422, 'input.malformed'],
    ['a list where an object belongs', { payload: '[1]' }, 422, 'input.malformed'],
    ['an empty body', { payload: '' }, 422, 'input.malformed'],
    ['too much', { payload: JSON.stringify({ text: 'x'.repeat(2_000_001) }) }, 422, 'input.too_large'],
    ['an unknown field', { payload: '{"text":"a","admin":true}' }, 422, 'input.invalid'],
    ['an invisible character', { payload: '{"text":"a\\u0000b"}' }, 422, 'input.invalid'],
  ])('%s is a problem in words', async (_case, change, status, code) => {
    const answer = await post({}, change)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code, status })
    expect(answer.json().detail).not.toBe('')
  })

  test('another media type is told which one to send', async () => {
    const answer = await post({ 'content-type': 'text/xml' }, { payload: '<a/>' })
    expect(answer.json()).toMatchObject({
      code: 'input.malformed',
      faults: [{ path: [], message: 'Send application/json.' }],
    })
  })

  test('a fault of ours tells nobody what is inside', async () => {
    const answer = await app.inject({ url: broken.path })
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({ code: 'server.fault' })
    expect(answer.body).not.toMatch(/hunter2|secret\.ts|Error:/)
  })

  test('an address that does not exist is a problem, too', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/api/v1/nowhere' })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'http.not_found' })
  })
})

describe('limits', () => {
  test('who asks too often is told to wait, and for how long; others are not', async () => {
    const ask = (remoteAddress: string) => app.inject({ url: rare.path, remoteAddress })
    expect((await ask('10.1.1.1')).statusCode).toBe(200)
    expect((await ask('10.1.1.1')).statusCode).toBe(200)
    const refused = await ask('10.1.1.1')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(refused.json()).toMatchObject({ code: 'http.too_many', status: 429 })
    const seconds = Number(refused.headers['retry-after'])
    expect(seconds).toBeGreaterThan(50)
    expect(seconds).toBeLessThanOrEqual(60)
    expect((await ask('10.1.1.2')).statusCode).toBe(200)
  })

  test('nobody gets a fresh allowance by naming another address', async () => {
    const ask = (forged: string) =>
      app.inject({ url: rare.path, remoteAddress: '10.1.1.3', headers: { 'x-forwarded-for': forged } })
    for (const forged of ['1.1.1.1', '2.2.2.2']) expect((await ask(forged)).statusCode).toBe(200)
    expect((await ask('3.3.3.3')).statusCode).toBe(429)
  })

  test('metrics are for this machine only, also when an address is forged', async () => {
    const ask = (remoteAddress: string) =>
      app.inject({ url: '/metrics', remoteAddress, headers: { 'x-forwarded-for': '127.0.0.1' } })
    expect((await ask('127.0.0.1')).body).toContain('# HELP')
    const refused = await ask('10.0.0.1')
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ code: 'auth.forbidden' })
  })
})

test('a stopping server finishes what is under way and then waits for nobody', async () => {
  const slow = await start()
  slow.get('/slow', async () => {
    await new Promise((done) => setTimeout(done, 300))
    return 'done'
  })
  const url = await slow.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${url}/slow`)
  await new Promise((done) => setTimeout(done, 100))
  const startedAt = performance.now()
  await slow.close()
  expect(performance.now() - startedAt).toBeLessThan(2_500)
  expect(await (await answer).text()).toBe('done')
})

test('a stopping server cuts who never finishes', async () => {
  const stuck = await start()
  stuck.get('/stuck', () => new Promise(() => {}))
  const url = await stuck.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(`${url}/stuck`).catch(() => 'cut')
  await new Promise((done) => setTimeout(done, 100))
  await stuck.close()
  expect(await answer).toBe('cut')
})

test('refusals that a module throws keep their code and status', async () => {
  const gone = endpoint({ ...read, path: '/api/v1/test/gone' })
  const own = [
    serve(gone, async () => {
      throw new AppError('http.not_found', { hint: 'x' })
    }),
  ]
  const other = await createServer({
    services: world.services,
    served: own,
    dispatch: createDispatch(world.services, own, async () => null),
    readiness: async () => ({ ok: false, checks: { database: { ok: false } } }),
    rateLimits: false,
  })
  expect((await other.inject({ url: gone.path })).json()).toMatchObject({
    status: 404,
    details: { hint: 'x' },
  })
  expect((await other.inject({ url: '/healthz' })).statusCode).toBe(200)
  expect((await other.inject({ url: '/readyz' })).statusCode).toBe(503)
  await other.close()
})
