import { describe, expect, test } from 'vitest'
import * as booking from '#modules/booking/contract.ts'
import * as crm from '#modules/crm/contract.ts'
import * as identity from '#modules/identity/contract.ts'
import { fingerprints } from '#platform/testing/planted.ts'
import { testWorld } from '#platform/testing/world.ts'
import { type Endpoint, pathFields } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { inboxBodies, inboxLast } from './inbox-bodies.ts'
import { endpointTable, finerTable } from './matrix.expected.ts'
import { bookingOf, served, type TestFirm, twoFirms } from './two-firms.ts'

const ROLES = ['owner', 'admin', 'manager', 'agent', 'staff', 'viewer', 'customer', 'guest'] as const
const REFUSALS = ['auth.required', 'auth.forbidden', 'identity.owner_only']

const world = await testWorld()
const { ask, own, other } = await twoFirms(world)

const keyOf = ({ method, path }: Endpoint) => `${method} ${path}`
const endpoints = served.map(({ endpoint }) => endpoint)

/** Lines of a table by what they speak of: `GET /api/v1/me` → `owner admin manager …`, the allowed ones. */
function readTable(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() && !/^(#| )/.test(line))
  return new Map(
    lines.map((line) => {
      const [, name, signs] = line.match(/^(.*?)((?: +[+-]){8})$/) as unknown as [string, string, string]
      const key = name.trim().replace(/ {2,}/g, ' ')
      const marks = signs.trim().split(/ +/)
      return [key, ROLES.filter((_, column) => marks[column] === '+').join(' ')]
    }),
  )
}

/** Path fields of the firm's own records, and enough of a body where one line does it. */
function inputFor(endpoint: Endpoint, firm: TestFirm): Record<string, unknown> {
  const { ids, tokens } = firm
  const special: Record<string, string> = {
    token: endpoint.path.includes('/checkouts/')
      ? tokens.checkout
      : endpoint.path.includes('/visits/')
        ? tokens.visit
        : tokens.invitation,
    key: endpoint.path.includes('/pictures/') ? ids.picture! : 'visit_booked',
  }
  const path = pathFields(endpoint.path).map((field) => [field, special[field] ?? ids[field]])
  return { ...Object.fromEntries(path), ...bodies[keyOf(endpoint)]?.(firm) }
}

const days = { fromDay: '2026-11-01', toDay: '2026-11-30' }
const weekly = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }

const bodies: Record<string, (firm: TestFirm) => object> = {
  'PATCH /api/v1/members/:memberId': () => ({ roles: ['agent'] }),
  'POST /api/v1/invitations': () => ({ email: 'somebody@example.com', roles: ['viewer'] }),
  // Sending one again gives it a new id.
  'DELETE /api/v1/invitations/:invitationId': ({ ids }) => ({ invitationId: ids.secondInvitationId }),
  'POST /api/v1/session/organization': (firm) => ({ orgId: firm.orgId }),
  'PATCH /api/v1/organization': () => ({ tagline: 'Cleaner' }),
  'POST /api/v1/clients': () => ({ name: 'Probe' }),
  'POST /api/v1/clients/tags': ({ ids }) => ({ clientIds: [ids.clientId], add: ['vip'] }),
  'POST /api/v1/clients/:clientId/notes': () => ({ body: 'Probe' }),
  'POST /api/v1/client-notes/:noteId/pin': () => ({ pinned: true }),
  'POST /api/v1/saved-views/:list': () => ({ name: 'Probe', query: 'q=a' }),
  'POST /api/v1/payments/:paymentId/refund': () => ({ reason: 'Probe', amount: 1 }),
  'POST /api/v1/categories': () => ({ name: 'Probe' }),
  'PATCH /api/v1/categories/:categoryId': () => ({ name: 'Probe' }),
  'POST /api/v1/catalogue/order': ({ ids }) => ({ kind: 'service', ids: [ids.serviceId] }),
  'POST /api/v1/services': () => ({ name: 'Probe', durationMinutes: 60, price: 100 }),
  'PUT /api/v1/services/:serviceId': () => ({ name: 'Probe', durationMinutes: 60, price: 100 }),
  'POST /api/v1/staff': () => ({ name: 'Probe' }),
  'PUT /api/v1/staff/:staffId': () => ({ name: 'Probe' }),
  'PUT /api/v1/staff/:staffId/hours': () => ({ weekly }),
  'PUT /api/v1/staff/:staffId/overrides/:day': () => ({ hours: [] }),
  'PUT /api/v1/staff/:staffId/areas': ({ ids }) => ({ areas: [{ postcode: ids.postcode, radiusKm: 5 }] }),
  'POST /api/v1/holidays': () => ({ day: '2031-12-27', name: 'Probe' }),
  'POST /api/v1/holidays/bank-holidays': () => ({ year: 2031 }),
  'POST /api/v1/appointments/bulk': ({ ids }) => ({
    ids: [ids.appointmentId],
    action: { kind: 'status', status: 'pending' },
    dryRun: true,
  }),
  'GET /api/v1/calendar': () => days,
  'GET /api/v1/figures/bookings': () => days,
  'GET /api/v1/figures/bookings/:metric/rows': () => days,
  'GET /api/v1/appointments/:appointmentId/check-move': ({ freeAt }) => ({ startsAt: freeAt }),
  'POST /api/v1/appointments/:appointmentId/move': ({ freeAt }) => ({ startsAt: freeAt }),
  'POST /api/v1/appointments/:appointmentId/notes': () => ({ body: 'Probe' }),
  'POST /api/v1/appointments/:appointmentId/status': () => ({ status: 'pending' }),
  'POST /api/v1/appointments/:appointmentId/payments': () => ({ amount: 1, method: 'cash' }),
  'PUT /api/v1/message-templates/:key': () => ({ subject: 'Probe', body: '<mj-text>Hello</mj-text>' }),
  'POST /api/v1/message-templates/:key/preview': () => ({ subject: 'Probe' }),
  'POST /api/v1/webhooks': () => ({ url: 'https://example.com/hook', events: ['*'] }),
  'PATCH /api/v1/webhooks/:webhookId': () => ({ description: 'Probe' }),
  'PUT /api/v1/demo/simulator': () => ({ on: false }),
  ...inboxBodies,
}

/** What took hold of a record comes last, and what undoes it after that; then nothing is missing for the others. */
const LAST = [
  'POST /api/v1/appointments/:appointmentId/cancel',
  'POST /api/v1/appointments/:appointmentId/restore',
  ...['DELETE /api/v1/clients/:clientId', 'POST /api/v1/clients/:clientId/restore'],
  ...['DELETE /api/v1/client-notes/:noteId', 'POST /api/v1/client-notes/:noteId/restore'],
  ...['DELETE /api/v1/services/:serviceId', 'POST /api/v1/services/:serviceId/restore'],
  ...['DELETE /api/v1/staff/:staffId', 'POST /api/v1/staff/:staffId/restore'],
  ...['POST /api/v1/members/:memberId/suspend', 'POST /api/v1/members/:memberId/restore'],
  ...['DELETE /api/v1/members/:memberId', 'POST /api/v1/failed-jobs/:jobId/drop'],
  ...inboxLast,
  ...['DELETE /api/v1/webhooks/:webhookId', 'POST /api/v1/sign-out'],
]
const rankOf = (endpoint: Endpoint) => (endpoint.method === 'GET' ? -2 : LAST.indexOf(keyOf(endpoint)))
const inOrder = [...endpoints].sort((a, b) => rankOf(a) - rankOf(b))

/** What became of a request: fine, or the code of the refusal. A fault of ours (5xx) is thrown on. */
async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

async function kindOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.kind
    throw error
  }
}

/** The roles of the firm that are not refused. */
async function allowed(work: (cookie?: string) => Promise<unknown>, { cookies }: TestFirm): Promise<string> {
  const admitted: string[] = []
  for (const role of ROLES) {
    const result = await outcome(() => work(role === 'guest' ? undefined : cookies[role]))
    if (!REFUSALS.includes(result)) admitted.push(role)
  }
  return admitted.join(' ')
}

/** Addresses that name a record of an organisation by its id, for members only. */
const byRecord = endpoints.filter(
  ({ path, access }) => access !== 'public' && pathFields(path).some((field) => field.endsWith('Id')),
)

describe('the owner of another organisation (IDEN-001)', () => {
  const stranger = other.cookies.owner

  test('finds nothing under the ids of this one, and changes nothing', async () => {
    const before = await fingerprints(world.databaseUrl, own.orgId)
    const found: string[] = []
    for (const endpoint of byRecord) {
      const kind = await kindOf(() => ask(endpoint, inputFor(endpoint, own), stranger))
      if (kind !== 'not_found') found.push(`${keyOf(endpoint)} answered ${kind}`)
    }
    expect(found).toEqual([])
    expect(byRecord.length).toBeGreaterThan(60)
    expect(await fingerprints(world.databaseUrl, own.orgId)).toEqual(before)
  })

  test('finds nothing by filters with the ids of this one', async () => {
    const { staffId, serviceId, clientId, appointmentId, memberId } = own.ids as Record<string, string>
    const lists: [path: string, input: object][] = [
      ['/api/v1/appointments', { staffId }],
      ['/api/v1/appointments', { serviceId }],
      ['/api/v1/appointments', { clientId }],
      ['/api/v1/payments', { subjectId: appointmentId }],
      ['/api/v1/payments', { clientId }],
      ['/api/v1/outbox', { subjectId: appointmentId }],
      ['/api/v1/outbox', { clientId }],
      ['/api/v1/audit', { memberId }],
      ['/api/v1/audit', { recordId: staffId }],
      ['/api/v1/staff', { serviceId }],
    ]
    for (const [path, input] of lists) {
      const endpoint = endpoints.find((one) => one.path === path && one.method === 'GET')!
      expect(await ask(endpoint, input, stranger), path).toMatchObject({ items: [] })
    }
    const shown = await ask(booking.getCalendar, { ...days, staffId: [staffId!] }, stranger)
    expect([shown.staff, shown.appointments]).toEqual([[], []])
  })

  test('cannot draw a record of this one into its own by naming it in a body', async () => {
    const before = await fingerprints(world.databaseUrl, own.orgId)
    const { ids } = own as { ids: Record<string, string> }
    const mine = other.ids as Record<string, string>
    const attempts: [name: string, endpoint: Endpoint, input: object][] = [
      ['order', booking.reorderCatalogue, { kind: 'service', ids: [ids.serviceId] }],
      ['person', booking.moveAppointment, { ...at(mine), staffId: ids.staffId, startsAt: other.freeAt }],
      ['service', booking.createAppointment, { ...officeBooking(other), serviceId: ids.serviceId }],
      ['staff', booking.createAppointment, { ...officeBooking(other), staffId: ids.staffId }],
      ['client', booking.createAppointment, { ...officeBooking(other), clientId: ids.clientId }],
      ['skill', booking.createStaffMember, { name: 'Probe', serviceIds: [ids.serviceId] }],
      [
        'team',
        booking.createService,
        { name: 'Probe', durationMinutes: 60, price: 1, staffIds: [ids.staffId] },
      ],
      [
        'category',
        booking.createService,
        { name: 'A', durationMinutes: 60, price: 1, categoryId: ids.categoryId },
      ],
      ['switch', identity.switchOrganization, { orgId: own.orgId }],
      [
        'slots',
        booking.findFreeSlots,
        { orgSlug: other.orgSlug, serviceId: ids.serviceId, postcode: ids.postcode },
      ],
      ['checkout', booking.chooseService, { token: other.tokens.checkout, serviceId: ids.serviceId }],
      ['logo', identity.getLogo, { orgSlug: other.orgSlug, logoId: ids.logoId }],
      ['picture', booking.getPicture, { orgSlug: other.orgSlug, key: ids.picture }],
    ]
    const answers: string[] = []
    for (const [name, endpoint, input] of attempts)
      answers.push(`${name} ${await kindOf(() => ask(endpoint, input, stranger))}`)
    expect(answers).toEqual(attempts.map(([name]) => `${name} not_found`))
    const tagged = await ask(crm.changeTags, { clientIds: [ids.clientId!], add: ['mine'] }, stranger)
    const action = { kind: 'cancel' as const, reason: 'Probe' }
    const cancelled = await ask(booking.bulkAppointments, { ids: [ids.appointmentId!], action }, stranger)
    expect([tagged.changed, cancelled.changed]).toEqual([0, 0])
    expect(await fingerprints(world.databaseUrl, own.orgId)).toEqual(before)
  })
})

describe('somebody who does visits (IDEN-005)', () => {
  test('sees and hears nothing of the visits of others', async () => {
    const { staff } = own.cookies
    const today = await ask(booking.getToday, {}, staff)
    expect([today.feed, today.needs, today.counts.total]).toEqual([[], [], 0])
    expect((await ask(booking.getToday, {}, own.cookies.agent)).feed.length).toBeGreaterThan(3)
    expect((await ask(booking.listAppointments, {}, staff)).total).toBe(0)
    const seen = await ask(
      booking.getCalendar,
      { fromDay: own.freeAt.slice(0, 10), toDay: own.freeAt.slice(0, 10) },
      staff,
    )
    expect(seen.appointments).toEqual([])
    const open = ask(booking.getAppointment, { appointmentId: own.ids.appointmentId! }, staff)
    await expect(open).rejects.toMatchObject({ kind: 'not_found' })
    expect((await ask(crm.listClients, {}, staff)).total).toBe(0)
  })
})

const at = ({ appointmentId }: Record<string, string>) => ({ appointmentId })
const officeBooking = (firm: TestFirm) => {
  const { orgSlug: _, ...visit } = bookingOf(firm, firm.freeAt)
  return visit
}

describe('what each role may ask (IDEN-003, IDEN-006, IDEN-008, PLAT-127)', () => {
  const expected = readTable(endpointTable)

  test('the written table names every endpoint of the product, and no others', () => {
    expect([...expected.keys()].sort()).toEqual(endpoints.map(keyOf).sort())
  })

  test.each(inOrder.map((endpoint) => [keyOf(endpoint), endpoint] as const))('%s', async (key, endpoint) => {
    const input = { ...inputFor(endpoint, own), ...harmless[key] }
    if (byRecord.includes(endpoint) && !harmless[key]) {
      // Under its owner the id leads to a record, so "not found" for the stranger above means something.
      expect(await kindOf(() => ask(endpoint, input, own.cookies.owner))).not.toBe('not_found')
    }
    expect(await allowed((cookie) => ask(endpoint, input, cookie), own)).toBe(expected.get(key))
  })

  test('an endpoint that is open to too many is noticed', async () => {
    const opened = await allowed((cookie) => ask(booking.listCategories, {}, cookie), other)
    expect(opened).not.toBe(expected.get('GET /api/v1/audit'))
    expect(opened).toBe(expected.get('GET /api/v1/categories'))
  })
})

/** Looking through somebody's eyes would change who asks; the device of somebody else is not there for oneself. */
const harmless: Record<string, object> = {
  'POST /api/v1/members/:memberId/view-as': { memberId: 'not an id' },
  'DELETE /api/v1/me/sessions/:sessionId': {},
}

describe('rules that look at more than the address', () => {
  const expected = readTable(finerTable)
  const { ids } = other as { ids: Record<string, string> }
  const requests: Record<string, [Endpoint, object]> = {
    'cancel a visit with an override': [
      booking.cancelAppointment,
      { ...at(ids), override: true, reason: 'Probe' },
    ],
    'book a visit with an override': [booking.createAppointment, { ...officeBooking(other), override: true }],
    'move a visit with an override': [
      booking.moveAppointment,
      { ...at(ids), startsAt: other.freeAt, override: true },
    ],
    'cancel many visits at once': [
      booking.bulkAppointments,
      { ids: [ids.appointmentId], action: { kind: 'cancel', reason: 'Probe' } },
    ],
    'put the staff into an order': [booking.reorderCatalogue, { kind: 'staff', ids: [ids.staffId] }],
    'save a view for oneself': [crm.createSavedView, { list: 'clients', name: 'Mine', query: 'q=a' }],
    'save a view for the whole team': [
      crm.createSavedView,
      { list: 'clients', name: 'Ours', query: 'q=a', isShared: true },
    ],
    'make somebody an owner': [identity.updateMember, { memberId: ids.memberId, roles: ['owner'] }],
    'invite an owner': [identity.createInvitation, { email: 'boss@example.com', roles: ['owner'] }],
    "look through an owner's eyes": [identity.startViewAs, { memberId: ids.ownerId }],
  }

  test.each([...expected])('%s', async (name, roles) => {
    const [endpoint, input] = requests[name]!
    expect(await allowed((cookie) => ask(endpoint, input, cookie), other)).toBe(roles)
  })
})
