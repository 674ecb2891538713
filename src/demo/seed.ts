import {
  addBankHolidays,
  createCategory,
  createService,
  createStaffMember,
  importVisits,
  setStaffAreas,
  setWeeklyHours,
  storePostcodes,
} from '#modules/booking/public.ts'
import { importClients, importHistory } from '#modules/crm/public.ts'
import {
  createMember,
  createOrganization,
  setDemoSignIns,
  updateOrganization,
} from '#modules/identity/public.ts'
import { importPayments } from '#modules/payments/public.ts'
import { listFileKeys } from '#platform/backup/files.ts'
import type { Command, Services } from '#platform/context.ts'
import { publishPast } from '#platform/events.ts'
import { orgIdBySlug } from '#platform/http/dispatch.ts'
import { whileLoading } from '#platform/loading.ts'
import { withLock } from '#platform/lock.ts'
import { type Rollup, rebuildRollups } from '#platform/rollups.ts'
import { runCommand } from '#platform/run.ts'
import { deleteOrganization } from '#platform/tenant-data.ts'
import { system } from '#values/actor.ts'
import { categories, firm, PASSWORD, services as servicePlans, staff as staffPlans, team } from './firm.ts'
import { latestFacts, type Settled, settle } from './history.ts'
import { districts } from './london.ts'
import { office, openingHours } from './office.ts'
import {
  hoursOf,
  type KnownService,
  MONTHS_BACK,
  type PlannedVisit,
  planClients,
  planVisits,
} from './plan.ts'
import { chanceOf } from './random.ts'
import { type InboxFacts, seedInbox } from './seed-inbox.ts'
import { demoState } from './state.ts'

const SEED = 20_261_121

/** Removes the demonstration organisation with everything in it, files too. */
export async function removeDemo(services: Services): Promise<void> {
  const orgId = await orgIdBySlug(services, firm.slug)
  if (!orgId) return
  const state = await demoState(services)
  if (state !== 'ready' && state !== 'half_filled')
    throw new Error(`${firm.name} is not a demonstration any more; its data stays.`)
  await deleteOrganization(services, orgId)
  for (const key of await listFileKeys(services.config, orgId)) await services.storage.remove(key)
}

/** Builds the demonstration firm and its fourteen months (or fewer, for tests). Returns what was made, in one line. */
export async function seedDemo(
  services: Services,
  rollups: readonly Rollup[],
  months = MONTHS_BACK,
): Promise<string> {
  const startedAt = performance.now()
  if (await orgIdBySlug(services, firm.slug))
    return 'The demonstration is there already. Use --reset to fill it anew.'
  const chance = chanceOf(SEED)
  const now = services.clock().toString({ smallestUnit: 'millisecond' })
  const { orgId } = await createOrganization(services, { ...firm, isDemo: true, isDefault: true })
  const runIn =
    (place: Services): Run =>
    (command, input) =>
      runCommand(place, command, input, { orgId, actor: system('demo') })
  const run = runIn(services)

  const memberIds = await buildTeam(services, orgId)
  await run(updateOrganization, { ...firm.profile, hours: openingHours })
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
  const clients = planClients(chance, now, months)
  const visits = planVisits({ chance, now, clients, services: known, staffIds, holidays, months })
  const settled = settle(chance, visits, now)
  // The figures are computed once at the end; whoever keeps them up to date has to wait for this lock.
  const inbox = await withLock(services, `rollups:${orgId}`, async () => {
    const facts = { orgId, now: Date.parse(now), months, memberIds, holidays, clients, visits }
    const talking = whileLoading(services, orgId, ['inbox'], (loading) =>
      seedInbox(services, runIn(loading), facts),
    )
    const [count] = await Promise.all([talking, loadVisits(services, runIn, facts, settled)])
    return count
  })
  await run(publishPast, latestFacts(settled.imported, visits))
  await rebuildRollups(services, rollups, orgId)
  await services.db.withoutOrg((tx) =>
    tx.withSchema('core').updateTable('orgs').set({ demo_filled_at: now }).where('id', '=', orgId).execute(),
  )
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  return `${firm.name}: ${staffIds.size} people, ${known.size} services, ${clients.length} clients, ${visits.length} visits, ${settled.payments.length} payments, ${inbox.conversations} conversations, ${inbox.messages} messages in ${seconds} s.`
}

type Run = <I, O>(command: Command<I, O>, input: I) => Promise<O>

/** Clients, their visits, what they paid, and what stands on their timelines. */
async function loadVisits(
  services: Services,
  runIn: (services: Services) => Run,
  { orgId, clients, visits }: InboxFacts,
  { imported, payments, moments }: Settled,
): Promise<void> {
  const first = firstBookings(visits)
  await whileLoading(services, orgId, ['crm', 'booking', 'payments'], async (loading) => {
    const run = runIn(loading)
    await run(
      importClients,
      clients.map((client) => ({ ...client, createdAt: first.get(client.id) ?? client.createdAt })),
    )
    await run(importVisits, imported)
    await run(importPayments, payments)
    await run(importHistory, { visits: imported, moments })
  })
}

async function buildTeam(services: Services, orgId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, email, roles } of team) {
    const { memberId } = await createMember(services, orgId, { name, email, password: PASSWORD, roles })
    ids.set(name, memberId)
  }
  for (const { name, email } of office) {
    if (ids.has(name)) continue
    const { memberId } = await createMember(services, orgId, { name, email, roles: ['agent'] })
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
function firstBookings(visits: readonly PlannedVisit[]): Map<string, string> {
  const first = new Map<string, string>()
  for (const { client, createdAt } of visits) {
    const known = first.get(client.id)
    if (!known || createdAt < known) first.set(client.id, createdAt)
  }
  return first
}
