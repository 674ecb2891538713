import {
  createService,
  createStaffMember,
  type ImportedVisit,
  importVisits,
  setStaffAreas,
  setWeeklyHours,
  storePostcodes,
} from '#modules/booking/public.ts'
import { importClients } from '#modules/crm/public.ts'
import { createOrganization } from '#modules/identity/public.ts'
import type { Command, Services } from '#platform/context.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import { weekdays } from '#values/business-hours.ts'
import { newId } from '#values/ids.ts'
import { districts } from '../src/demo/london.ts'
import { dice } from './dice.ts'

// Firms of a chosen size. Everything comes from a seed, so two runs measure the same diaries.

export const ZONE = 'Europe/London'
/** Where every search looks: one of the postcodes that the firm's own table knows. */
export const POSTCODE = 'N16 1AA'

export interface BenchFirm {
  orgId: string
  slug: string
  serviceId: string
  staffIds: string[]
  /** One of its clients, once there are any. */
  clientId?: string
}

type Run = <I, O>(command: Command<I, O>, input: I) => Promise<O>

export function runIn(services: Services, orgId: string): Run {
  return (command, input) => runCommand(services, command, input, { orgId, actor: system('bench') })
}

/** A firm with empty diaries: everybody works every day from 8:00 to 18:30, all over London. */
export async function createFirm(services: Services, slug: string, people: number): Promise<BenchFirm> {
  const name = `Firm of ${people}`
  const settings = { slug, name, zone: ZONE, currency: 'GBP', isDemo: false, isDefault: slug === 'fifty' }
  const { orgId } = await createOrganization(services, settings)
  const run = runIn(services, orgId)
  await services.db.withoutOrg((tx) =>
    storePostcodes({ tx }, new Map(districts.map(({ outcode, lat, lon }) => [outcode, { lat, lon }]))),
  )
  const service = await run(createService, {
    ...{
      name: 'Regular clean',
      summary: '',
      description: '',
      durationMinutes: 60,
      price: 4500,
      deposit: null,
    },
    ...{ payOnDay: true, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, online: true, active: true },
    ...{ colour: '#0F5C4D', extras: [] },
  })
  const staffIds: string[] = []
  const weekly = Object.fromEntries(weekdays.map((day) => [day, [{ from: '08:00', to: '18:30' }]]))
  for (let i = 1; i <= people; i++) {
    const person = { name: `Person ${i}`, bio: '', colour: '#3B6FA0', active: true, serviceIds: [service.id] }
    const { id } = await run(createStaffMember, person)
    await run(setWeeklyHours, { staffId: id, weekly: weekly as never })
    await run(setStaffAreas, { staffId: id, areas: [{ postcode: POSTCODE, radiusKm: 30 }] })
    staffIds.push(id)
  }
  return { orgId, slug, serviceId: service.id, staffIds }
}

/** Four visits a day for everybody, from today on. Returns how many. */
export async function fillDiaries(services: Services, firm: BenchFirm, days: number): Promise<number> {
  const run = runIn(services, firm.orgId)
  const random = dice(50)
  const clients = Array.from({ length: 400 }, (_, i) => clientOf(random, i))
  await run(importClients, clients)
  firm.clientId = clients[0]!.id
  const today = Temporal.Now.zonedDateTimeISO(ZONE).startOfDay()
  const visits: ImportedVisit[] = []
  for (const staffId of firm.staffIds) {
    for (let day = 0; day < days; day++) {
      const late = 15 * Math.floor(random() * 7)
      const morning = today.add({ days: day, minutes: late })
      for (const [hour, minute] of [
        [8, 15],
        [10, 15],
        [12, 45],
        [15, 0],
      ] as const) {
        const start = morning.add({ hours: hour, minutes: minute + 15 * Math.floor(random() * 3) })
        const client = clients[Math.floor(random() * clients.length)]!
        visits.push(visitOf(firm, { staffId, client, start: start.toInstant(), number: visits.length }))
      }
    }
  }
  await run(importVisits, visits)
  return visits.length
}

type Client = ReturnType<typeof clientOf>

/** A client somewhere in London. */
export function clientOf(random: () => number, i: number) {
  const district = districts[Math.floor(random() * districts.length)]!
  return {
    id: newId(),
    name: `Client ${i}`,
    email: `client-${i}@example.com`,
    phone: null,
    line1: `${i + 1} High Street`,
    city: 'London',
    postcode: `${district.outcode} 1AA`,
    accessNotes: '',
    tags: [],
    createdAt: '2026-01-05T09:00:00.000Z',
    lat: district.lat,
    lon: district.lon,
  }
}

/** A booking as the API takes it; every number is another customer. */
export function bookingOf(firm: BenchFirm, customer: number, staffId: string | undefined, startsAt: string) {
  return {
    serviceId: firm.serviceId,
    ...(staffId && { staffId }),
    startsAt,
    name: `Customer ${customer}`,
    email: `customer-${customer}@example.com`,
    phone: `+447700900${String(customer % 1000).padStart(3, '0')}`,
    address: { line1: `${customer + 1} High Street`, city: 'London', postcode: POSTCODE },
  }
}

/** A confirmed visit of an hour, with twenty minutes on the road before it. */
export function visitOf(
  firm: BenchFirm,
  {
    staffId,
    client,
    start,
    number,
  }: { staffId: string; client: Client; start: Temporal.Instant; number: number },
): ImportedVisit {
  const iso = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'millisecond' })
  const { line1, city, postcode, lat, lon, name, email, phone } = client
  return {
    ...{ id: newId(), number: `FM-${100_000 + number}`, status: 'confirmed', staffId, clientId: client.id },
    ...{ serviceId: firm.serviceId, serviceName: 'Regular clean', extras: [], currency: 'GBP' },
    ...{
      startsAt: iso(start),
      endsAt: iso(start.add({ hours: 1 })),
      createdAt: iso(start.subtract({ hours: 240 })),
    },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, travelBeforeMinutes: 20, source: 'online' },
    ...{ price: 4500, paid: 0, refunded: 0, paymentStatus: 'on_the_day', accessNotes: null },
    ...{ startedAt: null, finishedAt: null, cancelledAt: null, cancelReason: null, cancelledBy: null },
    customer: { name, email, phone },
    address: { line1, city, postcode, lat, lon },
  }
}
