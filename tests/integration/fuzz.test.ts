import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import * as booking from '#modules/booking/contract.ts'
import * as identity from '#modules/identity/contract.ts'
import { testWorld } from '#platform/testing/world.ts'
import { type Endpoint, pathFields } from '#values/endpoint.ts'
import { hasBody, httpDesk } from './http-desk.ts'
import { bookingOf, POSTCODE, served, twoFirms } from './two-firms.ts'

const SEED = 20_261_121
const MEGABYTE = 1_000_000

const world = await testWorld()
const { own } = await twoFirms(world)
const { send, refuseAll } = await httpDesk(world)

const { orgSlug, ids, tokens } = own as typeof own & { ids: Record<string, string> }
const person = { name: 'Grace Obi', email: 'grace@example.com', phone: '07700 900142' }
const slots = { orgSlug, serviceId: ids.serviceId, postcode: POSTCODE }
const newcomer = { name: 'Nils', email: 'nils@example.com', password: 'four quiet words here' }
const setup = {
  organization: { name: 'New', zone: 'Europe/London', currency: 'GBP' },
  admin: newcomer,
}
const checkout = { token: tokens.checkout }
const visit = { token: tokens.visit }

/** A request of every public endpoint that would be understood; each test spoils one thing of it. */
const good: [Endpoint, Record<string, unknown>][] = [
  [identity.getPublicOrg, { orgSlug }],
  [identity.getSignInOptions, {}],
  [identity.signIn, { email: 'nobody@example.com', password: 'wrong', remember: true, orgSlug }],
  [identity.confirmSignIn, { code: '123456', trustDevice: false }],
  [identity.signOut, {}],
  [identity.register, { ...newcomer, orgSlug }],
  [identity.requestPasswordReset, { email: 'nobody@example.com' }],
  [identity.resetPassword, { token: 'x'.repeat(32), newPassword: 'four quiet words here' }],
  [identity.verifyEmail, { token: 'x'.repeat(32) }],
  [identity.resendVerification, { email: 'nobody@example.com' }],
  [identity.getAvatar, { avatarId: ids.avatarId }],
  [identity.getLogo, { orgSlug, logoId: ids.logoId }],
  [identity.getInvitation, { token: tokens.invitation }],
  [identity.acceptInvitation, { token: tokens.invitation, name: 'Nils', password: 'four quiet words here' }],
  [identity.getSetup, {}],
  [identity.completeSetup, setup],
  [booking.getPicture, { orgSlug, key: ids.picture }],
  [booking.listPublicServices, { orgSlug, postcode: POSTCODE }],
  [booking.listPublicStaff, { orgSlug, postcode: POSTCODE, serviceId: ids.serviceId }],
  [booking.findFreeSlots, { ...slots, staffId: ids.staffId, extras: `${ids.extraId}:1`, days: 7 }],
  [booking.bookAppointment, { ...bookingOf(own, own.freeAt), extras: [{ extraId: ids.extraId }] }],
  [booking.startCheckout, { orgSlug, postcode: POSTCODE, serviceId: ids.serviceId }],
  [booking.getCheckout, checkout],
  [booking.chooseService, { ...checkout, serviceId: ids.serviceId, extras: [{ extraId: ids.extraId }] }],
  [booking.holdSlot, { ...checkout, startsAt: own.freeAt, staffId: ids.staffId }],
  [booking.saveDetails, { ...checkout, ...person, line1: '12 Albion Road', city: 'London' }],
  [booking.payCheckout, { ...checkout, method: 'on_the_day' }],
  [booking.confirmPayment, { ...checkout, approve: true }],
  [booking.trackVisit, visit],
  [booking.visitSlots, { ...visit, fromDay: own.freeAt.slice(0, 10), days: 7 }],
  [booking.rescheduleVisit, { ...visit, startsAt: own.freeAt }],
  [booking.cancelVisit, { ...visit, reason: 'Plans changed' }],
  [booking.visitCalendarFile, visit],
  [booking.lookUpVisit, { orgSlug, number: 'ABC-1234', email: 'grace@example.com' }],
]

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const shapeOf = (endpoint: Endpoint) => Object.keys((endpoint.input as z.ZodObject).shape ?? {})
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const all = good.map(([endpoint, input]) => [nameOf(endpoint), endpoint, input] as const)
const withPath = all.filter(([, { path }]) => pathFields(path).length > 0)
const withBody = all.filter(([, endpoint]) => hasBody(endpoint))

/** What vendors and visitors of the web chat post is spoilt where it is read: see the tests of those errands. */
const triedElsewhere =
  /^\/api\/v1\/(hooks|webchat|webchat-files|opened|public\/ratings|public\/media)\/:token/

test('every public endpoint of the product is among the spoilt requests', () => {
  const open = served.filter(
    ({ endpoint }) => endpoint.access === 'public' && !triedElsewhere.test(endpoint.path),
  )
  expect(all.map(([name]) => name).sort()).toEqual(open.map(({ endpoint }) => nameOf(endpoint)).sort())
})

describe('fields that are not known are refused by name', () => {
  const names = ['isAdmin', 'org_id', '$where', 'toString', 'constructor', '名前', 'a'.repeat(300)]

  test.each(all)('%s', async (_name, endpoint, input) => {
    await refuseAll(
      names.map((name) => ({
        what: name.slice(0, 20),
        field: name.slice(0, 80),
        send: () => send(endpoint, { ...input, [name]: '1' }),
      })),
    )
  })
})

describe('wrong types, control characters and oversize are refused in every field, by name', () => {
  test.each(all)('%s', async (_name, endpoint, input) => {
    const values: [string, unknown][] = [
      ['an object', { $gt: '' }],
      ['a list in a list', [[{}]]],
      ['NUL', 'a\u0000b'],
      ['a megabyte', 'a'.repeat(hasBody(endpoint) ? MEGABYTE : 12_000)],
    ]
    await refuseAll(
      shapeOf(endpoint).flatMap((field) =>
        values.map(([what, value]) => ({
          what: `${field} is ${what}`,
          field,
          send: () => send(endpoint, { ...input, [field]: value }),
        })),
      ),
    )
  })
})

describe('anything in a field is answered without a fault of ours', () => {
  const values = [
    null,
    true,
    -1,
    1e308,
    0.1,
    '',
    ' ',
    '😀'.repeat(40),
    '\u202Egnp.exe',
    "'; drop table x; --",
  ]
  const times = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00Z', '0001-01-01']
  const texts = ['{{7*7}}<%=7*7%>#{7*7}', '<img src=x onerror=alert(1)>', '../../etc/passwd', '%00', '\uD800']

  test.each(all)('%s', async (_name, endpoint, input) => {
    // An unknown field keeps those from being carried out whose fields take any text.
    const spoilt = hasBody(endpoint) ? { isAdmin: 1 } : {}
    const fields = shapeOf(endpoint).filter((field) => !pathFields(endpoint.path).includes(field))
    for (const field of fields) {
      for (const value of [...values, ...times, ...texts]) {
        const { status, body } = await send(endpoint, { ...input, [field]: value, ...spoilt })
        expect(status, `${field} = ${JSON.stringify(value)}: ${body}`).toBeLessThan(500)
      }
    }
  })
})

describe('what cannot stand in an address is refused', () => {
  const values = [
    '-1',
    '0',
    'a b',
    "' or 1=1 --",
    '{{7*7}}',
    '😀',
    '%',
    'é'.repeat(200),
    '\u202E',
    '__proto__',
  ]

  test.each(withPath)('%s', async (_name, endpoint, input) => {
    await refuseAll(
      pathFields(endpoint.path).flatMap((field) =>
        [...values, '../../etc/passwd', 'a'.repeat(2_000)].map((value) => ({
          what: `${field} = ${value.slice(0, 20)}`,
          send: () => send(endpoint, { ...input, [field]: value }),
        })),
      ),
    )
  })
})

describe('bodies that are no JSON object are refused', () => {
  const json = { 'content-type': 'application/json' }
  const bodies: [string, string, Record<string, string>?][] = [
    ['cut off', '{"name": "An'],
    ['not JSON', 'name=Ana'],
    ['a list', '[]'],
    ['a number', '7'],
    ['a text', '"x"'],
    ['10,000 levels', nested(10_000)],
    ['10,000 levels in a field', `{"zzz": ${nested(10_000)}}`],
    ['100,000 entries', `{"zzz": [${'0,'.repeat(100_000)}0]}`],
    ['prototype', '{"__proto__": {"isAdmin": true}}'],
    ['constructor', '{"constructor": {"prototype": {"isAdmin": true}}}'],
    ['too large', JSON.stringify({ zzz: 'a'.repeat(3 * MEGABYTE) })],
    ['a form', 'name=Ana', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', '{}', { 'content-type': 'text/plain' }],
    ['XML', '<a/>', { 'content-type': 'application/xml' }],
    ['a strange charset', '{"zzz": 1}', { 'content-type': 'application/json; charset=utf-99' }],
  ]

  test.each(withBody)('%s', async (_name, endpoint, input) => {
    await refuseAll(
      bodies.map(([what, payload, headers = json]) => ({
        what,
        send: () => send(endpoint, input, { payload, headers }),
      })),
    )
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })
})

describe('any other JSON is refused without a fault of ours', () => {
  test.each(withBody)('%s', async (_name, endpoint, input) => {
    const fields = fc.constantFrom(...shapeOf(endpoint), 'zzz')
    const bodies = fc.sample(fc.dictionary(fields, fc.jsonValue()), { seed: SEED, numRuns: 25 })
    await refuseAll(
      bodies.map((body) => ({
        what: JSON.stringify(body).slice(0, 80),
        // An unknown field goes with each, so that none of them can be good by chance.
        send: () => send(endpoint, input, { payload: JSON.stringify({ ...body, zzzz: 0 }) }),
      })),
    )
  })
})
