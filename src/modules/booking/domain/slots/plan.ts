import { epochDay, firstMinuteOfDay, segmentAt, type ZoneTable, zoneTable } from '#values/zone.ts'
import { minuteCeil, minuteFloor } from './minutes.ts'
import type { SlotRules, SlotWindow } from './slots.ts'

/** The rules of a search in minutes since 1970, ready for arithmetic. */
export interface Plan {
  /** Starts lie in `[from, to)`. */
  readonly from: number
  readonly to: number
  /** No start before this minute: now plus the notice. Free stretches are cut here, so it moves the grid's first start. */
  readonly earliest: number
  readonly duration: number
  readonly interval: number
  /** Starts are rounded up to a multiple of this past the hour in the grid's zone. */
  readonly grid: number
  readonly before: number
  readonly after: number
  readonly table: ZoneTable
  /** No clock change within the search shifts the grid, so `offset` serves everywhere. */
  readonly isSteady: boolean
  readonly offset: number
}

/** The largest of 60, 30, 20, 15, 10 and 5 minutes that divides the interval, else 1. */
export function gridMinutes(intervalMinutes: number): number {
  return [60, 30, 20, 15, 10, 5].find((minutes) => intervalMinutes % minutes === 0) ?? 1
}

function positive(name: string, minutes: number): number {
  if (Number.isInteger(minutes) && minutes > 0) return minutes
  throw new RangeError(`${name} must be a whole number of minutes above 0, not ${minutes}`)
}

/** Reads the rules for a window of starts in minutes since 1970. Throws RangeError for a duration or interval below 1. */
export function planOf(rules: SlotRules, from: number, to: number): Plan {
  const duration = positive('durationMinutes', rules.durationMinutes)
  const interval = positive('intervalMinutes', rules.intervalMinutes)
  const grid = gridMinutes(interval)
  // `| 0` here and below: JavaScript engines then keep whole numbers all the way, which halves the time of a search.
  const earliest = (minuteCeil(rules.now) + Math.ceil(rules.noticeMinutes)) | 0
  const last = minuteFloor(rules.now) + Math.floor(rules.horizonDays * 1440)
  const first = Math.max(from, earliest) | 0
  const end = Math.max(first, Math.min(to, last + 1)) | 0
  const table = zoneTable(rules.gridZone, first - 7200, end + duration + 7200)
  return {
    from: first,
    to: end,
    earliest,
    duration,
    interval,
    grid,
    before: Math.ceil(rules.bufferBeforeMinutes) | 0,
    after: Math.ceil(rules.bufferAfterMinutes) | 0,
    table,
    isSteady: isSteady(table, grid, first - 7200, end + duration + 7200),
    offset: table.offsets[segmentAt(table, first)]! | 0,
  }
}

function isSteady(table: ZoneTable, grid: number, from: number, to: number): boolean {
  const first = segmentAt(table, from)
  const last = segmentAt(table, to)
  for (let i = first + 1; i <= last; i++) {
    if ((table.offsets[i]! - table.offsets[first]!) % grid !== 0) return false
  }
  return true
}

/** The first minute not before `minute` that is a multiple of the grid past the hour in the grid's zone. */
export function ceilToGrid(plan: Plan, minute: number): number {
  const { grid, table } = plan
  if (grid === 1) return minute
  if (plan.isSteady) return roundUp(minute, plan.offset, grid)
  let from = minute
  for (let i = segmentAt(table, minute); ; i++) {
    const rounded = roundUp(from, table.offsets[i]!, grid)
    const next = table.starts[i + 1]
    if (next === undefined || rounded < next) return rounded
    from = next
  }
}

function roundUp(minute: number, offset: number, grid: number): number {
  const over = (minute + offset) % grid
  if (over === 0) return minute
  return over > 0 ? minute + grid - over : minute - over
}

/** The window in minutes since 1970. Days are days of the grid's zone; `to` is outside, as an instant and as a day. */
export function windowMinutes(window: SlotWindow, gridZone: string): [from: number, to: number] {
  return [edge(window.from, gridZone), edge(window.to, gridZone)]
}

function edge(text: string, zone: string): number {
  if (text.length > 10) return minuteCeil(text)
  const day = epochDay(text)
  return firstMinuteOfDay(zoneTable(zone, day * 1440, day * 1440), day)
}
