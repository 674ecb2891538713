import {
  addBankHolidays,
  createCategory,
  createService,
  createStaffMember,
  type ImportedVisit,
  importVisits,
  orderNumber,
  setStaffAreas,
  setWeeklyHours,
  storePostcodes,
} from '#modules/booking/public.ts'
import { type ImportedMoment, importClients, importHistory } from '#modules/crm/public.ts'
import {
  createMember,
  createOrganization,
  findDefaultOrgSlug,
  setDemoSignIns,
  updateOrganization,
} from '#modules/identity/public.ts'
import { type ImportedPayment, importPayments } from '#modules/payments/public.ts'
import type { Command, Services } from '#platform/context.ts'
import { orgIdBySlug } from '#platform/http/dispatch.ts'
import { type Rollup, rebuildRollups } from '#platform/rollups.ts'
import { runCommand } from '#platform/run.ts'
import { deleteOrganization } from '#platform/tenant-data.ts'
import { system } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import { categories, firm, PASSWORD, services as servicePlans, staff as staffPlans, team } from './firm.ts'
import { districts } from './london.ts'
import { hoursOf, type KnownService, type PlannedVisit, planClients, planVisits } from './plan.ts'
import { type Chance, chanceOf, idBy } from './random.ts'

const SEED = 20_261_121
const VISITS_AT_ONCE = 4_000

export interface SignIn {
  role: string
  email: string
  password: string
}

/** Fills the demonstration on the first start of an empty installation. Returns the sign-ins to show, if any. */
export async function prepareDemo(
  services: Services,
  { wanted, rollups }: { wanted: boolean; rollups: readonly Rollup[] },
): Promise<SignIn[]> {
  const existing = await findDefaultOrgSlug(services)
  if (existing === null && wanted) await seedDemo(services, rollups)
  const isDemo = existing === null ? wanted : existing === firm.slug && (await isDemonstration(services))
  return isDemo ? team.map(({ label, email }) => ({ role: label, email, password: PASSWORD })) : []
}

/** Whether simulated customers are wanted: only in a demonstration, while its switch is on. */
export async function isSimulating(services: Services): Promise<boolean> {
  const row = await services.db.withoutOrg((tx) =>
    tx
      .withSchema('core')
      .selectFrom('orgs')
      .select('simulates')
      .where('slug', '=', firm.slug)
      .executeTakeFirst(),
  )
  return row?.simulates === true
}

async function isDemonstration(services: Services): Promise<boolean> {
  const row = await services.db.withoutOrg((tx) =>
    tx
      .withSchema('core')
      .selectFrom('orgs')
      .select('is_demo')
      .where('slug', '=', firm.slug)
      .executeTakeFirst(),
  )
  return row?.is_demo === true
}

/** Removes the demonstration organisation with everything in it. */
export async function removeDemo(services: Services): Promise<void> {
  const orgId = await orgIdBySlug(services, firm.slug)
  if (!orgId) return
  if (!(await isDemonstration(services)))
    throw new Error(`${firm.name} is not a demonstration any more; its data stays.`)
  await deleteOrganization(services, orgId)
}

/** Builds the demonstration firm and its fourteen months. Returns what was made, in one line. */
export async function seedDemo(services: Services, rollups: readonly Rollup[]): Promise<string> {
  const startedAt = performance.now()
  if (await orgIdBySlug(services, firm.slug))
    return 'The demonstration is there already. Use --reset to fill it anew.'
  const chance = chanceOf(SEED)
  const now = services.clock().toString({ smallestUnit: 'millisecond' })
  const { orgId } = await createOrganization(services, { ...firm, isDemo: true, isDefault: true })
  const run = <I, O>(command: Command<I, O>, input: I) =>
    runCommand(services, command, input, { orgId, actor: system('demo') })

  const memberIds = await buildTeam(services, orgId)
  await run(updateOrganization, firm.profile)
  await run(
    setDemoSignIns,
    team.map(({ label, email }) => ({ label, email, password: PASSWORD })),
  )
  await services.db.withoutOrg((tx) =>
    storePostcodes({ tx }, new Map(districts.map(({ outcode, lat, lon }) => [outcode, { lat, lon }]))),
  )
  const holidays = new Set<string>()
  for (const year of yearsAround(now)) {
    const { items } = await run(addBankHolidays, { year })
    for (const { day } of items) holidays.add(day)
  }
  const known = await buildCatalogue(run)
  const staffIds = await buildStaff(run, [...known.values()], memberIds)
  const clients = planClients(chance, now)
  const visits = planVisits({ chance, now, clients, services: known, staffIds, holidays })
  const first = firstBookings(visits)
  await run(
    importClients,
    clients.map((client) => ({ ...client, createdAt: first.get(client.id) ?? client.createdAt })),
  )
  const { imported, payments, moments } = settle(chance, visits, now)
  for (const chunk of chunksOf(imported, VISITS_AT_ONCE)) await run(importVisits, chunk)
  await run(importPayments, payments)
  await run(importHistory, {
    visits: imported.map(({ id, clientId, staffId, startsAt, status }) => ({
      id,
      clientId,
      staffId,
      startsAt,
      status,
    })),
    moments,
  })
  await rebuildRollups(services, rollups, orgId)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  return `${firm.name}: ${staffIds.size} people, ${known.size} services, ${clients.length} clients, ${visits.length} visits, ${payments.length} payments in ${seconds} s.`
}

type Run = <I, O>(command: Command<I, O>, input: I) => Promise<O>

async function buildTeam(services: Services, orgId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, email, roles } of team) {
    const { memberId } = await createMember(services, orgId, { name, email, password: PASSWORD, roles })
    ids.set(name, memberId)
  }
  return ids
}

async function buildCatalogue(run: Run): Promise<Map<string, KnownService>> {
  const known = new Map<string, KnownService>()
  for (const { name, description, services } of categories) {
    const category = await run(createCategory, { name, description })
    for (const plan of servicePlans.filter((candidate) => services.includes(candidate.name))) {
      const { id, extras } = await run(createService, {
        categoryId: category.id,
        name: plan.name,
        summary: plan.summary,
        description: plan.description,
        durationMinutes: plan.minutes,
        price: plan.price,
        deposit: plan.deposit ?? null,
        payOnDay: plan.payOnDay ?? true,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 10,
        online: true,
        active: true,
        colour: plan.colour,
        extras: plan.extras ?? [],
      })
      known.set(name === plan.name ? name : plan.name, { id, name: plan.name, extras })
    }
  }
  return known
}

async function buildStaff(
  run: Run,
  services: KnownService[],
  memberIds: Map<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const person of staffPlans) {
    const { id } = await run(createStaffMember, {
      name: person.name,
      bio: person.bio,
      colour: person.colour,
      active: true,
      memberId: memberIds.get(person.name) ?? null,
      serviceIds: services.map((service) => service.id),
    })
    await run(setWeeklyHours, { staffId: id, weekly: hoursOf(person) })
    const base = districts.find(({ outcode }) => outcode === person.base)!
    await run(setStaffAreas, {
      staffId: id,
      areas: [{ postcode: `${base.outcode} 1AA`, radiusKm: person.radiusKm }],
    })
    ids.set(person.name, id)
  }
  return ids
}

function yearsAround(now: string): number[] {
  const year = Number(now.slice(0, 4))
  return [year - 2, year - 1, year, year + 1]
}

/** When each client made the first booking: nobody is a client before that. */
function firstBookings(visits: PlannedVisit[]): Map<string, string> {
  const first = new Map<string, string>()
  for (const { client, createdAt } of visits) {
    const known = first.get(client.id)
    if (!known || createdAt < known) first.set(client.id, createdAt)
  }
  return first
}

interface Settled {
  imported: ImportedVisit[]
  payments: ImportedPayment[]
  moments: ImportedMoment[]
}

/** Gives every planned visit its number, its money and its lines on the client's timeline. */
function settle(chance: Chance, visits: PlannedVisit[], now: string): Settled {
  const settled: Settled = { imported: [], payments: [], moments: [] }
  const numbers = new Set<string>()
  for (const visit of visits) {
    const paid = paymentOf(chance, visit, now)
    if (paid) settled.payments.push(paid)
    settled.imported.push(importedVisit(visit, freshNumber(chance, numbers), paid))
    settled.moments.push(...momentsOf(visit, paid))
  }
  return settled
}

function freshNumber(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const number = orderNumber(firm.name, (below) => chance.whole(0, below - 1))
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

function paymentOf(chance: Chance, visit: PlannedVisit, now: string): ImportedPayment | null {
  const online = visit.online && chance.happens(0.7)
  const done = visit.outcome === 'completed'
  if (
    !online &&
    !(done && (chance.happens(0.97) || Date.parse(visit.endsAt) < Date.parse(now) - 20 * 86_400_000))
  )
    return null
  if (visit.outcome === 'cancelled' && !online) return null
  const method = online ? 'card' : chance.pick(['cash', 'bank_transfer', 'card'] as const)
  return {
    id: idBy(chance, Date.parse(online ? visit.createdAt : visit.endsAt)),
    subjectId: visit.id,
    clientId: visit.client.id,
    amount: visit.price,
    refunded: visit.outcome === 'cancelled' ? visit.price : 0,
    currency: firm.currency,
    method,
    cardBrand: method === 'card' ? chance.pick(['Visa', 'Mastercard']) : null,
    cardLast4: method === 'card' ? String(chance.whole(1000, 9999)) : null,
    at: online ? visit.createdAt : visit.endsAt,
  }
}

function importedVisit(visit: PlannedVisit, number: string, payment: ImportedPayment | null): ImportedVisit {
  const started = visit.outcome === 'completed' || visit.outcome === 'in_progress'
  return {
    id: visit.id,
    number,
    status: visit.outcome,
    serviceId: visit.service.id,
    serviceName: visit.service.name,
    staffId: visit.staffId,
    clientId: visit.client.id,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    travelBeforeMinutes: visit.travelBeforeMinutes,
    extras: visit.extras,
    price: visit.price,
    paid: payment?.amount ?? 0,
    refunded: payment?.refunded ?? 0,
    currency: firm.currency,
    paymentStatus: payment
      ? payment.refunded > 0
        ? 'refunded'
        : 'paid'
      : visit.plan.payOnDay === false
        ? 'unpaid'
        : 'on_the_day',
    customer: { name: visit.client.name, email: visit.client.email, phone: visit.client.phone },
    address: visit.client,
    accessNotes: visit.client.accessNotes || null,
    source: visit.online ? 'online' : 'office',
    createdAt: visit.createdAt,
    startedAt: started ? visit.startsAt : null,
    finishedAt: visit.outcome === 'completed' ? visit.endsAt : null,
    cancelledAt: visit.cancelledAt,
    cancelReason: visit.outcome === 'cancelled' ? 'Plans changed' : null,
    cancelledBy: visit.cancelledBy === 'customer' ? visit.client.name : visit.cancelledBy && 'Ewa Lis',
  }
}

function momentsOf(visit: PlannedVisit, payment: ImportedPayment | null): ImportedMoment[] {
  const base = {
    clientId: visit.client.id,
    amount: null,
    currency: null,
    refType: 'appointment',
    refId: visit.id,
  }
  const what = `${visit.service.name} with ${visit.staffName}`
  const moments: ImportedMoment[] = [
    {
      ...base,
      at: visit.createdAt,
      kind: 'visit',
      title: visit.online ? 'Booked online' : 'Booked by the office',
      detail: what,
      actor: visit.online ? visit.client.name : 'Ewa Lis',
      amount: visit.price,
      currency: firm.currency,
    },
  ]
  if (visit.outcome === 'completed')
    moments.push({
      ...base,
      at: visit.endsAt,
      kind: 'visit',
      title: 'Visit done',
      detail: what,
      actor: visit.staffName,
    })
  if (visit.outcome === 'no_show')
    moments.push({
      ...base,
      at: visit.startsAt,
      kind: 'visit',
      title: 'Nobody was in',
      detail: what,
      actor: visit.staffName,
    })
  if (visit.cancelledAt)
    moments.push({
      ...base,
      at: visit.cancelledAt,
      kind: 'visit',
      title: 'Visit cancelled',
      detail: what,
      actor: visit.cancelledBy === 'customer' ? visit.client.name : 'Ewa Lis',
    })
  if (payment) {
    const by = payment.cardLast4
      ? `${payment.cardBrand} ending ${payment.cardLast4}`
      : payment.method === 'cash'
        ? 'Cash'
        : 'Bank transfer'
    moments.push({
      ...base,
      at: payment.at,
      kind: 'payment',
      title: 'Paid',
      detail: by,
      amount: payment.amount,
      currency: payment.currency,
      actor: visit.client.name,
      refType: 'payment',
      refId: payment.id,
    })
  }
  return moments
}
