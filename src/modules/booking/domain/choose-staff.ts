import { localDay } from '#values/zone.ts'
import type { BusyBlock } from './slots/slots.ts'

/** How well a person suits a visit. */
export interface StaffLoad {
  /** Minutes on the road to the visit and on to the next one of that day. */
  travelMinutes: number
  /** Minutes taken on that local day already. */
  minutesThatDay: number
  /** Place in the organisation's list. */
  position: number
}

/** The people for a visit, best first: least travel, then the emptiest day, then the organisation's order. */
export function rankStaff<T extends StaffLoad>(people: readonly T[]): T[] {
  return [...people].sort(
    (a, b) =>
      a.travelMinutes - b.travelMinutes || a.minutesThatDay - b.minutesThatDay || a.position - b.position,
  )
}

/** Travel and load that a visit at this time means for a diary whose blocks carry the way to the visit. */
export function loadOn(
  blocks: readonly BusyBlock[],
  visit: { startsAt: string; endsAt: string },
  zone: string,
): Omit<StaffLoad, 'position'> {
  const day = localDay(zone, visit.startsAt)
  const start = Date.parse(visit.startsAt)
  const end = Date.parse(visit.endsAt)
  let before: BusyBlock | undefined
  let after: BusyBlock | undefined
  let minutesThatDay = 0
  for (const block of blocks) {
    const from = Number(block.startsAt)
    const to = Number(block.endsAt)
    if (Math.abs(from - start) > 36 * 3_600_000 || localDay(zone, from) !== day) continue
    minutesThatDay += Math.round((to - from) / 60_000)
    if (to <= start && (!before || to > Number(before.endsAt))) before = block
    if (from >= end && (!after || from < Number(after.startsAt))) after = block
  }
  const travelMinutes = (before?.travelAfterMinutes ?? 0) + (after?.travelBeforeMinutes ?? 0)
  return { travelMinutes, minutesThatDay }
}
