import { weekdays } from '#values/business-hours.ts'
import { addDays, epochDay, startOfDay, weekdayIndex } from '#values/zone.ts'
import { type DayReason, explainDay } from './slots/explain.ts'
import { findSlots, type SlotPerson, type SlotSearch } from './slots/slots.ts'

const NO_VISITS = new Float64Array(0)

/** Slots a day, for consecutive days of the zone; `slots` are in order of time. */
export function countByDay(
  slots: readonly { startsAt: string }[],
  { fromDay, days, zone }: { fromDay: string; days: number; zone: string },
): { day: string; free: number }[] {
  let next = 0
  while (next < slots.length && slots[next]!.startsAt < startOfDay(zone, fromDay)) next++
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(fromDay, index)
    const end = startOfDay(zone, addDays(day, 1))
    const first = next
    while (next < slots.length && slots[next]!.startsAt < end) next++
    return { day, free: next - first }
  })
}

/**
 * Why each of these days has no slot; the same answers as `explainDay`, which would search every diary several times
 * a day. Days that are surely full or closed are told by one search over empty diaries; only those near now and near
 * the horizon are asked for one by one.
 */
export function explainEmptyDays(
  search: Omit<SlotSearch, 'window'>,
  emptyDays: readonly string[],
): Map<string, DayReason> {
  const reasons = new Map<string, DayReason>()
  if (emptyDays.length === 0) return reasons
  const { gridZone: zone } = search
  const open = openDays(search, emptyDays[0]!, emptyDays.at(-1)!)
  const now = Date.parse(search.now)
  const earliest = now + search.noticeMinutes * 60_000
  const last = now + search.horizonDays * 86_400_000
  for (const day of emptyDays) {
    const from = Date.parse(startOfDay(zone, day))
    const to = Date.parse(startOfDay(zone, addDays(day, 1)))
    if (to <= now) reasons.set(day, 'past')
    else if (!open.has(day)) reasons.set(day, isClosedByDate(search.people, day) ? 'holiday' : 'closed')
    else if (from > earliest && to < last) reasons.set(day, 'full')
    else reasons.set(day, explainDay({ ...search, window: { from: day, to: day } }, day) ?? 'full')
  }
  return reasons
}

/** Days between two on which the visit would fit if nobody had anything planned. */
function openDays(search: Omit<SlotSearch, 'window'>, fromDay: string, toDay: string): Set<string> {
  const { gridZone: zone } = search
  const window = { from: fromDay, to: addDays(toDay, 1) }
  const people = distinctSchedules(search.people).map((person) => ({ ...person, busy: NO_VISITS }))
  const anytime = { now: startOfDay(zone, addDays(fromDay, -7)), noticeMinutes: 0, horizonDays: 100_000 }
  const slots = findSlots({ ...search, ...anytime, people, window, withPeople: false })
  const days = epochDay(toDay) - epochDay(fromDay) + 1
  return new Set(
    countByDay(slots, { fromDay, days, zone })
      .filter(({ free }) => free > 0)
      .map(({ day }) => day),
  )
}

function distinctSchedules(people: readonly SlotPerson[]): SlotPerson[] {
  const seen: SlotPerson[] = []
  for (const person of people) {
    const { weekly, overrides, zone } = person
    const isKnown = seen.some(
      (one) => one.weekly === weekly && one.overrides === overrides && one.zone === zone,
    )
    if (!isKnown) seen.push(person)
  }
  return seen
}

function isClosedByDate(people: readonly SlotPerson[], day: string): boolean {
  const weekday = weekdays[weekdayIndex(epochDay(day))]!
  return people.some((person) => {
    const override = person.overrides?.findLast((dated) => dated.day === day)
    return override?.hours.length === 0 && (person.weekly[weekday]?.length ?? 0) > 0
  })
}
