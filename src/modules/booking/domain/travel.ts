import { distanceKm, type GeoPoint, type TravelPace, travelMinutes } from '#values/geo.ts'
import { localDay } from '#values/zone.ts'

/** A visit on a person's day, as far as the road is concerned. Instants in ISO. */
export interface Stop extends GeoPoint {
  startsAt: string
  endsAt: string
}

const CLOSE_MS = 4 * 3_600_000

/** Minutes from one place to the other by road, whole minutes rounded up. */
export function wayMinutes(from: GeoPoint, to: GeoPoint, pace: TravelPace): number {
  return travelMinutes(distanceKm(from, to), pace)
}

/**
 * Minutes on the road from the visit before. People start the day from home, so only a visit of the same local day
 * counts, or one that ended less than four hours ago over midnight.
 */
export function wayFrom(
  previous: Stop | null,
  visit: Pick<Stop, 'startsAt' | 'lat' | 'lon'>,
  zone: string,
  pace: TravelPace,
): number {
  if (!previous) return 0
  const isClose = Date.parse(visit.startsAt) - Date.parse(previous.endsAt) < CLOSE_MS
  if (!isClose && localDay(zone, previous.endsAt) !== localDay(zone, visit.startsAt)) return 0
  return wayMinutes(previous, visit, pace)
}

export interface TravelPlan {
  /** Minutes on the road before the visit. */
  before: number
  /** Minutes on the road before the visit after it; null when there is none. */
  beforeNext: number | null
}

/** The ways that change when a visit stands between two others, or (`visit` null) no longer does. */
export function travelPlan(
  { previous, visit, next }: { previous: Stop | null; visit: Stop | null; next: Stop | null },
  zone: string,
  pace: TravelPace,
): TravelPlan {
  return {
    before: visit ? wayFrom(previous, visit, zone, pace) : 0,
    beforeNext: next && wayFrom(visit ?? previous, next, zone, pace),
  }
}

/** What the person is taken for: buffers and the way there. ISO instants. */
export function busyTime(visit: {
  startsAt: string
  endsAt: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  travelBeforeMinutes: number
}): { busyFrom: string; busyTo: string } {
  const before = (visit.bufferBeforeMinutes + visit.travelBeforeMinutes) * 60_000
  return {
    busyFrom: new Date(Date.parse(visit.startsAt) - before).toISOString(),
    busyTo: new Date(Date.parse(visit.endsAt) + visit.bufferAfterMinutes * 60_000).toISOString(),
  }
}
