import type { Opening } from '#values/business-hours.ts'
import { addDays } from '#values/zone.ts'

/** Days in a row that differ in the same way. */
export interface Stretch {
  id: string
  day: string
  untilDay: string
  days: number
  hours: readonly Opening[]
  reason: string
}

/** Exceptions, sorted by day, with neighbours of equal hours and reason joined: a holiday is one line. */
export function stretchesOf(
  overrides: readonly { id: string; day: string; hours: readonly Opening[]; reason: string }[],
): Stretch[] {
  const stretches: Stretch[] = []
  for (const { id, day, hours, reason } of overrides) {
    const last = stretches.at(-1)
    const isSame = last && last.reason === reason && JSON.stringify(last.hours) === JSON.stringify(hours)
    if (last && isSame && addDays(last.untilDay, 1) === day) {
      last.untilDay = day
      last.days++
    } else {
      stretches.push({ id, day, untilDay: day, days: 1, hours, reason })
    }
  }
  return stretches
}
