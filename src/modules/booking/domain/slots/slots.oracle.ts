import { type Opening, weekdays } from '#values/business-hours.ts'
import type { BusyBlock, Slot, SlotPerson, SlotSearch } from './slots.ts'

// Test only. The same rules a second time, as slowly and plainly as they can be said: every minute of every diary
// is marked free or not, and every start is tried. Shares no code with the engine.

const MINUTE = 60_000
const ms = (text: string | number) =>
  typeof text === 'number' ? text : Temporal.Instant.from(text).epochMilliseconds

function wall(day: Temporal.PlainDate, time: string, zone: string): number {
  const [hour, minute] = time.split(':').map(Number)
  const date = hour === 24 ? day.add({ days: 1 }) : day
  const at = date.toPlainDateTime({ hour: hour === 24 ? 0 : hour!, minute: minute! })
  return at.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

function openingsOn(person: SlotPerson, day: Temporal.PlainDate): readonly Opening[] {
  const start = day.toZonedDateTime(person.zone)
  const end = day.add({ days: 1 }).toZonedDateTime(person.zone)
  if (start.epochMilliseconds === end.epochMilliseconds) return []
  const override = person.overrides?.findLast((dated) => dated.day === day.toString())
  return override?.hours ?? person.weekly[weekdays[day.dayOfWeek - 1]!] ?? []
}

/** Which minutes of `[base, base + size)` the person is free in. */
function freeMinutes(
  search: SlotSearch,
  person: SlotPerson,
  from: number,
  base: number,
  size: number,
): boolean[] {
  const free = Array.from({ length: size }, () => false)
  const mark = (start: number, end: number, value: boolean) => {
    for (let i = Math.max(0, Math.floor((start - base) / MINUTE)); i < size; i++) {
      const minute = base + i * MINUTE
      if (minute >= end) break
      if (minute + MINUTE > start) free[i] = value
    }
  }
  let day = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(person.zone)
    .toPlainDate()
    .subtract({ days: 2 })
  for (; wall(day, '00:00', person.zone) < base + size * MINUTE; day = day.add({ days: 1 })) {
    for (const opening of openingsOn(person, day)) {
      const closes = opening.to <= opening.from ? day.add({ days: 1 }) : day
      mark(wall(day, opening.from, person.zone), wall(closes, opening.to, person.zone), true)
    }
  }
  for (const block of person.busy as readonly BusyBlock[]) {
    if (ms(block.endsAt) <= ms(block.startsAt)) continue
    const before = search.bufferAfterMinutes + (block.travelBeforeMinutes ?? 0)
    const after = search.bufferBeforeMinutes + (block.travelAfterMinutes ?? 0)
    mark(ms(block.startsAt) - before * MINUTE, ms(block.endsAt) + after * MINUTE, false)
  }
  return free
}

function onGrid(at: number, zone: string, grid: number): boolean {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).minute % grid === 0
}

/** Starts of each run of free minutes: the first on the grid, then one every interval. */
function startsIn(free: boolean[], search: SlotSearch, base: number, earliest: number): Set<number> {
  const grid = [60, 30, 20, 15, 10, 5, 1].find((size) => search.intervalMinutes % size === 0)!
  const usable = free.map((isFree, i) => isFree && base + i * MINUTE >= earliest)
  const starts = new Set<number>()
  for (let i = 0; i < usable.length; i++) {
    if (!usable[i] || usable[i - 1]) continue
    let end = i
    while (usable[end]) end++
    let start = i
    while (start < end && !onGrid(base + start * MINUTE, search.gridZone, grid)) start++
    for (; start + search.durationMinutes <= end; start += search.intervalMinutes) starts.add(start)
  }
  return starts
}

/** What `findSlots` must answer, minute by minute. */
export function slotsByMinutes(search: SlotSearch): Slot[] {
  const edge = (text: string) =>
    text.length > 10
      ? ms(text)
      : Temporal.PlainDate.from(text).toZonedDateTime(search.gridZone).epochMilliseconds
  const now = ms(search.now)
  const earliest = now + search.noticeMinutes * MINUTE
  const latest = now + search.horizonDays * 24 * 60 * MINUTE
  const from = Math.max(edge(search.window.from), Math.ceil(earliest / MINUTE) * MINUTE)
  const to = edge(search.window.to)
  if (to <= from || latest < from || search.people.length === 0) return []
  const base = Math.floor(from / MINUTE) * MINUTE - 4 * 1440 * MINUTE
  const size = Math.ceil((to - base) / MINUTE) + search.durationMinutes + 3 * 1440
  const diaries = search.people.map((person) => freeMinutes(search, person, from, base, size))
  const together = diaries[0]!.map((_, i) => diaries.every((free) => free[i]))
  const series = (search.mode === 'all' ? [together] : diaries).map((free) =>
    startsIn(free, search, base, earliest),
  )

  const slots: Slot[] = []
  for (let i = 0; i < size; i++) {
    const start = base + i * MINUTE
    if (start < from || start >= to || start > latest) continue
    if (!series.some((starts) => starts.has(i))) continue
    const able = diaries.map((free) => free.slice(i, i + search.durationMinutes).every(Boolean))
    const iso = (at: number) => new Date(at).toISOString()
    slots.push({
      startsAt: iso(start),
      endsAt: iso(start + search.durationMinutes * MINUTE),
      personIds: search.people.filter((_, p) => able[p]).map((person) => person.id),
    })
  }
  return slots
}
