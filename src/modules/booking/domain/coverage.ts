import { distanceKm, type GeoPoint } from '#values/geo.ts'

/** A circle that a person covers. */
export interface CoveredArea extends GeoPoint {
  radiusKm: number
}

/** Kilometres to the centre of the nearest area that holds the place, or null when none does. */
export function coverageKm(areas: readonly CoveredArea[], place: GeoPoint): number | null {
  let best: number | null = null
  for (const area of areas) {
    const km = distanceKm(area, place)
    if (km <= area.radiusKm && (best === null || km < best)) best = km
  }
  return best
}
