import { openMinutes, weekdays } from '#values/business-hours.ts'
import { epochDay, firstMinuteOfDay, weekdayIndex, zoneTable } from '#values/zone.ts'
import { isAfter, isoOfMinute, minuteCeil, minuteFloor } from './minutes.ts'
import { type BusyBlock, findSlots, type SlotPerson, type SlotRules, type SlotSearch } from './slots.ts'

/**
 * Why a day has no slot. `closed`: no hours, or too short for the visit; `holiday`: closed by a dated override;
 * `past`: over, or no start left today; `notice`: only starts that are too soon; `beyond_horizon`: too far ahead;
 * `full`: open, but taken.
 */
export type DayReason = 'closed' | 'holiday' | 'past' | 'notice' | 'beyond_horizon' | 'full'

const ALWAYS = { noticeMinutes: 0, horizonDays: 100_000 }

/** Why the day (in the grid's zone) offers nothing, or undefined when it has a slot. The search's window is ignored. */
export function explainDay(search: SlotSearch, day: string): DayReason | undefined {
  const table = zoneTable(search.gridZone, epochDay(day) * 1440, epochDay(day) * 1440)
  const from = firstMinuteOfDay(table, epochDay(day))
  const to = firstMinuteOfDay(table, epochDay(day) + 1)
  const window = { from: isoOfMinute(from), to: isoOfMinute(to) }
  const has = (changes: Partial<SlotSearch>) =>
    findSlots({ ...search, window, limit: 1, withPeople: false, ...changes }).length > 0

  if (to <= minuteFloor(search.now)) return 'past'
  if (has({})) return undefined
  const beforeAll = { ...ALWAYS, now: isoOfMinute(from - 10_080) }
  const idle = search.people.map((person) => ({ ...person, busy: [] }))
  if (!has({ ...beforeAll, people: idle })) return isHoliday(search, day) ? 'holiday' : 'closed'
  if (from > minuteFloor(search.now) + search.horizonDays * 1440) return 'beyond_horizon'
  if (!has(beforeAll)) return 'full'
  if (!has(ALWAYS)) return 'past'
  return has({ horizonDays: ALWAYS.horizonDays }) ? 'beyond_horizon' : 'notice'
}

/** Whether a weekday that has hours is closed by an override, for anybody concerned. */
function isHoliday(search: SlotSearch, day: string): boolean {
  const weekday = weekdays[weekdayIndex(epochDay(day))]!
  return search.people.some((person) => {
    const override = person.overrides?.findLast((dated) => dated.day === day)
    return override?.hours.length === 0 && (person.weekly[weekday]?.length ?? 0) > 0
  })
}

/**
 * One reason against a visit at some time. `busy`: another block takes that time; `buffer` and `travel`: there is
 * not enough time between the visit and a block; `outside_hours`: the person does not work then. `from` and `to` are
 * ISO: the block itself, the time that buffer or travel needs beside it, or the part of the visit outside hours.
 */
export interface Clash {
  kind: 'busy' | 'buffer' | 'travel' | 'outside_hours'
  from: string
  to: string
  ref?: string
}

type VisitRules = Pick<SlotRules, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>

/**
 * Everything that speaks against the person taking a visit at this start; empty when nothing does. For moving visits
 * by hand, so notice, horizon and grid do not count. Agrees with `isFree` on hours, busy time, buffers and travel.
 */
export function explainClash(rules: VisitRules, person: SlotPerson, startsAt: string): Clash[] {
  const start = minuteFloor(startsAt)
  const end = minuteCeil(startsAt) + rules.durationMinutes
  const clashes = outsideHours(person, start, end)
  for (const block of blocksOf(person)) {
    const clash = clashWith(block, start, end, rules)
    if (clash) clashes.push(block.ref === undefined ? clash : { ...clash, ref: block.ref })
  }
  return clashes
}

function blocksOf({ busy }: SlotPerson): readonly BusyBlock[] {
  if (!(busy instanceof Float64Array)) return busy
  return Array.from({ length: busy.length >> 1 }, (_, i) => ({
    startsAt: busy[i * 2]!,
    endsAt: busy[i * 2 + 1]!,
  }))
}

function outsideHours(person: SlotPerson, start: number, end: number): Clash[] {
  const hours = openMinutes(person, start, end)
  const clashes: Clash[] = []
  const outside = (from: number, to: number) => {
    if (to > from) clashes.push({ kind: 'outside_hours', from: isoOfMinute(from), to: isoOfMinute(to) })
  }
  let from = start
  for (let i = 0; i < hours.length && from < end; i += 2) {
    if (hours[i + 1]! <= from) continue
    outside(from, Math.min(hours[i]!, end))
    from = hours[i + 1]!
  }
  outside(from, end)
  return clashes
}

function clashWith(block: BusyBlock, start: number, end: number, rules: VisitRules): Clash | undefined {
  const from = minuteFloor(block.startsAt)
  const to = minuteCeil(block.endsAt)
  if (!isAfter(block.endsAt, block.startsAt)) return undefined
  const at = (kind: Clash['kind'], since: number, until: number): Clash => ({
    kind,
    from: isoOfMinute(since),
    to: isoOfMinute(until),
  })
  if (start < to && end > from) return at('busy', from, to)
  const isBefore = end <= from
  const gap = isBefore ? from - end : start - to
  const buffer = Math.ceil(isBefore ? rules.bufferAfterMinutes : rules.bufferBeforeMinutes)
  const travel = Math.ceil((isBefore ? block.travelBeforeMinutes : block.travelAfterMinutes) ?? 0)
  if (gap >= buffer + travel) return undefined
  const kind = gap < buffer ? 'buffer' : 'travel'
  const needed = buffer + travel
  return isBefore ? at(kind, from - needed, from) : at(kind, to, to + needed)
}
