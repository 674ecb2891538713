import { isOpenAt, type Schedule } from '#values/business-hours.ts'
import { addDays, epochDay, localParts, startOfDay, weekdayIndex } from '#values/zone.ts'

const HOUR_MS = 3_600_000

/** An hour of the week on local clocks; Monday is 1. */
export interface HourOfWeek {
  weekday: number
  hour: number
}

/** The first instants of the hours that the clocks show on a day, in epoch milliseconds: 23 to 25 of them. */
export function hoursOfDay(zone: string, day: string): number[] {
  const [from, to] = [Date.parse(startOfDay(zone, day)), Date.parse(startOfDay(zone, addDays(day, 1)))]
  const hours: number[] = []
  for (let at = from; at < to; ) {
    hours.push(at)
    // To the next full hour on the clock, also where clocks change by half an hour.
    const { minute, second } = localParts(zone, at)
    const next = at + HOUR_MS - minute * 60_000 - second * 1000
    at = next > at ? next : at + HOUR_MS
  }
  return hours
}

/** How often each hour of the week has begun on these days until now; keys are `weekday-hour`. */
export function hoursSeen(zone: string, days: readonly string[], now: number): Map<string, number> {
  const seen = new Map<string, number>()
  const add = (weekday: number, hour: number) => {
    const key = `${weekday}-${hour}`
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const plainDays = Array.from({ length: 7 }, () => 0)
  for (const day of days) {
    const [from, to] = [Date.parse(startOfDay(zone, day)), Date.parse(startOfDay(zone, addDays(day, 1)))]
    const weekday = weekdayIndex(epochDay(day))
    if (to - from === 24 * HOUR_MS && to <= now) plainDays[weekday]!++
    else for (const at of hoursOfDay(zone, day)) if (at <= now) add(weekday + 1, localParts(zone, at).hour)
  }
  for (const [weekday, n] of plainDays.entries()) {
    for (let hour = 0; n > 0 && hour < 24; hour++) {
      const key = `${weekday + 1}-${hour}`
      seen.set(key, (seen.get(key) ?? 0) + n)
    }
  }
  return seen
}

/** Average incoming messages for each hour of the week: null where we are closed and nobody wrote, or it has not been. */
export function heatmapOf(
  sums: readonly (HourOfWeek & { incoming: number })[],
  seen: ReadonlyMap<string, number>,
  isOpen: (hour: HourOfWeek) => boolean,
): (HourOfWeek & { value: number | null })[] {
  const sumOf = new Map(sums.map(({ weekday, hour, incoming }) => [`${weekday}-${hour}`, incoming]))
  return Array.from({ length: 7 * 24 }, (_, i) => {
    const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24]
    const times = seen.get(`${weekday}-${hour}`) ?? 0
    const sum = sumOf.get(`${weekday}-${hour}`) ?? 0
    const isNone = times === 0 || (sum === 0 && !isOpen({ weekday, hour }))
    return { weekday, hour, value: isNone ? null : Math.round((sum / times) * 100) / 100 }
  })
}

/** Whether an hour of the week is open at all in the usual week (closed days aside). */
export function openHours(weekly: Schedule['weekly']): (hour: HourOfWeek) => boolean {
  // A week without clock changes stands for all: the hours are those of the clock.
  const schedule = { zone: 'UTC', weekly }
  const monday = Date.parse('2026-01-05T00:00:00Z')
  return ({ weekday, hour }) => {
    const from = monday + ((weekday - 1) * 24 + hour) * HOUR_MS
    return [0, 15, 30, 45].some((minutes) => isOpenAt(schedule, from + minutes * 60_000))
  }
}

/**
 * Marks the highest of a row of values: those above the mean by one and a half standard deviations, at least the
 * highest itself. A row without any ups and downs has no peak.
 */
export function peaksOf(values: readonly (number | null)[]): boolean[] {
  const known = values.filter((value) => value !== null)
  const most = Math.max(...known, Number.NEGATIVE_INFINITY)
  const mean = known.reduce((sum, value) => sum + value, 0) / (known.length || 1)
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length || 1))
  const bound = Math.min(most, mean + 1.5 * spread)
  return values.map((value) => value !== null && spread > 0 && value >= bound)
}
