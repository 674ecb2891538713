import { afterAll, describe, expect, test } from 'vitest'
import { createDispatch } from '#platform/http/dispatch.ts'
import { createServer } from '#platform/http/server.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newWebchat } from '../commands/visitor.fixture.ts'
import { updateWebchat } from '../contract/webchat.ts'
import { intakeEndpoints } from './intake.ts'
import { webchatEndpoints } from './webchat.ts'

const world = await testWorld()
const orgId = await world.newOrg()
const manager = await world.as(orgId, 'manager')
const served = [...webchatEndpoints, ...intakeEndpoints]
const app = await createServer({
  services: world.services,
  served,
  dispatch: createDispatch(world.services, served, async () => null),
  readiness: async () => ({ ok: true, checks: {} }),
  rateLimits: true,
})
afterAll(() => app.close())

const SITE = 'https://firm.example'
const STRANGER = 'https://evil.example'
const chat = await newWebchat(world, orgId)
const changed = { channelId: chat.channelId, settings: { greeting: 'Welcome!' } }
await world.call(updateWebchat, changed, manager)
await world.call(updateWebchat, { channelId: chat.channelId, settings: { sites: [`${SITE}/`] } }, manager)
const path = `/api/v1/webchat/${chat.token}`

const ask = (origin: string | null, headers: Record<string, string> = {}, url = path) =>
  app.inject({ method: 'GET', url, headers: { ...(origin && { origin }), ...headers } })
const begin = (origin: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `${path}/visitors`,
    headers: { origin, 'content-type': 'application/json', ...headers },
    payload: '{}',
  })
const preflight = (origin: string) =>
  app.inject({
    method: 'OPTIONS',
    url: `${path}/visitors`,
    headers: { origin, 'access-control-request-method': 'POST' },
  })

test('what is not sent stays as it is', async () => {
  expect((await ask(SITE)).json()).toMatchObject({ look: { greeting: 'Welcome!' } })
})

describe('a chat works on the sites it was made for', () => {
  test('the site may read and write, and nothing tells the browser to send cookies', async () => {
    const [look, start, before] = [await ask(SITE), await begin(SITE), await preflight(SITE)]
    expect([look.statusCode, start.statusCode, before.statusCode]).toEqual([200, 201, 204])
    for (const { headers } of [look, start, before]) {
      expect(headers['access-control-allow-origin']).toBe(SITE)
      expect(headers['access-control-allow-credentials']).toBeUndefined()
      expect(headers.vary).toContain('Origin')
      expect(headers['set-cookie']).toBeUndefined()
    }
    expect(start.json()).toEqual({ key: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('another site may not, whatever it asks', async () => {
    const [look, start, before] = [await ask(STRANGER), await begin(STRANGER), await preflight(STRANGER)]
    expect(look.headers['access-control-allow-origin']).toBeUndefined()
    expect([start.statusCode, start.json().code]).toEqual([403, 'auth.wrong_origin'])
    expect([before.statusCode, before.headers['access-control-allow-origin']]).toEqual([403, undefined])
  })

  test('a call that brings a member’s cookie from another site is refused', async () => {
    expect((await begin(SITE, { cookie: 'frontdesk.session_token=x' })).statusCode).toBe(403)
  })

  test('a chat without sites works on every one', async () => {
    const open = await newWebchat(world, orgId)
    const { headers } = await ask(STRANGER, {}, `/api/v1/webchat/${open.token}`)
    expect(headers['access-control-allow-origin']).toBe(STRANGER)
  })

  test('refusals are readable for the site: the widget shows why', async () => {
    const refused = await app.inject({
      method: 'POST',
      url: `${path}/messages`,
      headers: { origin: SITE, 'content-type': 'application/json' },
      payload: JSON.stringify({ key: 'x'.repeat(43), ref: 'a-mark-12', body: 'Hello' }),
    })
    expect([refused.statusCode, refused.json().code]).toEqual([404, 'inbox.visitor_unknown'])
    expect(refused.headers['access-control-allow-origin']).toBe(SITE)
  })

  test('other doors of the house stay shut to it', async () => {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/v1/webchats',
      headers: { origin: SITE, 'content-type': 'application/json' },
      payload: '{}',
    })
    expect(statusCode).toBe(403)
  })
})

test.each(['x'.repeat(54), `${'A'.repeat(53)}!`, ''])('the token %j names no chat', async (token) => {
  expect((await ask(SITE, {}, `/api/v1/webchat/${token}`)).statusCode).toBeGreaterThanOrEqual(404)
})

test('nobody becomes a hundred visitors a minute', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => begin(SITE)))
  expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true)
})

test('a forged address is refused before its body is read', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/hooks/${'x'.repeat(64)}`,
    headers: { 'content-type': 'message/rfc822', 'content-length': '34000000' },
    payload: 'From: a@b.example\r\n\r\n',
  })
  expect(answer.statusCode).toBe(404)
})
