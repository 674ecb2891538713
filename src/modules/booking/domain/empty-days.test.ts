import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, startOfDay } from '#values/zone.ts'
import { countByDay, explainEmptyDays } from './empty-days.ts'
import { explainDay } from './slots/explain.ts'
import { findSlots, type SlotSearch } from './slots/slots.ts'

const opening = [{ from: '09:00', to: '12:00' }]
const weekly = { monday: opening, tuesday: opening, thursday: opening, friday: opening }
const FROM = '2027-03-25'
const DAYS = 12

test('says of every empty day exactly what the engine says of it, over a clock change', () => {
  const hour = 3_600_000
  const base = Date.parse(startOfDay('Europe/London', FROM))
  const visit = fc.record({ at: fc.nat(DAYS * 24), hours: fc.integer({ min: 1, max: 30 }) })
  const person = fc.record({
    visits: fc.array(visit, { maxLength: 30 }),
    closed: fc.option(fc.nat(DAYS - 1)),
  })
  const scene = fc.record({
    people: fc.array(person, { minLength: 1, maxLength: 3 }),
    now: fc.integer({ min: -100, max: DAYS * 24 }),
    noticeMinutes: fc.nat(4000),
    horizonDays: fc.integer({ min: 1, max: 20 }),
    durationMinutes: fc.constantFrom(60, 150, 200),
  })
  fc.assert(
    fc.property(scene, ({ people, now, ...rules }) => {
      const search: Omit<SlotSearch, 'window'> = {
        ...rules,
        ...{ intervalMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 10, mode: 'any' },
        gridZone: 'Europe/London',
        now: new Date(base + now * hour).toISOString(),
        people: people.map(({ visits, closed }, index) => ({
          id: String(index),
          zone: 'Europe/London',
          weekly,
          overrides: closed === null ? [] : [{ day: addDays(FROM, closed), hours: [] }],
          busy: visits.map(({ at, hours }) => ({
            startsAt: base + at * hour,
            endsAt: base + (at + hours) * hour,
          })),
        })),
      }
      const window = { from: FROM, to: addDays(FROM, DAYS) }
      const slots = findSlots({ ...search, window })
      const counts = countByDay(slots, { fromDay: FROM, days: DAYS, zone: 'Europe/London' })
      const empty = counts.filter(({ free }) => free === 0).map(({ day }) => day)
      const reasons = explainEmptyDays(search, empty)
      for (const { day, free } of counts) {
        const expected = explainDay({ ...search, window }, day)
        expect(free > 0 ? undefined : reasons.get(day), day).toBe(expected)
      }
      expect(counts.reduce((sum, { free }) => sum + free, 0)).toBe(slots.length)
    }),
    { numRuns: 300 },
  )
})

test('no days, no reasons', () => {
  expect(explainEmptyDays({} as Omit<SlotSearch, 'window'>, []).size).toBe(0)
})
