import { z } from 'zod'

/** A place on the map in degrees (WGS 84); north and east are positive. */
export const GeoPoint = z.object({
  lat: z.number({ error: 'Give the latitude in degrees.' }).min(-90).max(90),
  lon: z.number({ error: 'Give the longitude in degrees.' }).min(-180).max(180),
})
export type GeoPoint = z.infer<typeof GeoPoint>

// Mean radius of the Earth, IUGG (R₁): https://doi.org/10.1007/s001900050278
const EARTH_KM = 6371.0088

/** Great-circle distance in kilometres (haversine; within 0.6 % of the ellipsoid). */
export function distanceKm(a: GeoPoint, b: GeoPoint): number {
  const rad = Math.PI / 180
  const parallels = Math.cos(a.lat * rad) * Math.cos(b.lat * rad)
  const halfEast = ((b.lon - a.lon) * rad) / 2
  const near = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + parallels * Math.sin(halfEast) ** 2
  // As exact for places at opposite ends of the Earth, where an arc sine alone would be centimetres off.
  const far = Math.sin(((b.lat + a.lat) * rad) / 2) ** 2 + parallels * Math.cos(halfEast) ** 2
  return 2 * EARTH_KM * Math.atan2(Math.sqrt(near), Math.sqrt(far))
}

/** How roads differ from the crow: kilometres on the road per kilometre of air, and the average speed door to door. */
export interface TravelPace {
  detourFactor: number
  speedKmh: number
}

/** Minutes on the road for a great-circle distance, rounded up to whole minutes; 0 for the same place. */
export function travelMinutes(km: number, pace: TravelPace): number {
  if (km <= 0) return 0
  // Rounded to a millionth first, so that an exact 20 minutes does not become 21 by floating point.
  return Math.ceil(Math.round(((km * pace.detourFactor) / pace.speedKmh) * 60e6) / 1e6)
}
