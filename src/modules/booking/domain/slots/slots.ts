import type { Schedule } from '#values/business-hours.ts'
import { segmentAt } from '#values/zone.ts'
import { bothFree, freeStretches, hoursOf } from './free-time.ts'
import { isoOfMinute, minuteCeil, minuteFloor } from './minutes.ts'
import { ceilToGrid, type Plan, planOf, windowMinutes } from './plan.ts'
import { isSameSchedule } from './same-schedule.ts'

/** What decides whether a visit may start at an instant, besides the diaries. Minutes are real minutes. */
export interface SlotRules {
  /** ISO instant; comes from outside, since the engine has no clock. */
  now: string
  durationMinutes: number
  /** Time between two starts of the same free stretch. */
  intervalMinutes: number
  /** No start sooner than this after now. */
  noticeMinutes: number
  /** No start later than this many times 24 hours after now. */
  horizonDays: number
  /** Time kept free before and after the new visit; added to travel. */
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  /** IANA zone whose full hours the starts are aligned to. */
  gridZone: string
}

/** Starts are searched in `[from, to)`: ISO instants, or days (`2026-11-28`) of the grid's zone. */
export interface SlotWindow {
  from: string
  to: string
}

/** Time that is taken. Instants are ISO text or epoch milliseconds; blocks may overlap and come in any order. */
export interface BusyBlock {
  startsAt: string | number
  endsAt: string | number
  /** Minutes on the road from the new visit to this block. */
  travelBeforeMinutes?: number
  /** Minutes on the road from this block to the new visit. */
  travelAfterMinutes?: number
  /** Whatever the caller wants to find again in `explainClash`. */
  ref?: string
}

/** Busy blocks, or flat pairs `[start, end, start, end, …]` in epoch milliseconds. */
export type Busy = readonly BusyBlock[] | Float64Array

/** One diary: hours on the clocks of a zone, dated overrides, and what is taken. */
export interface SlotPerson extends Schedule {
  id: string
  busy: Busy
}

/**
 * `any`: one of the people does the visit, a start is offered when somebody can take it whole.
 * `all`: they go together, a start is offered when everybody is free.
 */
export interface SlotSearch extends SlotRules {
  window: SlotWindow
  people: readonly SlotPerson[]
  mode: 'any' | 'all'
  /** Whom each slot names: everybody who can take it (the default), the first in the order given, or nobody. */
  withPeople?: 'all' | 'first' | false
  /** At most this many slots, the earliest ones. */
  limit?: number
}

/** A start that is offered, in ISO, and who can take it. */
export interface Slot {
  startsAt: string
  endsAt: string
  personIds: readonly string[]
}

const NOBODY: readonly string[] = []

/**
 * Every start in the window at which the visit fits, in order of time.
 *
 * A free stretch is open time less widened busy time (`freeStretches`), cut at now plus notice. Its first start is
 * rounded up to a multiple of the grid past the hour (`gridMinutes`), further starts follow every interval, and
 * each must end within the stretch. The window bounds only the starts: a stretch running at its edge keeps the
 * starts that it has in a wider window, as long as it began within the two local days before.
 */
export function findSlots(search: SlotSearch): Slot[] {
  const plan = planOf(search, ...windowMinutes(search.window, search.gridZone))
  const limit = search.limit ?? Infinity
  const [first, ...others] = search.people
  if (plan.to <= plan.from || !first || limit < 1) return []
  if (search.mode === 'any' && others.length > 0) return slotsOfAny(search, plan, limit)

  let free = Array.from(freeStretches(first, plan))
  for (const person of others) free = bothFree(free, freeStretches(person, plan), plan.duration)
  const ids = search.people.map((person) => person.id)
  return slotsOfStretches(free, plan, limit, named(ids, search.withPeople))
}

function named(ids: string[], withPeople: SlotSearch['withPeople']): readonly string[] {
  if (withPeople === false) return NOBODY
  return withPeople === 'first' ? ids.slice(0, 1) : ids
}

function slotsOfStretches(
  free: readonly number[],
  plan: Plan,
  limit: number,
  personIds: readonly string[],
): Slot[] {
  const slots: Slot[] = []
  for (let i = 0; i < free.length; i += 2) {
    const last = Math.min(free[i + 1]! - plan.duration, plan.to - 1)
    for (let start = firstStart(free[i]!, plan); start <= last; start += plan.interval) {
      slots.push({ startsAt: isoOfMinute(start), endsAt: isoOfMinute(start + plan.duration), personIds })
      if (slots.length >= limit) return slots
    }
  }
  return slots
}

/** The first start of a free stretch that is not before the search. */
function firstStart(stretchFrom: number, plan: Plan): number {
  const start = ceilToGrid(plan, stretchFrom)
  if (start >= plan.from) return start
  return start + Math.ceil((plan.from - start) / plan.interval) * plan.interval
}

/**
 * The union over people without a list per start: each free stretch flips the person's bit where it begins and
 * where it ends, and one pass over the possible starts keeps the set of people who are free.
 */
function slotsOfAny(search: SlotSearch, plan: Plan, limit: number): Slot[] {
  const { people } = search
  const cell = plan.isSteady ? plan.grid : 1
  const base = cell === 1 ? plan.from : ceilToGrid(plan, plan.from)
  const cells = Math.max(0, Math.ceil((plan.to - base) / cell))
  const perCell = 1 / cell
  const words = (people.length + 31) >> 5
  const flips = new Int32Array((cells + 1) * words)
  // With an interval wider than the cells, being free at a start does not mean that the start is offered.
  const offered = plan.interval === cell ? undefined : new Uint8Array(cells)
  let hours: number[] = []
  for (let p = 0; p < people.length; p++) {
    const person = people[p]!
    if (p === 0 || !isSameSchedule(person, people[p - 1]!)) hours = hoursOf(person, plan)
    const free = freeStretches(person, plan, hours)
    for (let i = 0; i < free.length; i += 2) {
      const last = Math.min(free[i + 1]! - plan.duration, plan.to - 1)
      const stretchFrom = free[i]! < base ? base : free[i]!
      if (last < stretchFrom) continue
      // Half a minute more keeps the product of whole numbers clear of rounding; dividing costs twice as much.
      const fromCell = ((stretchFrom - base + cell - 0.5) * perCell) | 0
      const toCell = ((last - base + 0.5) * perCell) | 0
      if (toCell < fromCell) continue
      flips[fromCell * words + (p >> 5)]! ^= 1 << (p & 31)
      flips[(toCell + 1) * words + (p >> 5)]! ^= 1 << (p & 31)
      if (!offered) continue
      for (let start = firstStart(free[i]!, plan); start <= last; start += plan.interval) {
        offered[(start - base) / cell] = 1
      }
    }
  }
  return slotsOfFlips({ search, plan, limit, cell, base, cells, words, flips, offered })
}

interface Flips {
  search: SlotSearch
  plan: Plan
  limit: number
  cell: number
  base: number
  cells: number
  words: number
  flips: Int32Array
  offered: Uint8Array | undefined
}

function slotsOfFlips({ search, plan, limit, cell, base, cells, words, flips, offered }: Flips): Slot[] {
  const ids = search.people.map((person) => person.id)
  const withPeople = search.withPeople ?? 'all'
  const freeNow = new Int32Array(words)
  const slots: Slot[] = []
  for (let c = 0, at = 0; c < cells && slots.length < limit; c++) {
    let anybody = 0
    for (let w = 0; w < words; w++) anybody |= freeNow[w]! ^= flips[at++]!
    if (anybody === 0 || (offered && offered[c] === 0)) continue
    const start = base + c * cell
    slots.push({
      startsAt: isoOfMinute(start),
      endsAt: isoOfMinute(start + plan.duration),
      personIds: withPeople === false ? NOBODY : idsIn(freeNow, ids, withPeople === 'first'),
    })
  }
  return slots
}

function idsIn(bits: Int32Array, ids: readonly string[], onlyFirst: boolean): string[] {
  const found: string[] = []
  for (let w = 0; w < bits.length; w++) {
    for (let rest = bits[w]!; rest !== 0; rest &= rest - 1) {
      found.push(ids[w * 32 + 31 - Math.clz32(rest & -rest)]!)
      if (onlyFirst) return found
    }
  }
  return found
}

/**
 * Whether the person may take a visit at this very start: it fits, obeys notice and horizon, and is aligned to the
 * grid. True for every start that `findSlots` offers under the same rules, at booking time as at search time.
 * With `intervalMinutes: 1` any minute is aligned.
 */
export function isFree(rules: SlotRules, person: SlotPerson, startsAt: string): boolean {
  const start = minuteFloor(startsAt)
  if (start !== minuteCeil(startsAt)) return false
  const plan = planOf(rules, start, start + 1)
  if (plan.from !== start || plan.to <= start || !isAligned(plan, start)) return false
  const free = freeStretches(person, plan)
  for (let i = 0; i < free.length; i += 2) {
    if (free[i]! <= start && start + plan.duration <= free[i + 1]!) return true
  }
  return false
}

/** Starts that follow by interval keep their rhythm over a clock change, so the offsets before count as well. */
function isAligned({ table, grid }: Plan, start: number): boolean {
  const now = segmentAt(table, start)
  return table.offsets.slice(Math.max(0, now - 2), now + 1).some((offset) => (start + offset) % grid === 0)
}

/** The `count` slots whose starts are nearest to the wanted instant (earlier first on a tie), in order of time. */
export function nearest<S extends Slot>(slots: readonly S[], wanted: string, count = 3): S[] {
  const at = minuteFloor(wanted)
  return slots
    .map((slot) => ({ slot, start: minuteFloor(slot.startsAt) }))
    .sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at) || a.start - b.start)
    .slice(0, count)
    .sort((a, b) => a.start - b.start)
    .map(({ slot }) => slot)
}
