import { distanceKm, type GeoPoint } from '#values/geo.ts'

/** A circle in which a person does visits. */
export interface CoveredArea extends GeoPoint {
  radiusKm: number
}

/**
 * Kilometres from a point to the middle of the nearest area that reaches it, edge included; null when none does.
 */
export function coverageKm(areas: readonly CoveredArea[], point: GeoPoint): number | null {
  let nearest: number | null = null
  for (const area of areas) {
    const km = distanceKm(area, point)
    if (km <= area.radiusKm && (nearest === null || km < nearest)) nearest = km
  }
  return nearest
}
