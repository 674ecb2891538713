import type { GeoPoint, TravelPace } from '#values/geo.ts'
import type { BusyBlock } from './slots/slots.ts'
import { wayMinutes } from './travel.ts'

/**
 * The visits of one person as flat numbers, four a visit: from and to in epoch milliseconds (buffers included),
 * latitude and longitude. Fifty full diaries are twelve thousand visits, too many for an object each.
 */
export type Visits = Float64Array

/** Numbers a visit. */
export const VISIT_FIELDS = 4

/** Busy time as seen from a place: each visit longer at both ends by the way between it and the place. */
export function widened(visits: Visits, place: GeoPoint, pace: TravelPace): Float64Array {
  const pairs = new Float64Array(visits.length / 2)
  for (let i = 0, at = 0; i < visits.length; i += VISIT_FIELDS) {
    const way = wayMinutes({ lat: visits[i + 2]!, lon: visits[i + 3]! }, place, pace) * 60_000
    pairs[at++] = visits[i]! - way
    pairs[at++] = visits[i + 1]! + way
  }
  return pairs
}

/** The same as blocks that keep time and way apart, between two instants in epoch milliseconds. */
export function blocksOf(
  visits: Visits,
  place: GeoPoint,
  pace: TravelPace,
  range: { from: number; to: number },
): BusyBlock[] {
  const blocks: BusyBlock[] = []
  for (let i = 0; i < visits.length; i += VISIT_FIELDS) {
    const startsAt = visits[i]!
    const endsAt = visits[i + 1]!
    if (endsAt < range.from || startsAt > range.to) continue
    const way = wayMinutes({ lat: visits[i + 2]!, lon: visits[i + 3]! }, place, pace)
    blocks.push({ startsAt, endsAt, travelBeforeMinutes: way, travelAfterMinutes: way })
  }
  return blocks
}
