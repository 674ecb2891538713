import { z } from 'zod'
import {
  epochDay,
  firstMinuteOfDay,
  segmentAt,
  wallToMinute,
  weekdayIndex,
  type ZoneTable,
  zoneTable,
} from './zone.ts'

const hourText = /^([01]\d|2[0-3]):[0-5]\d$/

/** A time on the clock: `09:30`, from `00:00` to `23:59`. */
export const WallTime = z.string().regex(hourText, 'Use a time such as 09:30.')
export type WallTime = string

/** A closing time: like a wall time, and `24:00` for the end of the day. */
export const WallEnd = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Use a time such as 17:30 or 24:00.')

/** One opening. An end at or before its start runs into the next local day. */
export const Opening = z.object({ from: WallTime, to: WallEnd })
export type Opening = z.infer<typeof Opening>

const DayHours = z.array(Opening).max(12, 'A day has at most 12 openings.')

/** The days of a week in order; Monday first, as `weekdayIndex` counts. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

/** Hours by weekday in wall-clock time. A day without openings is closed. */
export const WeeklyHours = z.object({
  monday: DayHours.default([]),
  tuesday: DayHours.default([]),
  wednesday: DayHours.default([]),
  thursday: DayHours.default([]),
  friday: DayHours.default([]),
  saturday: DayHours.default([]),
  sunday: DayHours.default([]),
})
export type WeeklyHours = z.infer<typeof WeeklyHours>

/** Hours for one date instead of the weekday's; no openings means closed. The last one given for a day counts. */
export const DayOverride = z.object({
  day: z.iso.date({ error: 'Use a date such as 2026-11-28.' }),
  hours: DayHours,
})
export type DayOverride = z.infer<typeof DayOverride>

/** When somebody or something is open: weekly hours and dated overrides on the clocks of one zone. */
export interface Schedule {
  zone: string
  weekly: Partial<Readonly<Record<Weekday, readonly Opening[]>>>
  overrides?: readonly { day: string; hours: readonly Opening[] }[]
}

/** Minutes after midnight of `HH:MM`; `24:00` is 1440. */
export function minutesOfWall(time: string): number {
  return (
    (time.charCodeAt(0) - 48) * 600 +
    (time.charCodeAt(1) - 48) * 60 +
    (time.charCodeAt(3) - 48) * 10 +
    time.charCodeAt(4) -
    48
  )
}

function minutesOfOpenings(openings: readonly Opening[] | undefined): number[] {
  const flat: number[] = []
  if (openings === undefined) return flat
  for (let i = 0; i < openings.length; i++) {
    const start = minutesOfWall(openings[i]!.from)
    const end = minutesOfWall(openings[i]!.to)
    flat.push(start, end <= start ? end + 1440 : end)
  }
  return flat
}

/**
 * The open time around `[from, to)` as flat pairs of epoch minutes `[open, close, open, close, …]`: sorted,
 * disjoint, overlapping and touching openings joined. It reaches back to two local days before `from`, so an
 * opening that is running at `from` has its true start, and forward to the end of the openings of `to`'s day.
 *
 * Both ends of an opening are the first instance of their wall time, moved forward by the gap if a clock change
 * skips them, and all real time between them is open: `00:00`–`24:00` on the autumn day is 25 hours. A date that
 * the zone never had (Apia, 30 December 2011) has no hours.
 */
export function openMinutes(schedule: Schedule, from: number, to: number): number[] {
  const table = zoneTable(schedule.zone, from - 7200, to + 7200)
  const first = segmentAt(table, from - 5760)
  const offset = table.offsets[first]!
  const isSteady = (table.starts[first + 1] ?? Infinity) > to + 5760
  const offsetAt = (minute: number) => (isSteady ? offset : table.offsets[segmentAt(table, minute)]!)
  const firstDay = Math.floor((from + offsetAt(from)) / 1440) - 2
  const lastDay = Math.floor((to + offsetAt(to)) / 1440)
  const week = weekdays.map((weekday) => minutesOfOpenings(schedule.weekly[weekday]))
  const dated = datedOpenings(schedule)

  const pairs: number[] = []
  for (let day = firstDay, weekday = weekdayIndex(firstDay); day <= lastDay; day++) {
    const openings = dated?.get(day) ?? week[weekday]!
    weekday = weekday === 6 ? 0 : weekday + 1
    if (openings.length === 0) continue
    const midnight = day * 1440
    if (isSteady) {
      for (let i = 0; i < openings.length; i += 2) {
        pairs.push(midnight + openings[i]! - offset, midnight + openings[i + 1]! - offset)
      }
    } else if (dayExists(table, day)) {
      for (let i = 0; i < openings.length; i += 2) {
        const open = wallToMinute(table, midnight + openings[i]!)
        const close = wallToMinute(table, midnight + openings[i + 1]!)
        if (close > open) pairs.push(open, close)
      }
    }
  }
  return joinPairs(pairs)
}

function datedOpenings({ overrides = [] }: Schedule): Map<number, number[]> | undefined {
  if (overrides.length === 0) return undefined
  return new Map(overrides.map(({ day, hours }) => [epochDay(day), minutesOfOpenings(hours)]))
}

function dayExists(table: ZoneTable, day: number): boolean {
  return firstMinuteOfDay(table, day) < firstMinuteOfDay(table, day + 1)
}

/** Sorts flat pairs by start if needed and joins those that overlap or touch, in place. */
function joinPairs(pairs: number[]): number[] {
  let sorted = pairs
  for (let i = 2; i < pairs.length; i += 2) {
    if (pairs[i]! >= pairs[i - 2]!) continue
    const order = Array.from({ length: pairs.length / 2 }, (_, pair) => pair * 2)
    order.sort((a, b) => pairs[a]! - pairs[b]!)
    sorted = order.flatMap((pair) => [pairs[pair]!, pairs[pair + 1]!])
    break
  }
  let last = 0
  for (let i = 2; i < sorted.length; i += 2) {
    if (sorted[i]! <= sorted[last + 1]!) {
      if (sorted[i + 1]! > sorted[last + 1]!) sorted[last + 1] = sorted[i + 1]!
    } else {
      last += 2
      sorted[last] = sorted[i]!
      sorted[last + 1] = sorted[i + 1]!
    }
  }
  sorted.length = Math.min(sorted.length, last + 2)
  return sorted
}

const MINUTE = 60_000

/** Whether the schedule is open at an instant in epoch milliseconds. */
export function isOpenAt(schedule: Schedule, at: number): boolean {
  return openMsBetween(schedule, at, at + 1) > 0
}

/** Open time between two instants in epoch milliseconds, in milliseconds; 0 when `to` is not after `from`. */
export function openMsBetween(schedule: Schedule, from: number, to: number): number {
  if (to <= from) return 0
  const pairs = openMinutes(schedule, Math.floor(from / MINUTE), Math.ceil(to / MINUTE))
  let sum = 0
  for (let i = 0; i < pairs.length; i += 2) {
    const open = Math.max(from, pairs[i]! * MINUTE)
    const close = Math.min(to, pairs[i + 1]! * MINUTE)
    if (close > open) sum += close - open
  }
  return sum
}

/**
 * The instant in epoch milliseconds at which `openMs` of open time have passed since `from`: when a promise
 * counted in business hours falls due. Undefined when the schedule is not open that long within two years.
 */
export function afterOpenMs(schedule: Schedule, from: number, openMs: number): number | undefined {
  let left = openMs
  let at = from
  for (let step = 0; step < 53; step++) {
    const until = at + 14 * 1440 * MINUTE
    const pairs = openMinutes(schedule, Math.floor(at / MINUTE), Math.ceil(until / MINUTE))
    for (let i = 0; i < pairs.length; i += 2) {
      const open = Math.max(at, pairs[i]! * MINUTE)
      const close = Math.min(until, pairs[i + 1]! * MINUTE)
      if (close <= open) continue
      if (left <= close - open) return open + left
      left -= close - open
    }
    at = until
  }
  return undefined
}
