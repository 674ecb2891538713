import { offsetMinutesAt } from '#values/zone.ts'
import { firm } from './firm.ts'
import { districts, streets } from './london.ts'
import type { PlannedVisit } from './plan.ts'
import type { Chance } from './random.ts'
import type { Contact } from './thread-state.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames =
  'January February March April May June July August September October November December'.split(' ')
const numbers = [
  '',
  'one hour',
  'two hours',
  'three hours',
  'four hours',
  'five hours',
  'six hours',
  'seven hours',
]

/** How people name a service in the middle of a sentence, with and without its article. */
const spoken: Readonly<Record<string, readonly [string, string]>> = {
  Ironing: ['ironing', 'some ironing'],
  'Inside the oven': ['oven clean', 'an oven clean'],
  'End of tenancy': ['end-of-tenancy clean', 'an end-of-tenancy clean'],
  'After builders': ['after-builders clean', 'an after-builders clean'],
  'Windows, inside and out': ['window clean', 'a window clean'],
}

/** What a thread's words are filled in with. */
export type Words = ReadonlyMap<string, string>

/** Day, place, service and people of one thread: of its visit, else made up. */
export function wordsFor(
  chance: Chance,
  {
    contact,
    visit,
    at,
  }: { contact: Pick<Contact, 'name' | 'email'>; visit: PlannedVisit | null; at: number },
): Words {
  const district = visit
    ? districts.find(({ outcode }) => visit.client.postcode.startsWith(`${outcode} `))!
    : chance.pick(districts)
  const service =
    visit?.plan.name ?? chance.pick(['Regular clean', 'Regular clean', 'Deep clean', 'One-off clean'])
  const minutes = visit?.plan.minutes ?? 120
  const startsAt = visit ? Date.parse(visit.startsAt) : workday(at + chance.whole(1, 6) * DAY)
  const other = workday(startsAt + chance.whole(1, 3) * DAY)
  const letters = 'ABDEFGHJLNPQRSTUWXYZ'
  const [bare, withArticle] = spoken[service] ?? [service.toLowerCase(), articled(service.toLowerCase())]
  return new Map([
    ['name', contact.name],
    ['first', contact.name.split(' ')[0]!],
    ['email', contact.email ?? visit?.client.email ?? 'my e-mail'],
    ['service', bare],
    ['a_service', withArticle],
    ['price', `£${((visit?.price ?? 4400) / 100).toFixed(2).replace('.00', '')}`],
    ['hours', numbers[Math.round(minutes / 60)] ?? 'two hours'],
    [
      'cleaner',
      visit?.staffName.split(' ')[0] ?? chance.pick(['Anna', 'Priya', 'Tom', 'Sofia', 'Leah', 'Grace']),
    ],
    ['day', weekdayNames[wallClock(startsAt).getUTCDay()]!],
    ['day2', weekdayNames[wallClock(other).getUTCDay()]!],
    ['date', dateWords(startsAt)],
    ['time', timeWords(visit ? startsAt : roundTime(chance, startsAt))],
    ['time2', timeWords(roundTime(chance, other))],
    ['weekday', weekdayNames[wallClock(at).getUTCDay()]!],
    ['area', district.name],
    ['outcode', district.outcode],
    [
      'postcode',
      visit?.client.postcode ??
        `${district.outcode} ${chance.whole(1, 9)}${chance.pick([...letters])}${chance.pick([...letters])}`,
    ],
    ['street', chance.pick(streets)],
    ['line1', visit?.client.line1 ?? `${chance.whole(1, 180)} ${chance.pick(streets)}`],
    ['flat', String(chance.whole(2, 60))],
    ['zone', chance.pick(['B', 'C', 'F', 'K', 'N'])],
    ['invoice', `INV-${chance.whole(1200, 9800)}`],
  ])
}

function articled(noun: string): string {
  return `${/^[aeiou]/.test(noun) && !noun.startsWith('one') ? 'an' : 'a'} ${noun}`
}

/** The instant as a wall clock in London shows it, to be read by the UTC getters. */
export function wallClock(at: number): Date {
  return new Date(at + offsetMinutesAt(firm.zone, at) * MINUTE)
}

/** The same time of day, on a weekday. */
function workday(at: number): number {
  const day = wallClock(at).getUTCDay()
  return day === 0 ? at + DAY : day === 6 ? at + 2 * DAY : at
}

function roundTime(chance: Chance, at: number): number {
  const wall = wallClock(at)
  const midnight = at - (wall.getUTCHours() * 60 + wall.getUTCMinutes()) * MINUTE
  return midnight + chance.whole(16, 34) * 30 * MINUTE
}

function timeWords(at: number): string {
  const wall = wallClock(at)
  return `${wall.getUTCHours()}:${String(wall.getUTCMinutes()).padStart(2, '0')}`
}

function dateWords(at: number): string {
  const wall = wallClock(at)
  return `${wall.getUTCDate()} ${monthNames[wall.getUTCMonth()]}`
}
