import type { WeeklyHours } from '#values/business-hours.ts'
import { addDays, epochDay, instantOfWall, localDay, offsetMinutesAt, weekdayIndex } from '#values/zone.ts'
import { firm, services as servicePlans, staff as staffPlans } from './firm.ts'
import { type District, districts, streets } from './london.ts'
import { accessNotes, firstNames, lastNames } from './people.ts'
import { type Chance, idBy } from './random.ts'

export interface PlannedClient {
  id: string
  name: string
  email: string
  phone: string
  line1: string
  city: string
  postcode: string
  lat: number
  lon: number
  accessNotes: string
  tags: string[]
  createdAt: string
}

export interface KnownService {
  id: string
  name: string
  extras: { id: string; name: string; price: number; minutes: number; maxQuantity: number }[]
}

export interface PlannedVisit {
  id: string
  service: KnownService
  plan: (typeof servicePlans)[number]
  staffId: string
  staffName: string
  client: PlannedClient
  startsAt: string
  endsAt: string
  travelBeforeMinutes: number
  extras: { extraId: string; name: string; price: number; minutes: number; quantity: number }[]
  price: number
  createdAt: string
  online: boolean
  outcome: 'completed' | 'in_progress' | 'confirmed' | 'pending' | 'no_show' | 'cancelled'
  cancelledAt: string | null
  cancelledBy: 'customer' | 'office' | null
}

export const CLIENTS = 1_800
export const MONTHS_BACK = 14
export const DAYS_AHEAD = 28
const MINUTE = 60_000
const DAY = 86_400_000

/** 1,800 people spread over the districts; numbers are from the ranges that Ofcom keeps for stories. */
export function planClients(chance: Chance, now: string, months = MONTHS_BACK): PlannedClient[] {
  const end = Date.parse(now)
  return Array.from({ length: CLIENTS }, (_, i) => {
    const [first, last] = [chance.pick(firstNames), chance.pick(lastNames)]
    const district = chance.pick(districts)
    const createdAt = new Date(end - chance.next() * months * 30 * DAY).toISOString()
    return {
      id: idBy(chance, Date.parse(createdAt)),
      name: `${first} ${last}`,
      email: `${first}.${last}.${i}@example.com`.toLowerCase(),
      phone:
        i < 1000
          ? `+447700900${String(i).padStart(3, '0')}`
          : `+442079460${String(i - 1000).padStart(3, '0')}`,
      line1: `${chance.whole(1, 180)} ${chance.pick(streets)}`,
      city: 'London',
      ...positionIn(chance, district),
      accessNotes: chance.happens(0.35) ? chance.pick(accessNotes) : '',
      tags: tagsOf(chance),
      createdAt,
    }
  })
}

function positionIn(chance: Chance, { outcode, lat, lon }: District) {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ'
  const inward = `${chance.whole(1, 9)}${chance.pick([...letters])}${chance.pick([...letters])}`
  const near = (middle: number, spread: number) =>
    Math.round((middle + (chance.next() - 0.5) * spread) * 1e5) / 1e5
  return { postcode: `${outcode} ${inward}`, lat: near(lat, 0.014), lon: near(lon, 0.02) }
}

function tagsOf(chance: Chance): string[] {
  const tags = ['Weekly', 'Fortnightly', 'Monthly'].filter(() => chance.happens(0.12)).slice(0, 1)
  if (chance.happens(0.15)) tags.push('Key safe')
  if (chance.happens(0.08)) tags.push('Pets')
  if (chance.happens(0.05)) tags.push('Business')
  return tags
}

/** The weekly hours of a person as the schedule editor would write them. */
export function hoursOf(person: (typeof staffPlans)[number]): WeeklyHours {
  const hours = [{ from: person.from, to: person.to }]
  const on = (day: string) => ((person.days as readonly string[]).includes(day) ? hours : [])
  return {
    monday: on('monday'),
    tuesday: on('tuesday'),
    wednesday: on('wednesday'),
    thursday: on('thursday'),
    friday: on('friday'),
    saturday: on('saturday'),
    sunday: on('sunday'),
  }
}

export interface PlanInput {
  chance: Chance
  now: string
  clients: PlannedClient[]
  services: Map<string, KnownService>
  staffIds: Map<string, string>
  holidays: ReadonlySet<string>
  /** How far back; fourteen months when missing. */
  months?: number
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const BUFFER_MINUTES = 10
/** Mean days between booking and visit. */
const LEAD_DAYS = 14
const CANCELLED = 0.045

/** Fourteen months of visits and the weeks ahead, person by person and day by day, with travel that fits. */
export function planVisits(input: PlanInput): PlannedVisit[] {
  const today = localDay(firm.zone, input.now)
  const first = addDays(today, -(input.months ?? MONTHS_BACK) * 30)
  const last = addDays(today, DAYS_AHEAD)
  return staffPlans.flatMap((person) => {
    const near = clientsNear(person, input.clients)
    const visits: PlannedVisit[] = []
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const weekday = WEEKDAYS[weekdayIndex(epochDay(day))]!
      if (!(person.days as readonly string[]).includes(weekday) || input.holidays.has(day)) continue
      visits.push(...planDay(input, person, near, day, demand(first, today, day)))
    }
    return visits
  })
}

/** The firm grows, sleeps in August, and scrubs before Christmas and in spring; nearer weeks ahead are fuller. */
function demand(first: string, today: string, day: string): number {
  const month = Number(day.slice(5, 7))
  const season = { 1: 0.92, 2: 0.95, 3: 1.06, 4: 1.08, 8: 0.78, 11: 1.04, 12: 1.12 }[month] ?? 1
  const growth =
    0.72 + 0.28 * Math.min(1, (epochDay(day) - epochDay(first)) / (epochDay(today) - epochDay(first)))
  const weekly =
    { 0: 1.05, 1: 0.95, 2: 0.97, 3: 1, 4: 1.1, 5: 0.95, 6: 0.85 }[weekdayIndex(epochDay(day))] ?? 1
  const daysAhead = epochDay(day) - epochDay(today)
  const ahead = daysAhead <= 0 ? 1 : daysAhead <= 7 ? 0.8 : daysAhead <= 14 ? 0.6 : 0.3
  return season * growth * weekly * ahead
}

function clientsNear(person: (typeof staffPlans)[number], clients: PlannedClient[]): PlannedClient[] {
  const base = districts.find(({ outcode }) => outcode === person.base)!
  return clients.filter((client) => kilometres(base, client) < person.radiusKm * 0.9)
}

function planDay(
  input: PlanInput,
  person: (typeof staffPlans)[number],
  near: PlannedClient[],
  day: string,
  level: number,
): PlannedVisit[] {
  const { chance } = input
  const open = Date.parse(instantOfWall(firm.zone, day, person.from))
  const close = Date.parse(instantOfWall(firm.zone, day, person.to))
  const visits: PlannedVisit[] = []
  let free = open
  let place: PlannedClient | null = null
  while (free < close - 60 * MINUTE) {
    if (!chance.happens(Math.min(0.97, person.fill * level))) {
      free += chance.pick([60, 90, 120]) * MINUTE
      continue
    }
    const client = chance.pick(near)
    const plan = chance.weighted(servicePlans, ({ weight }) => weight)
    const service = input.services.get(plan.name)!
    const extras = chooseExtras(chance, service)
    const minutes = plan.minutes + extras.reduce((sum, extra) => sum + extra.minutes * extra.quantity, 0)
    const travel: number = place ? travelMinutes(place, client) : 0
    const startsAt: number = quarterAfter(free + (place ? (BUFFER_MINUTES + travel) * MINUTE : 0))
    const endsAt: number = startsAt + minutes * MINUTE
    if (endsAt > close) {
      free += 60 * MINUTE
      continue
    }
    visits.push(visitOf(input, { person, client, plan, service, extras, travel, startsAt, endsAt }))
    if (visits.at(-1)!.outcome !== 'cancelled') {
      place = client
      free = endsAt
    }
  }
  return visits
}

interface Draft {
  person: (typeof staffPlans)[number]
  client: PlannedClient
  plan: (typeof servicePlans)[number]
  service: KnownService
  extras: PlannedVisit['extras']
  travel: number
  startsAt: number
  endsAt: number
}

function visitOf({ chance, now, staffIds }: PlanInput, draft: Draft): PlannedVisit {
  const nowMs = Date.parse(now)
  const leadDays = 0.3 + -Math.log(1 - chance.next()) * LEAD_DAYS
  const wished = draft.startsAt - leadDays * DAY
  const booked =
    wished < nowMs - MINUTE ? wished : nowMs - 3 * MINUTE + Math.log(1 - chance.next()) * LEAD_DAYS * DAY
  const online = chance.happens(0.64)
  const createdAt = byDay(booked, {
    online,
    from: 0,
    to: Math.min(draft.startsAt - 20 * MINUTE, nowMs - MINUTE),
  })
  // A visit ahead has had only part of its time to be cancelled in.
  const elapsed = Math.min(1, (nowMs - createdAt) / (draft.startsAt - createdAt))
  const cancelled = chance.happens(CANCELLED * elapsed)
  const ends = Math.min(draft.startsAt, nowMs)
  const cancelledAt = cancelled
    ? byDay(createdAt + chance.next() * (ends - createdAt), { online: true, from: createdAt, to: ends })
    : null
  const extrasPrice = draft.extras.reduce((sum, extra) => sum + extra.price * extra.quantity, 0)
  return {
    id: idBy(chance, createdAt),
    service: draft.service,
    plan: draft.plan,
    staffId: staffIds.get(draft.person.name)!,
    staffName: draft.person.name,
    client: draft.client,
    startsAt: new Date(draft.startsAt).toISOString(),
    endsAt: new Date(draft.endsAt).toISOString(),
    travelBeforeMinutes: draft.travel,
    extras: draft.extras,
    price: draft.plan.price + extrasPrice,
    createdAt: new Date(createdAt).toISOString(),
    online,
    outcome: cancelled ? 'cancelled' : outcomeOf(chance, draft, nowMs),
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt).toISOString(),
    cancelledBy: cancelled ? (chance.happens(0.7) ? 'customer' : 'office') : null,
  }
}

/** When people book, by hour of the clock: with us while somebody is there, online also in the evening. */
const bookingHours = {
  online: [1, 0, 0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 8, 6, 6, 6, 6, 7, 8, 9, 9, 8, 5, 3],
  office: [0, 0, 0, 0, 0, 0, 0, 0, 8, 12, 12, 10, 8, 8, 9, 9, 9, 8, 6, 0, 0, 0, 0, 0],
}

/** The same day at an hour at which people are about, if that is still between the two; else as it was. */
function byDay(at: number, { online, from, to }: { online: boolean; from: number; to: number }): number {
  const wall = at + offsetMinutesAt(firm.zone, at) * MINUTE
  const isSunday = new Date(wall).getUTCDay() === 0
  const midnight = at - (wall % DAY) - (isSunday && !online ? DAY : 0)
  const profile = online ? bookingHours.online : bookingHours.office
  let left = ((wall % DAY) / DAY) * profile.reduce((sum, weight) => sum + weight, 0)
  const hour = profile.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  const moved = midnight + (hour + 1 + left / profile[hour]!) * 60 * MINUTE
  return moved > from && moved < to ? moved : at
}

function outcomeOf(chance: Chance, { startsAt, endsAt }: Draft, now: number): PlannedVisit['outcome'] {
  if (endsAt <= now) return chance.happens(0.012) ? 'no_show' : 'completed'
  if (startsAt <= now) return chance.happens(0.9) ? 'in_progress' : 'confirmed'
  return chance.happens(startsAt < now + 3 * DAY ? 0.05 : 0.12) ? 'pending' : 'confirmed'
}

function chooseExtras(chance: Chance, service: KnownService): PlannedVisit['extras'] {
  return service.extras
    .filter(() => chance.happens(0.14))
    .map((extra) => ({
      extraId: extra.id,
      name: extra.name,
      price: extra.price,
      minutes: extra.minutes,
      quantity: 1,
    }))
}

function quarterAfter(at: number): number {
  return Math.ceil(at / (15 * MINUTE)) * 15 * MINUTE
}

function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(a.lat - b.lat, east) * 111.2
}

function travelMinutes(a: PlannedClient, b: PlannedClient): number {
  return Math.ceil(((kilometres(a, b) * 1.35) / 22) * 60)
}
