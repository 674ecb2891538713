import { instantOfWall, localDay } from '#values/zone.ts'
import type { AddressBook } from './contacts.ts'
import type { Kind } from './deliveries.ts'
import { firm } from './firm.ts'
import type { PlannedClient, PlannedVisit } from './plan.ts'
import { type Chance, chanceOf } from './random.ts'
import type { Occasion } from './thread.ts'
import { topics } from './threads/all.ts'
import { wallClock } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Conversations a day, before those are left out that would overlap. */
const PER_DAY = 116

/** When people write, by hour of their clock, from midnight on. */
const hours: Readonly<Record<Kind, readonly number[]>> = {
  whatsapp: [0, 0, 0, 0, 0, 0, 1, 3, 7, 9, 9, 8, 7, 6, 6, 6, 6, 7, 9, 10, 9, 7, 3, 1],
  sms: [0, 0, 0, 0, 0, 0, 1, 4, 8, 9, 8, 7, 7, 6, 6, 7, 7, 8, 7, 6, 5, 3, 1, 0],
  email: [1, 0, 0, 0, 0, 1, 2, 4, 8, 11, 11, 9, 7, 8, 8, 7, 6, 5, 3, 3, 3, 3, 2, 1],
  webchat: [1, 0, 0, 0, 0, 0, 1, 2, 5, 8, 9, 9, 8, 8, 8, 7, 7, 6, 6, 7, 8, 7, 4, 2],
  phone: [0, 0, 0, 0, 0, 0, 0, 0, 7, 12, 12, 10, 8, 8, 9, 9, 9, 8, 6, 0, 0, 0, 0, 0],
}

/** Sunday first: Mondays are full, on Sundays most people wait for Monday. */
const weekdays = [0.3, 1, 0.83, 0.79, 0.77, 0.76, 0.47]

/** How many write at an instant, from 0 to 1: the best hour of a Monday is 1. */
export function rushAt(at: number): number {
  const wall = wallClock(at)
  const profile = hours.whatsapp
  return (profile[wall.getUTCHours()]! / Math.max(...profile)) * weekdays[wall.getUTCDay()]!
}

/** Favourite ways of a client: everybody has one. */
const favourites: readonly [Kind, number][] = [
  ['whatsapp', 57],
  ['email', 13],
  ['webchat', 11],
  ['phone', 10],
  ['sms', 9],
]

export interface OccasionFacts {
  chance: Chance
  now: number
  from: number
  visits: readonly PlannedVisit[]
  book: AddressBook
}

/** Everybody's reasons to write in the order of time: about their visits, and strangers about everything else. */
export function planOccasions(facts: OccasionFacts): Occasion[] {
  const { chance, now, from } = facts
  const all = [...aboutVisits(facts), ...fromStrangers(facts)].filter(
    ({ at }) => at >= from && at < now - 3 * MINUTE,
  )
  const share = (PER_DAY * (now - from)) / DAY / all.length
  return all.filter(() => chance.happens(share)).sort((a, b) => a.at - b.at)
}

function aboutVisits({ chance, now, visits, book }: OccasionFacts): Occasion[] {
  const found: Occasion[] = []
  const add = (visit: PlannedVisit, key: string, at: number, kinds = favourites) => {
    if (at < now)
      found.push({
        at,
        topic: topics.get(key)!,
        visit,
        contact: book.ofClient(visit.client, kindFor(chance, visit.client, kinds)),
      })
  }
  for (const visit of visits) {
    const [createdAt, startsAt, endsAt] = [visit.createdAt, visit.startsAt, visit.endsAt].map((at) =>
      Date.parse(at),
    )
    if (createdAt! > now) continue
    if (chance.happens(visit.online ? 0.38 : 0.8))
      add(visit, bookingTopic(chance, visit), createdAt! - chance.whole(7, 50) * MINUTE)
    if (startsAt! - createdAt! > 2 * DAY) {
      for (const daysBefore of [9, 3]) {
        if (!chance.happens(0.66)) continue
        const at = someTime(chance, startsAt! - chance.next() * daysBefore * DAY, 'whatsapp')
        if (at < startsAt! - HOUR && at > createdAt!) add(visit, chance.happens(0.52) ? 'access' : 'move', at)
      }
    }
    if (visit.cancelledAt) {
      if (visit.cancelledBy === 'customer' && chance.happens(0.8))
        add(visit, 'cancel', Date.parse(visit.cancelledAt) - chance.whole(2, 25) * MINUTE)
      continue
    }
    if (chance.happens(0.3)) add(visit, 'today', startsAt! + chance.whole(-45, 25) * MINUTE, urgentKinds)
    for (const hoursAfter of visit.outcome === 'completed' ? [20, 110] : []) {
      if (!chance.happens(0.77)) continue
      const key = chance.weighted(afterwards, ([, weight]) => weight)[0]
      const about = endsAt! - Math.log(1 - chance.next()) * hoursAfter * HOUR
      add(visit, key, someTime(chance, about, 'whatsapp', endsAt! + 10 * MINUTE))
    }
  }
  return found
}

const urgentKinds: readonly [Kind, number][] = [
  ['whatsapp', 66],
  ['phone', 20],
  ['sms', 14],
]
const afterwards: readonly [string, number][] = [
  ['praise', 30],
  ['invoice', 27],
  ['move', 22],
  ['complaint', 12],
  ['lost', 7],
  ['damage', 2],
]

function bookingTopic(chance: Chance, { plan }: PlannedVisit): string {
  if (/Office|Shop|Stairwell/.test(plan.name) && chance.happens(0.6)) return 'business'
  return chance.happens(0.78) ? 'book' : 'price'
}

/** Most people stay with their favourite way of writing. */
function kindFor(chance: Chance, client: PlannedClient, kinds: readonly [Kind, number][]): Kind {
  const own = chanceOf(Number.parseInt(client.id.slice(-7), 16)).weighted(
    favourites,
    ([, weight]) => weight,
  )[0]
  if (chance.happens(0.85) && kinds.some(([kind]) => kind === own)) return own
  return chance.weighted(kinds, ([, weight]) => weight)[0]
}

/** What strangers want, how many of them on a full Monday, and where they write. */
const strangers: readonly { topic: string; perDay: number; kinds: readonly [Kind, number][] }[] = [
  {
    topic: 'price',
    perDay: 17,
    kinds: [
      ['webchat', 42],
      ['whatsapp', 30],
      ['email', 14],
      ['phone', 14],
    ],
  },
  {
    topic: 'book',
    perDay: 13,
    kinds: [
      ['webchat', 34],
      ['whatsapp', 36],
      ['phone', 20],
      ['sms', 10],
    ],
  },
  {
    topic: 'business',
    perDay: 3.4,
    kinds: [
      ['email', 60],
      ['phone', 25],
      ['webchat', 15],
    ],
  },
  {
    topic: 'job',
    perDay: 5,
    kinds: [
      ['email', 45],
      ['whatsapp', 35],
      ['webchat', 20],
    ],
  },
  {
    topic: 'language',
    perDay: 4,
    kinds: [
      ['whatsapp', 80],
      ['webchat', 20],
    ],
  },
  { topic: 'supplier', perDay: 4, kinds: [['email', 100]] },
  {
    topic: 'spam',
    perDay: 9,
    kinds: [
      ['email', 74],
      ['whatsapp', 16],
      ['sms', 10],
    ],
  },
]

function fromStrangers({ chance, now, from, book }: OccasionFacts): Occasion[] {
  const found: Occasion[] = []
  const days = Math.ceil((now - from) / DAY)
  for (let day = 0; day <= days; day++) {
    const growth = 0.75 + (0.25 * day) / days
    for (const { topic, perDay, kinds } of strangers) {
      let left =
        perDay * growth * weekdays[wallClock(from + day * DAY).getUTCDay()]! * (0.8 + chance.next() * 0.4)
      for (; left > 0 && (left >= 1 || chance.happens(left)); left--) {
        const kind = chance.weighted(kinds, ([, weight]) => weight)[0]
        const at = timeOn(chance, from + day * DAY, kind)
        found.push({
          at,
          topic: topics.get(topic)!,
          visit: null,
          contact: book.stranger(kind, at, nameFor(chance, topic)),
        })
      }
    }
  }
  return found
}

const senders: Readonly<Record<string, readonly string[]>> = {
  supplier: [
    'Clerkenwell Supplies',
    'GreenDrop Products',
    'Hackney Vans',
    'North London Laundry',
    'Axis Insurance',
  ],
  spam: ['SEO Experts', 'Global Loans', 'Growth Team', 'Parcel Desk', 'Web Audit'],
  language: [
    'Agnieszka Zielińska',
    'João Almeida',
    'Lucía Romero',
    'Amélie Laurent',
    'Piotr Kamiński',
    'Inês Carvalho',
  ],
}

function nameFor(chance: Chance, topic: string): string | undefined {
  const names = senders[topic]
  return names && chance.pick(names)
}

/** About then, at an hour at which people write and on a day on which they do; the next day else. */
function someTime(chance: Chance, about: number, kind: Kind, earliest = 0): number {
  let day = about
  for (let step = 0; step < 2; step++) {
    if (chance.happens(weekdays[wallClock(day).getUTCDay()]!)) break
    day += DAY
  }
  const at = timeOn(chance, day, kind)
  return at < earliest ? earliest + chance.next() * 40 * MINUTE : at
}

/** Somewhere on the local day of an instant. */
function timeOn(chance: Chance, about: number, kind: Kind): number {
  const day = localDay(firm.zone, about)
  const hour = hourOf(chance, kind)
  const wall = `${String(hour).padStart(2, '0')}:${String(chance.whole(0, 59)).padStart(2, '0')}`
  return Date.parse(instantOfWall(firm.zone, day, wall)) + chance.whole(0, 59_999)
}

function hourOf(chance: Chance, kind: Kind): number {
  const profile = hours[kind]
  let left = chance.next() * profile.reduce((sum, weight) => sum + weight, 0)
  for (let hour = 0; hour < 24; hour++) {
    left -= profile[hour]!
    if (left < 0) return hour
  }
  return 23
}
