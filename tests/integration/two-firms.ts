import sharp from 'sharp'
import * as booking from '#modules/booking/contract.ts'
import { storePostcodes } from '#modules/booking/public.ts'
import * as crm from '#modules/crm/contract.ts'
import * as identity from '#modules/identity/contract.ts'
import { createMember, createOrganization, createSessionResolver } from '#modules/identity/public.ts'
import * as notifications from '#modules/notifications/contract.ts'
import * as operations from '#modules/operations/contract.ts'
import * as payments from '#modules/payments/contract.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import type { TestWorld } from '#platform/testing/world.ts'
import type { Endpoint, InputOf, Output } from '#values/endpoint.ts'
import { modules } from '../../src/modules.ts'
import { buildInboxRecords } from './inbox-records.ts'

export const PASSWORD = 'three quiet words'
export const POSTCODE = 'N16 8JR'

/** Endpoints as the product serves them. */
export const served = modules.flatMap((module) => module.endpoints)

/** Asks as HTTP would: the cookie says who; validation, access, organisation and idempotency included. */
export type Ask = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  cookie?: string,
  headers?: Record<string, string>,
) => Promise<Output<E>>

/** An organisation with a record of every kind. */
export interface TestFirm {
  orgId: string
  orgSlug: string
  /** The session cookie of a member by role. */
  cookies: Record<identity.Role, string>
  /** Ids by the name they bear in paths: `clientId`, `webhookId`. */
  ids: Record<string, string>
  /** Secret links by what they open. */
  tokens: { checkout: string; paidCheckout: string; visit: string; invitation: string }
  /** A free time of the service, two days ahead. */
  freeAt: string
}

/** Builds two organisations that have everything, and the way to ask as anybody. */
export async function twoFirms(world: TestWorld): Promise<{ ask: Ask; own: TestFirm; other: TestFirm }> {
  const dispatch = createDispatch(world.services, served, createSessionResolver(world.services))
  const cookiesOf = async (endpoint: Endpoint, input: unknown): Promise<string> => {
    const { reply } = await dispatch(endpoint, input, callerWith({}))
    return reply.cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  }
  const callerWith = (headers: Record<string, string>) => ({
    headers: new Headers(headers),
    ip: '127.0.0.1',
    log: world.services.log,
  })
  const ask: Ask = async (endpoint, input, cookie, headers = {}) => {
    const { output } = await dispatch(endpoint, input, callerWith({ ...headers, ...(cookie && { cookie }) }))
    return output as Output<typeof endpoint>
  }
  await world.services.db.withoutOrg((tx) =>
    storePostcodes({ tx }, new Map([[POSTCODE, { lat: 51.561, lon: -0.073 }]])),
  )
  const signIn = (email: string) => cookiesOf(identity.signIn, { email, password: PASSWORD })
  const own = await buildFirm({ world, ask, signIn }, 'own-firm')
  const other = await buildFirm({ world, ask, signIn }, 'other-firm')
  return { ask, own, other }
}

interface Tools {
  world: TestWorld
  ask: Ask
  signIn(email: string): Promise<string>
}

async function buildFirm(tools: Tools, orgSlug: string): Promise<TestFirm> {
  const { world } = tools
  const { orgId } = await createOrganization(world.services, {
    slug: orgSlug,
    name: orgSlug,
    zone: 'Europe/London',
    currency: 'GBP',
    isDemo: false,
    isDefault: orgSlug === 'own-firm',
  })
  const { cookies, ownerId, spareId, sessionId } = await buildTeam(tools, orgId, orgSlug)
  const firm: TestFirm = {
    orgId,
    orgSlug,
    cookies,
    ids: {
      orgSlug,
      ownerId,
      memberId: spareId,
      sessionId,
      day: '2031-05-05',
      postcode: POSTCODE,
      metric: 'bookings',
    },
    tokens: { checkout: '', paidCheckout: '', visit: '', invitation: '' },
    freeAt: '',
  }
  await buildCatalogue(tools, firm)
  await buildVisits(tools, firm)
  await buildRecords(tools, firm)
  await world.runJobs()
  Object.assign(
    firm.ids,
    await buildInboxRecords(world, orgId, { clientId: firm.ids.clientId!, memberId: ownerId }),
  )
  await buildTraces(tools, firm)
  return firm
}

async function buildTeam({ world, ask, signIn }: Tools, orgId: string, orgSlug: string) {
  const cookies = {} as TestFirm['cookies']
  const person = async (name: string, role: identity.Role) => {
    const email = `${name}@${orgSlug}.example`
    const { memberId } = await createMember(world.services, orgId, {
      name,
      email,
      password: PASSWORD,
      roles: [role],
    })
    return { email, memberId }
  }
  const people = new Map<identity.Role, string>()
  for (const role of identity.roles) {
    const { email, memberId } = await person(role, role)
    cookies[role] = await signIn(email)
    people.set(role, memberId)
  }
  const spare = await person('spare', 'viewer')
  const spareCookie = await signIn(spare.email)
  const { items } = await ask(identity.listSessions, {}, spareCookie)
  return { cookies, ownerId: people.get('owner')!, spareId: spare.memberId, sessionId: items[0]!.id }
}

async function buildCatalogue({ ask }: Tools, firm: TestFirm): Promise<void> {
  const { cookies, ids } = firm
  const owner = cookies.owner
  const image = { mediaType: 'image/png' as const, base64: await picture() }
  const category = await ask(booking.createCategory, { name: 'Homes' }, owner)
  const service = await ask(
    booking.createService,
    { ...serviceFields, categoryId: category.id, image },
    owner,
  )
  const weekly = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [{ from: '08:00', to: '20:00' }],
    ]),
  ) as InputOf<typeof booking.setWeeklyHours>['weekly']
  const staff = await ask(booking.createStaffMember, { name: 'Ana Lima', serviceIds: [service.id] }, owner)
  await ask(booking.setWeeklyHours, { staffId: staff.id, weekly }, owner)
  await ask(
    booking.setStaffAreas,
    { staffId: staff.id, areas: [{ postcode: POSTCODE, radiusKm: 25 }] },
    owner,
  )
  const holiday = await ask(booking.createHoliday, { day: '2031-12-24', name: 'Christmas Eve' }, owner)
  const { logoUrl } = await ask(identity.setLogo, image, owner)
  const profile = await ask(identity.updateProfile, { avatar: image }, owner)
  Object.assign(ids, {
    categoryId: category.id,
    serviceId: service.id,
    extraId: service.extras[0]!.id,
    staffId: staff.id,
    holidayId: holiday.id,
    picture: lastPart(service.imageUrl),
    logoId: lastPart(logoUrl),
    avatarId: lastPart(profile.avatarUrl),
  })
}

/** A visit that is booked and paid in cash, one that was cancelled after paying, one with a card, one unfinished. */
async function buildVisits({ ask }: Tools, firm: TestFirm): Promise<void> {
  const { orgSlug, ids, cookies, tokens } = firm
  const { serviceId } = ids as { serviceId: string }
  const free = await ask(booking.findFreeSlots, { orgSlug, serviceId, postcode: POSTCODE, days: 14 })
  const later = free.slots.filter(({ startsAt }) => Date.parse(startsAt) > Date.now() + 2 * 86_400_000)
  const [first, second, third, fourth] = [0, 8, 16, 24].map((index) => later[index]!.startsAt)
  const book = (startsAt: string) => ask(booking.bookAppointment, bookingOf(firm, startsAt))
  const visit = await book(first!)
  const cancelled = await book(second!)
  for (const appointmentId of [visit.id, cancelled.id]) {
    const payment = { appointmentId, amount: 1000, method: 'cash' as const }
    await ask(booking.recordPayment, payment, cookies.owner)
  }
  await ask(booking.cancelAppointment, { appointmentId: cancelled.id }, cookies.owner)
  tokens.visit = visit.token
  tokens.checkout = await checkoutAt(ask, firm, third!)
  tokens.paidCheckout = await checkoutAt(ask, firm, fourth!)
  const card = { number: '4242 4242 4242 4242', expiry: '12/40', cvc: '123' }
  await ask(booking.payCheckout, { token: tokens.paidCheckout, method: 'card', card })
  Object.assign(ids, { appointmentId: visit.id, cancelledId: cancelled.id })
  firm.freeAt = later[40]!.startsAt
}

/** An unfinished booking with service, held time and details. Returns its link. */
async function checkoutAt(ask: Ask, { orgSlug, ids }: TestFirm, startsAt: string): Promise<string> {
  const { token } = await ask(booking.startCheckout, { orgSlug, postcode: POSTCODE })
  await ask(booking.chooseService, { token, serviceId: ids.serviceId! })
  await ask(booking.holdSlot, { token, startsAt })
  await ask(booking.saveDetails, { token, ...person, line1: '12 Albion Road', city: 'London' })
  return token
}

async function buildRecords({ ask, world }: Tools, firm: TestFirm): Promise<void> {
  const { ids, cookies, orgId } = firm
  const { owner } = cookies
  const client = await ask(
    crm.createClient,
    { name: 'Grace Obi', email: `grace@${firm.orgSlug}.example` },
    owner,
  )
  const note = await ask(crm.addClientNote, { clientId: client.id, body: 'Key under the mat' }, owner)
  const view = await ask(
    crm.createSavedView,
    { list: 'clients', name: 'All', query: 'sort=name', isShared: true },
    owner,
  )
  const webhook = await ask(
    operations.createWebhook,
    { url: 'http://127.0.0.1:9/hook', events: ['*'] },
    owner,
  )
  const delivery = await ask(operations.testWebhook, { webhookId: webhook.id }, owner)
  const invite = (email: string) => ask(identity.createInvitation, { email, roles: ['agent'] }, owner)
  const invitation = await invite(`new@${firm.orgSlug}.example`)
  const [invited] = await world.sql<{ url: string }>(
    `select payload->>'url' as url from core.events where org_id = $1 and name = 'identity.member_invited'`,
    [orgId],
  )
  firm.tokens.invitation = lastPart(invited!.url)
  const second = await invite(`second@${firm.orgSlug}.example`)
  Object.assign(ids, {
    clientId: client.id,
    noteId: note.id,
    viewId: view.id,
    list: 'clients',
    webhookId: webhook.id,
    deliveryId: delivery.id,
    invitationId: invitation.id,
    secondInvitationId: second.id,
  })
}

/** What the house made of it all by itself: messages, payments, a refund to hand over, a job that failed. */
async function buildTraces({ ask, world }: Tools, firm: TestFirm): Promise<void> {
  const { ids, cookies, orgId } = firm
  const { items } = await ask(payments.listPayments, {}, cookies.owner)
  const refunds = items.flatMap((payment) => payment.refunds)
  const messages = await ask(notifications.listMessages, {}, cookies.owner)
  const [job] = await world.sql<{ id: string }>(
    `select id::text from graphile_worker.add_job('job', json_build_object('orgId', $1::text, 'job', 'nothing'),
                                                  run_at => now() + interval '1 day')`,
    [orgId],
  )
  await world.sql(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'Error: the mail server is down'
     where id = $1`,
    [job!.id],
  )
  Object.assign(ids, {
    paymentId: items.find(({ subjectId }) => subjectId === ids.appointmentId)!.id,
    refundId: refunds.find(({ status }) => status === 'pending')!.id,
    messageId: messages.items[0]!.id,
    jobId: job!.id,
  })
}

const serviceFields = {
  name: 'Regular clean',
  durationMinutes: 60,
  price: 4500,
  extras: [{ name: 'Oven', price: 1500, minutes: 30 }],
}

const person = { name: 'Grace Obi', email: 'grace@example.com', phone: '07700 900142' }

/** A booking in one call, as a guest sends it. */
export function bookingOf({ orgSlug, ids }: TestFirm, startsAt: string) {
  const address = { line1: '12 Albion Road', city: 'London', postcode: POSTCODE }
  return { orgSlug, serviceId: ids.serviceId!, startsAt, ...person, address }
}

const lastPart = (url: string | null) => url!.split('/').at(-1)!

async function picture(): Promise<string> {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0F5C4D' } })
  return (await image.png().toBuffer()).toString('base64')
}
