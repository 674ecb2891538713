import { z } from 'zod'

const MINUTE = 60_000
const DAY = 86_400_000
const MAX_INSTANT = 8.64e15

/**
 * Offsets of one zone over a span of time. Segment `i` runs from `starts[i]` to `starts[i + 1]`.
 * `starts` are epoch minutes and `offsets` minutes east of UTC; whole minutes since the last zone left
 * sub-minute offsets in 1972.
 */
export interface ZoneTable {
  /** Epoch minutes between which the table is right. */
  readonly from: number
  readonly to: number
  readonly starts: readonly number[]
  readonly offsets: readonly number[]
}

const tables = new Map<string, ZoneTable>()
const LONGEST_TABLE = 60 * 366 * 1440

/** The zone's offsets from two days before `from` to two days after `to` (epoch minutes). Kept per zone. */
export function zoneTable(zone: string, from: number, to: number): ZoneTable {
  const known = tables.get(zone)
  if (known && from - 2880 >= known.from && to + 2880 <= known.to) return known
  let first = from - 400 * 1440
  let last = to + 800 * 1440
  if (known && Math.max(last, known.to) - Math.min(first, known.from) <= LONGEST_TABLE) {
    first = Math.min(first, known.from)
    last = Math.max(last, known.to)
  }
  const table = buildTable(zone, first, last)
  tables.set(zone, table)
  return table
}

function buildTable(zone: string, from: number, to: number): ZoneTable {
  const clamp = (minute: number) => Math.max(-MAX_INSTANT, Math.min(MAX_INSTANT, minute * MINUTE))
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(
    clamp(from),
  ).toZonedDateTimeISO(zone)
  const starts = [from]
  const offsets = [offsetMinutesOf(at)]
  for (at = at.getTimeZoneTransition('next'); at; at = at.getTimeZoneTransition('next')) {
    const minute = Math.round(at.epochMilliseconds / MINUTE)
    if (minute >= to) break
    if (offsetMinutesOf(at) === offsets.at(-1)) continue
    starts.push(minute)
    offsets.push(offsetMinutesOf(at))
  }
  return { from, to, starts, offsets }
}

function offsetMinutesOf(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 60e9)
}

/** Index of the segment that holds an epoch minute. */
export function segmentAt(table: ZoneTable, minute: number): number {
  let low = 0
  let high = table.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (table.starts[middle]! <= minute) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * The epoch minute of a wall-clock minute (days since 1970 × 1440 + minute of the day). A wall time that a
 * clock change skips moves forward by the gap; one that happens twice means its first instance.
 * Same as `disambiguation: 'compatible'` of Temporal.
 */
export function wallToMinute(table: ZoneTable, wall: number): number {
  const { starts, offsets } = table
  // Offsets differ by no more than 26 hours, so the segment two days before is at or before the one wanted.
  let index = segmentAt(table, wall - 2880)
  while (index + 1 < starts.length && wall >= starts[index + 1]! + offsets[index]!) index++
  const skipped = index > 0 && wall < starts[index]! + offsets[index]!
  return wall - offsets[skipped ? index - 1 : index]!
}

/** The first epoch minute of a local day (days since 1970), also where midnight itself is skipped. */
export function firstMinuteOfDay(table: ZoneTable, day: number): number {
  const wall = day * 1440
  const minute = wallToMinute(table, wall)
  const index = segmentAt(table, minute)
  const skipped = index > 0 && minute + table.offsets[index]! !== wall
  return skipped ? table.starts[index]! : minute
}

/** Days since 1970 of `2026-11-28`. */
export function epochDay(day: string): number {
  const at = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
  return at / DAY
}

/** `2026-11-28` of days since 1970. */
export function dayOf(epochDays: number): string {
  return new Date(epochDays * DAY).toISOString().slice(0, -14)
}

/** The day `count` days later (earlier when negative): `addDays('2026-02-28', 1)` is `2026-03-01`. */
export function addDays(day: string, count: number): string {
  return dayOf(epochDay(day) + count)
}

/** Monday is 0, Sunday is 6. Takes days since 1970. */
export function weekdayIndex(epochDays: number): number {
  return (((epochDays + 3) % 7) + 7) % 7
}

/** Minutes east of UTC that the zone's clocks show at an instant (ISO or epoch ms). */
export function offsetMinutesAt(zone: string, instant: string | number): number {
  const minute = Math.floor(toEpochMs(instant) / MINUTE)
  const table = zoneTable(zone, minute, minute)
  return table.offsets[segmentAt(table, minute)]!
}

/**
 * The instant at which clocks in the zone show `time` (`HH:MM`, up to `24:00`) on `day`, in ISO.
 * Skipped wall times move forward by the gap, repeated ones mean the first instance.
 */
export function instantOfWall(zone: string, day: string, time = '00:00'): string {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const wall = epochDay(day) * 1440 + minutes
  return new Date(wallToMinute(zoneTable(zone, wall, wall), wall) * MINUTE).toISOString()
}

/** The instant in ISO at which a local day begins: the first that has this date, even if midnight is skipped. */
export function startOfDay(zone: string, day: string): string {
  const days = epochDay(day)
  return new Date(firstMinuteOfDay(zoneTable(zone, days * 1440, days * 1440), days) * MINUTE).toISOString()
}

/** What clocks and calendars in the zone show at an instant. */
export interface LocalParts {
  /** `2026-11-28` */
  day: string
  /** `09:30` */
  time: string
  hour: number
  minute: number
  second: number
  /** 0 is Monday, 6 is Sunday. */
  weekday: number
  offsetMinutes: number
}

/** What clocks and calendars in the zone show at an instant (ISO or epoch ms). */
export function localParts(zone: string, instant: string | number): LocalParts {
  const ms = toEpochMs(instant)
  const offsetMinutes = offsetMinutesAt(zone, ms)
  const local = new Date(ms + offsetMinutes * MINUTE)
  const text = local.toISOString()
  return {
    day: text.slice(0, -14),
    time: text.slice(-13, -8),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: (local.getUTCDay() + 6) % 7,
    offsetMinutes,
  }
}

/** The local day at an instant (ISO or epoch ms): `2026-11-28`. */
export function localDay(zone: string, instant: string | number): string {
  return localParts(zone, instant).day
}

function toEpochMs(instant: string | number): number {
  return typeof instant === 'number' ? instant : Temporal.Instant.from(instant).epochMilliseconds
}

/** Whether this is an IANA zone that this machine knows. Bare offsets such as `+01:00` are not zones. */
export function isValidZone(zone: string): boolean {
  return canonicalZone(zone) !== undefined
}

function canonicalZone(zone: string): string | undefined {
  if (!/^[A-Za-z]/.test(zone)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId
  } catch {
    return undefined
  }
}

/** An IANA zone in its usual spelling: `europe/london` becomes `Europe/London`. */
export const Zone = z
  .string({ error: 'Choose a time zone.' })
  .trim()
  .transform((text, ctx) => {
    const zone = canonicalZone(text)
    if (zone) return zone
    ctx.addIssue({ code: 'custom', message: 'This is not a time zone. Use one such as Europe/London.' })
    return z.NEVER
  })
export type Zone = string
