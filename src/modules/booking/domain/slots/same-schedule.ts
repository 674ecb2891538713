import { type Opening, type Schedule, weekdays } from '#values/business-hours.ts'

/** Whether two people work the same hours, however often these were read: most of a team does. */
export function isSameSchedule(a: Schedule, b: Schedule): boolean {
  return a.zone === b.zone && isSameWeek(a.weekly, b.weekly) && areSameOverrides(a.overrides, b.overrides)
}

function isSameWeek(a: Schedule['weekly'], b: Schedule['weekly']): boolean {
  return a === b || weekdays.every((weekday) => areSameOpenings(a[weekday], b[weekday]))
}

function areSameOverrides(a: Schedule['overrides'] = [], b: Schedule['overrides'] = []): boolean {
  if (a === b) return true
  return (
    a.length === b.length &&
    a.every(({ day, hours }, i) => day === b[i]!.day && areSameOpenings(hours, b[i]!.hours))
  )
}

function areSameOpenings(a: readonly Opening[] = [], b: readonly Opening[] = []): boolean {
  if (a === b) return true
  return a.length === b.length && a.every(({ from, to }, i) => from === b[i]!.from && to === b[i]!.to)
}
