import type { GeoPoint } from '#values/geo.ts'

const KM_PER_DEGREE = 111.195

/** A flat map in pixels: where a point lies, and how long a kilometre is. */
export interface AreaMap {
  at(point: GeoPoint): { x: number; y: number }
  pixelsPerKm: number
  /** A round number of kilometres for the scale: 1, 2, 5, 10 … */
  scaleKm: number
}

/** A square map of so many pixels that holds every circle with a margin; true in proportion at city size. */
export function mapOf(circles: readonly (GeoPoint & { radiusKm: number })[], size: number): AreaMap {
  const lat = mean(circles.map((circle) => circle.lat))
  const squeeze = Math.cos((lat * Math.PI) / 180)
  const flat = circles.map((circle) => ({
    x: circle.lon * squeeze * KM_PER_DEGREE,
    y: circle.lat * KM_PER_DEGREE,
    r: circle.radiusKm,
  }))
  const left = Math.min(...flat.map(({ x, r }) => x - r))
  const right = Math.max(...flat.map(({ x, r }) => x + r))
  const bottom = Math.min(...flat.map(({ y, r }) => y - r))
  const top = Math.max(...flat.map(({ y, r }) => y + r))
  const span = Math.max(right - left, top - bottom, 0.2) * 1.12
  const pixelsPerKm = size / span
  const middle = { x: (left + right) / 2, y: (bottom + top) / 2 }
  return {
    pixelsPerKm,
    scaleKm: roundScale(span / 4),
    at: (point) => ({
      x: size / 2 + (point.lon * squeeze * KM_PER_DEGREE - middle.x) * pixelsPerKm,
      y: size / 2 - (point.lat * KM_PER_DEGREE - middle.y) * pixelsPerKm,
    }),
  }
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** The largest of 1, 2, 5 times a power of ten that is not over `km`. */
function roundScale(km: number): number {
  const power = 10 ** Math.floor(Math.log10(km))
  const factor = [5, 2, 1].find((one) => one * power <= km) ?? 1
  return Number((factor * power).toPrecision(1))
}
