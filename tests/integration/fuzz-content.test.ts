import { describe, expect, test } from 'vitest'
import * as booking from '#modules/booking/contract.ts'
import * as identity from '#modules/identity/contract.ts'
import { fingerprints } from '#platform/testing/planted.ts'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import type { Endpoint } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import { httpDesk } from './http-desk.ts'
import { bookingOf, POSTCODE, twoFirms } from './two-firms.ts'

const world = await testWorld()
const { own, other } = await twoFirms(world)
const { app, send, rowCounts, refuseAll } = await httpDesk(world)
const { orgSlug, tokens } = own
const ids = own.ids as Record<string, string>
const foreign = other.ids as Record<string, string>

const endpointsOf = (path: string) =>
  Object.values(booking as object).filter(
    (one): one is Endpoint => typeof one?.path === 'string' && one.path.startsWith(path),
  )

/** Enough for each address behind a secret link to be understood, were the link right. */
const behindLinks: Record<string, object> = {
  '/service': { serviceId: ids.serviceId },
  '/slot': { startsAt: own.freeAt },
  '/details': { name: 'A', email: 'a@example.com', phone: '07700 900142', line1: '1', city: 'London' },
  '/pay': { method: 'on_the_day' },
  '/confirm-payment': { approve: true },
  '/reschedule': { startsAt: own.freeAt },
}
const bodyOf = ({ path }: Endpoint) => behindLinks[path.slice(path.lastIndexOf('/'))] ?? {}

describe('secret links', () => {
  const { secret } = world.services.config
  const wrong = (right: string, wrongPurpose: string): [string, string][] => [
    ['forged', `${right.slice(0, 30)}${right[30] === 'A' ? 'B' : 'A'}${right.slice(31)}`],
    ['cut off', right.slice(0, -1)],
    ['lengthened', `${right}A`],
    ['signed by somebody else', mintToken('x'.repeat(40), 'visit', own.orgId, ids.appointmentId!)],
    ['of another purpose', wrongPurpose],
    ['of another organisation', mintToken(secret, 'visit', other.orgId, ids.appointmentId!)],
    ['of another organisation, a checkout', mintToken(secret, 'checkout', other.orgId, newId())],
    ['of a record that is not there', mintToken(secret, 'visit', own.orgId, newId())],
    ['of a checkout that is not there', mintToken(secret, 'checkout', own.orgId, newId())],
    ['in other letters', right.toUpperCase()],
  ]

  test('a wrong link to an unfinished booking is not found, whatever is asked of it', async () => {
    await refuseAll(
      endpointsOf('/api/v1/public/checkouts/').flatMap((endpoint) =>
        wrong(tokens.checkout, tokens.visit).map(([what, token]) => ({
          what: `${endpoint.path} ${what}`,
          send: () => send(endpoint, { ...bodyOf(endpoint), token }),
        })),
      ),
    )
  })

  test('a wrong link to a visit is not found, whatever is asked of it', async () => {
    await refuseAll(
      endpointsOf('/api/v1/public/visits/').flatMap((endpoint) =>
        wrong(tokens.visit, tokens.checkout).map(([what, token]) => ({
          what: `${endpoint.path} ${what}`,
          send: () => send(endpoint, { ...bodyOf(endpoint), token }),
        })),
      ),
    )
  })

  test('a wrong, withdrawn or used link of an account opens nothing', async () => {
    const long = 'x'.repeat(54)
    const somebody = { name: 'Nils', password: 'four quiet words here' }
    await refuseAll([
      { what: 'invitation', send: () => send(identity.getInvitation, { token: long }) },
      { what: 'accepting', send: () => send(identity.acceptInvitation, { token: long, ...somebody }) },
      {
        what: 'reset',
        send: () => send(identity.resetPassword, { token: long, newPassword: somebody.password }),
      },
      { what: 'verification', send: () => send(identity.verifyEmail, { token: `${long}.${long}.${long}` }) },
    ])
  })

  test('a broken session cookie is nobody, not a fault', async () => {
    const cookies = [
      '%E0%A4%A',
      'a.b',
      '.',
      'a'.repeat(7_000),
      '"><script>',
      `${'a'.repeat(32)}.${'b'.repeat(44)}`,
    ]
    for (const value of cookies) {
      const headers = { cookie: `frontdesk.session_token=${value}` }
      expect((await send(identity.getSession, {}, { headers })).problem.code, value).toBe('auth.required')
      expect((await send(identity.getSetup, {}, { headers })).status, value).toBe(200)
    }
  })
})

describe('times that cannot be', () => {
  const past = new Date(Date.now() - 1_000).toISOString()
  const instants = [
    ...[
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999Z',
      '+275760-09-13T00:00:00Z',
      '1970-01-01T00:00:00Z',
    ],
    ...['2027-02-30T10:00:00Z', '2027-01-01T25:00:00Z', '2027-01-01', '2027-01-01T10:00:00', past],
  ]

  test('no visit is booked, held or moved to them', async () => {
    const requests: [Endpoint, Record<string, unknown>][] = [
      [booking.bookAppointment, bookingOf(own, own.freeAt)],
      [booking.holdSlot, { token: tokens.checkout }],
      [booking.rescheduleVisit, { token: tokens.visit }],
    ]
    const before = await fingerprints(world.databaseUrl, own.orgId)
    await refuseAll(
      requests.flatMap(([endpoint, input]) =>
        instants.map((startsAt) => ({
          what: `${endpoint.path} at ${startsAt}`,
          field: 'startsAt',
          send: () => send(endpoint, { ...input, startsAt }),
        })),
      ),
    )
    expect(await fingerprints(world.databaseUrl, own.orgId)).toEqual(before)
  })

  test('free times from a day at the end of time are refused or none', async () => {
    const query = { orgSlug, serviceId: ids.serviceId, postcode: POSTCODE }
    for (const fromDay of ['0001-01-01', '1900-01-01', '9999-12-31', '2027-02-30', '+10000-01-01']) {
      const { status, body } = await send(booking.findFreeSlots, { ...query, fromDay, days: 62 })
      expect([200, 422], `${fromDay}: ${body}`).toContain(status)
      if (status === 200) expect(JSON.parse(body).slots).toEqual([])
    }
  })
})

describe('ids of another organisation', () => {
  test('are not found in a guest’s requests', async () => {
    const [first] = await world.sql<{ id: string }>('select id from booking.extras where org_id = $1', [
      other.orgId,
    ])
    const { token } = { token: tokens.checkout }
    const requests: [string, Endpoint, Record<string, unknown>][] = [
      ['service', booking.bookAppointment, { ...bookingOf(own, own.freeAt), serviceId: foreign.serviceId }],
      ['person', booking.bookAppointment, { ...bookingOf(own, own.freeAt), staffId: foreign.staffId }],
      ['extra', booking.bookAppointment, { ...bookingOf(own, own.freeAt), extras: [{ extraId: first!.id }] }],
      ['chosen service', booking.chooseService, { token, serviceId: foreign.serviceId }],
      ['chosen person', booking.chooseService, { token, serviceId: ids.serviceId, staffId: foreign.staffId }],
      ['held person', booking.holdSlot, { token, startsAt: own.freeAt, staffId: foreign.staffId }],
      ['picture', booking.getPicture, { orgSlug, key: foreign.picture }],
      ['logo', identity.getLogo, { orgSlug, logoId: foreign.logoId }],
    ]
    await refuseAll(requests.map(([what, endpoint, input]) => ({ what, send: () => send(endpoint, input) })))
  })
})

describe('repeated requests (Idempotency-Key)', () => {
  const key = (text: string) => ({ headers: { 'idempotency-key': text } })
  const input = bookingOf(own, own.freeAt)

  test('the same key and body give the same answer and one visit; another body is refused', async () => {
    const first = await send(booking.bookAppointment, input, key('guest-0001'))
    expect(first.status, first.body).toBe(201)
    const before = await rowCounts()
    const again = await send(booking.bookAppointment, input, key('guest-0001'))
    expect([again.status, JSON.parse(again.body)]).toEqual([201, JSON.parse(first.body)])
    const changed = await send(
      booking.bookAppointment,
      { ...input, name: 'Somebody else' },
      key('guest-0001'),
    )
    expect([changed.status, changed.problem.code]).toEqual([409, 'http.key_reused'])
    const elsewhere = { orgSlug, number: 'ABC-1234', email: 'a@example.com' }
    const moved = await send(booking.lookUpVisit, elsewhere, key('guest-0001'))
    expect([moved.status, moved.problem.code]).toEqual([409, 'http.key_reused'])
    expect(await rowCounts()).toEqual(before)
  })

  test('five at once under one key give one visit and the same answer', async () => {
    const [slot] = await freeSlots(1)
    const body = bookingOf(own, slot!)
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => send(booking.bookAppointment, body, key('guest-0002'))),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map((answer) => JSON.parse(answer.body).number)).size).toBe(1)
  })

  test('what cannot be a key is refused by name', async () => {
    const keys = ['short', 'a'.repeat(201), 'with a blank', "' or 1=1 --", 'ünï-cödé-key']
    await refuseAll(
      keys.map((text) => ({
        what: text.slice(0, 20),
        field: 'Idempotency-Key',
        send: () => send(booking.bookAppointment, input, key(text)),
      })),
    )
  })
})

async function freeSlots(count: number): Promise<string[]> {
  const query = { orgSlug, serviceId: ids.serviceId, postcode: POSTCODE, days: 20 }
  const { body } = await send(booking.findFreeSlots, query)
  const { slots } = JSON.parse(body) as { slots: { startsAt: string }[] }
  // Far apart, so that booking one leaves the others free.
  return slots
    .slice(60)
    .filter((_, index) => index % 12 === 0)
    .slice(0, count)
    .map(({ startsAt }) => startsAt)
}

test('free text is kept letter by letter, whatever language or code it is in', async () => {
  const texts = [
    "Robert'); drop table booking.appointments; --",
    '{{ 7 * 7 }} {% raw %} #{7*7} <%= 7*7 %>',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    'مرحبا بالعالم \u202Eabc\u202C',
    '👩‍👩‍👧‍👦 Zoë Ångström 𝒳',
    '=HYPERLINK("https://example.com")',
  ]
  const times = await freeSlots(texts.length)
  for (const [index, name] of texts.entries()) {
    const address = { line1: name, city: 'London', postcode: POSTCODE }
    const booked = await send(booking.bookAppointment, {
      ...bookingOf(own, times[index]!),
      name,
      address,
      customerNotes: name,
    })
    expect(booked.status, booked.body).toBe(201)
    const { token } = JSON.parse(booked.body) as { token: string }
    const seen = JSON.parse((await send(booking.trackVisit, { token })).body)
    expect([seen.customerName, seen.address.line1]).toEqual([name, name])
  }
  await world.runJobs()
})

test('methods and addresses that are not there are problems too', async () => {
  const requests = [
    ['PUT', `/api/v1/public/${orgSlug}`],
    ['DELETE', '/api/v1/sign-in'],
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v2/sign-in'],
    ['GET', `/api/v1/public/${'a'.repeat(5_000)}/services`],
  ] as const
  await refuseAll(
    requests.map(([method, url]) => ({
      what: `${method} ${url.slice(0, 40)}`,
      send: async () => {
        const answer = await app.inject({ method, url })
        const type = String(answer.headers['content-type'] ?? '')
        return { status: answer.statusCode, type, body: answer.body, problem: {} }
      },
    })),
  )
})

test('an address that cannot be decoded is a problem too, and no line in the log', async () => {
  const answer = await app.inject({ method: 'GET', url: '/api/v1/public/%E0%A4%A/services' })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'http.not_found'])
  expect(String(answer.headers['content-type']).split(';')[0]).toBe('application/problem+json')
})
