import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekdays } from '#values/business-hours.ts'
import { explainClash } from './explain.ts'
import { slotsByMinutes } from './slots.oracle.ts'
import { type BusyBlock, findSlots, isFree, type SlotPerson, type SlotSearch } from './slots.ts'

const MINUTE = 60_000
const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Havana',
  'Pacific/Apia',
  'UTC',
] as const

/** Days on and around clock changes of these zones, and quiet ones. */
const anchors = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-06-17',
  '2026-10-04',
  '2026-10-25',
  '2026-10-29',
  '2026-11-01',
  '2011-12-30',
  '2027-02-07',
  '2027-03-14',
]

const two = (part: number) => String(part).padStart(2, '0')
const clock = fc.nat(95).map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`)
const oddClock = fc.nat(1439).map((minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`)
const opening = fc.record({
  from: fc.oneof({ weight: 4, arbitrary: clock }, oddClock),
  to: fc.oneof({ weight: 4, arbitrary: clock }, oddClock, fc.constant('24:00')),
})
const hours = fc.array(opening, { maxLength: 3 })

function personNear(anchor: number, id: string): fc.Arbitrary<SlotPerson> {
  const at = fc.integer({ min: anchor - 3 * 1440, max: anchor + 5 * 1440 })
  const block: fc.Arbitrary<BusyBlock> = fc
    .record({
      start: at,
      length: fc.integer({ min: -5, max: 400 }),
      seconds: fc.constantFrom(0, 0, 0, 30_500),
      form: fc.constantFrom('iso', 'iso', 'short', 'offset', 'ms'),
      before: fc.option(fc.nat(40)),
      after: fc.option(fc.nat(40)),
    })
    .map(({ start, length, seconds, form, before, after }) => ({
      startsAt: written(start * MINUTE + seconds, form),
      endsAt: written((start + length) * MINUTE + seconds, form),
      ...(before === null ? {} : { travelBeforeMinutes: before }),
      ...(after === null ? {} : { travelAfterMinutes: after }),
    }))
  return fc.record({
    id: fc.constant(id),
    zone: fc.constantFrom(...zones),
    weekly: fc.record(Object.fromEntries(weekdays.map((day) => [day, hours]))),
    overrides: fc.array(
      fc.record({
        day: fc.integer({ min: -3, max: 5 }).map((days) => {
          return new Date((anchor + days * 1440) * MINUTE).toISOString().slice(0, 10)
        }),
        hours,
      }),
      { maxLength: 2 },
    ),
    busy: fc.array(block, { maxLength: 14 }),
  })
}

function written(at: number, form: string): string | number {
  if (form === 'ms') return at
  const iso = new Date(at).toISOString()
  if (form === 'short' && at % 1000 === 0) return iso.replace('.000Z', 'Z')
  return form === 'offset' ? new Date(at + 5400_000).toISOString().replace('Z', '+01:30') : iso
}

const searches: fc.Arbitrary<SlotSearch> = fc.constantFrom(...anchors).chain((day) => {
  const anchor = Date.parse(`${day}T00:00:00Z`) / MINUTE
  const instant = (minute: number) => new Date(minute * MINUTE).toISOString()
  const windows = fc.oneof(
    fc
      .tuple(fc.integer({ min: -1440, max: 1440 }), fc.integer({ min: 1, max: 2880 }))
      .map(([from, length]) => ({ from: instant(anchor + from), to: instant(anchor + from + length) })),
    fc.tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: 1, max: 3 })).map(([from, days]) => ({
      from: instant(anchor + from * 1440).slice(0, 10),
      to: instant(anchor + (from + days) * 1440).slice(0, 10),
    })),
  )
  return fc.record({
    window: windows,
    now: fc.integer({ min: -4 * 1440, max: 720 }).map((minute) => {
      return new Date((anchor + minute) * MINUTE + (minute % 3 === 0 ? 12_345 : 0)).toISOString()
    }),
    durationMinutes: fc.constantFrom(5, 15, 30, 45, 60, 90, 180, 37),
    intervalMinutes: fc.constantFrom(5, 10, 15, 20, 30, 45, 60, 90, 120, 7, 25),
    noticeMinutes: fc.constantFrom(0, 0, 30, 125, 1440),
    horizonDays: fc.constantFrom(1, 3, 30),
    bufferBeforeMinutes: fc.constantFrom(0, 0, 10, 25),
    bufferAfterMinutes: fc.constantFrom(0, 0, 15),
    gridZone: fc.constantFrom(...zones),
    people: fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => personNear(anchor, `p${i}`)))),
    mode: fc.constantFrom('any', 'all'),
  })
})

const runs = Number(process.env.SLOT_RUNS ?? 400)

describe('the slot engine agrees with trying every minute (BOOK-029)', () => {
  test('same starts, same people, in every mode, zone and form of input', () => {
    let offered = 0
    fc.assert(
      fc.property(searches, (search) => {
        const found = findSlots(search)
        offered += found.length
        expect(found).toEqual(slotsByMinutes(search))
      }),
      { numRuns: runs },
    )
    expect(offered).toBeGreaterThan(runs)
  })

  test('fewer people, names or slots asked for change nothing else', () => {
    fc.assert(
      fc.property(searches, fc.integer({ min: 1, max: 9 }), (search, limit) => {
        const all = findSlots(search)
        const times = all.map((slot) => slot.startsAt)
        expect(findSlots({ ...search, limit })).toEqual(all.slice(0, limit))
        expect(findSlots({ ...search, withPeople: false }).map((slot) => slot.startsAt)).toEqual(times)
        expect(findSlots({ ...search, withPeople: 'first' })).toEqual(
          all.map((slot) => ({ ...slot, personIds: slot.personIds.slice(0, 1) })),
        )
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })

  test('flat pairs of milliseconds mean the same as blocks', () => {
    fc.assert(
      fc.property(searches, (search) => {
        const ms = (at: string | number) => new Date(at).getTime()
        const plain = search.people.map((person) => ({
          ...person,
          busy: (person.busy as BusyBlock[]).map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
        }))
        const pairs = plain.map((person) => ({
          ...person,
          busy: Float64Array.from(person.busy.flatMap((block) => [ms(block.startsAt), ms(block.endsAt)])),
        }))
        expect(findSlots({ ...search, people: pairs })).toEqual(findSlots({ ...search, people: plain }))
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })
})

describe('what is offered can be booked', () => {
  test('isFree accepts every offered start, for each person named, and no other person', () => {
    fc.assert(
      fc.property(searches, (search) => {
        for (const slot of findSlots(search).slice(0, 12)) {
          const free = search.people.filter((person) => isFree(search, person, slot.startsAt))
          expect(free.map((person) => person.id)).toEqual(slot.personIds)
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })

  test('isFree and explainClash give the same verdict at any minute', () => {
    fc.assert(
      fc.property(searches, fc.integer({ min: -1440, max: 2880 }), (search, offset) => {
        const person = search.people[0]!
        const start = new Date(Math.floor(Date.parse(search.now) / MINUTE + offset) * MINUTE).toISOString()
        const rules = {
          ...search,
          intervalMinutes: 1,
          now: '2000-01-01T00:00:00Z',
          noticeMinutes: 0,
          horizonDays: 20_000,
        }
        expect(explainClash(rules, person, start).length === 0).toBe(isFree(rules, person, start))
      }),
      { numRuns: runs },
    )
  })
})
