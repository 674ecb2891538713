import { minutesOfWall, type Opening, type WeeklyHours, weekdays } from '#values/business-hours.ts'
import type { FieldFault } from '#values/errors.ts'

/** Whether an opening runs past midnight into the next day. */
export function isOvernight({ from, to }: Opening): boolean {
  return to !== '24:00' && minutesOfWall(to) <= minutesOfWall(from)
}

/** Minutes from an opening's start to its end, by the clock. */
export function openingMinutes({ from, to }: Opening): number {
  const length = minutesOfWall(to) - minutesOfWall(from)
  return length > 0 ? length : length + 1440
}

/** What is wrong with the openings of one day: no length, or two that overlap. Empty when all is well. */
export function openingFaults(openings: readonly Opening[], path: (string | number)[]): FieldFault[] {
  return openings.flatMap((one, index): FieldFault[] => {
    if (one.from === one.to) {
      const message = 'Start and end are the same. For the whole day use 00:00 to 24:00.'
      return [{ path: [...path, index, 'to'], message }]
    }
    const clash = openings.slice(0, index).find((other) => overlap(one, other))
    if (!clash) return []
    return [
      {
        path: [...path, index, 'from'],
        message: `This overlaps ${clash.from} to ${clash.to} of the same day.`,
      },
    ]
  })
}

/** The faults of a whole week, each beside its field: `weekly.monday.0.to`. */
export function weeklyFaults(weekly: WeeklyHours): FieldFault[] {
  return weekdays.flatMap((day) => openingFaults(weekly[day], ['weekly', day]))
}

/** The openings of a day in order of their start. */
export function sortedOpenings(openings: readonly Opening[]): Opening[] {
  return [...openings].sort((a, b) => minutesOfWall(a.from) - minutesOfWall(b.from))
}

/** Minutes of work in a week by the clock, for "37 h 30 a week". */
export function weeklyMinutes(weekly: WeeklyHours): number {
  return weekdays.reduce(
    (sum, day) => sum + weekly[day].reduce((minutes, opening) => minutes + openingMinutes(opening), 0),
    0,
  )
}

function overlap(a: Opening, b: Opening): boolean {
  const start = (opening: Opening) => minutesOfWall(opening.from)
  const end = (opening: Opening) => start(opening) + openingMinutes(opening)
  return start(a) < end(b) && start(b) < end(a)
}
