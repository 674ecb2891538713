import { type Opening, type WeeklyHours, weekdays } from '#values/business-hours.ts'
import { addDays, epochDay, weekdayIndex } from '#values/zone.ts'
import { openingMinutes } from './openings.ts'

/** One day of a week as it is worked. */
export interface WorkDay {
  /** `2026-11-28` */
  day: string
  openings: readonly Opening[]
  /** What differs from the weekly hours: an exception's reason, or the name of the closed day. */
  exception: string | null
}

interface WeekFacts {
  weekly: WeeklyHours
  overrides: readonly { day: string; hours: readonly Opening[]; reason: string }[]
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -weekdayIndex(epochDay(day)))
}

/** The seven days from a Monday on: weekly hours, closed days of the house, and exceptions, which win. */
export function workWeek(
  person: WeekFacts,
  monday: string,
  holidays: readonly { day: string; name: string }[] = [],
): WorkDay[] {
  return weekdays.map((weekday, index): WorkDay => {
    const day = addDays(monday, index)
    const override = person.overrides.find((one) => one.day === day)
    if (override) return { day, openings: override.hours, exception: override.reason || 'Exception' }
    const holiday = holidays.find((one) => one.day === day)
    if (holiday) return { day, openings: [], exception: holiday.name }
    return { day, openings: person.weekly[weekday], exception: null }
  })
}

/** Minutes of work in those days, by the clock. */
export function workMinutes(days: readonly WorkDay[]): number {
  return days.reduce(
    (sum, { openings }) => sum + openings.reduce((minutes, opening) => minutes + openingMinutes(opening), 0),
    0,
  )
}
