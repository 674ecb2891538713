import { expect, test } from 'vitest'
import { afterOpenMs, isOpenAt, openMsBetween } from '#values/business-hours.ts'
import { officeClock } from './clock.ts'
import { openingHours } from './office.ts'
import { chanceOf } from './random.ts'

const schedule = {
  zone: 'Europe/London',
  weekly: openingHours,
  overrides: [{ day: '2026-05-25', hours: [] }],
}
const from = Date.parse('2026-03-01T00:00:00Z')
const to = Date.parse('2026-11-15T00:00:00Z')
const clock = officeClock(schedule, from, to)

test('the clock of the history agrees with the product’s own rule of business hours, over both clock changes', () => {
  const chance = chanceOf(3)
  for (let i = 0; i < 3_000; i++) {
    const start = from + Math.floor(chance.next() * (to - from - 20 * 86_400_000))
    const end = start + Math.floor(chance.next() * 12 * 86_400_000)
    const ms = Math.floor(chance.next() * 100 * 3_600_000) + 1
    expect(clock.openMs(start, end)).toBe(openMsBetween(schedule, start, end))
    expect(clock.isOpen(start)).toBe(isOpenAt(schedule, start))
    expect(clock.after(start, ms)).toBe(afterOpenMs(schedule, start, ms))
  }
})

test('looking back, so much business time has passed since the answer', () => {
  const chance = chanceOf(4)
  for (let i = 0; i < 1_000; i++) {
    const end = from + 30 * 86_400_000 + Math.floor(chance.next() * (to - from - 60 * 86_400_000))
    const ms = Math.floor(chance.next() * 20 * 3_600_000)
    const start = clock.before(end, ms)
    expect(start).toBeLessThanOrEqual(end)
    expect(clock.openMs(start, end)).toBe(ms)
  }
})
