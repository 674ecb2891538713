import type { GeoPoint } from '#values/geo.ts'
import type { PostcodeParts } from '#values/postcode.ts'
import { postcodeAreas } from '#values/postcode-areas.ts'

/** Where a postcode is, in degrees of WGS 84. */
export interface Position extends GeoPoint {
  /** `N16 8JR` */
  postcode: string
  /** The post town when it is certain, for filling in addresses. */
  city: string | null
  /** `approximate`: only the sector, the outcode or the area is known, so it may be kilometres off. */
  source: 'imported' | 'cached' | 'approximate'
}

/** What is stored under a key: a postcode, a sector (`N16 8`) or an outcode (`N16`). */
export interface StoredPosition {
  key: string
  lat: number | null
  lon: number | null
  city: string | null
  from: 'file' | 'service'
}

/** Postcode areas whose post town is London throughout (Royal Mail). */
const LONDON = new Set(['E', 'EC', 'N', 'NW', 'SE', 'SW', 'W', 'WC'])

/** The keys under which a postcode's position may be stored, the most exact first. */
export function positionKeys({ postcode, sector, outcode }: PostcodeParts): [string, string, string] {
  return [postcode, sector, outcode]
}

/**
 * The best that is known of a postcode: its own position from a file, then from the postcode service, then the
 * middle of its sector, outcode or area. Null when the service says that there is no such postcode.
 */
export function choosePosition(parts: PostcodeParts, stored: readonly StoredPosition[]): Position | null {
  const { postcode } = parts
  const city = LONDON.has(parts.area) ? 'London' : null
  const at = (key: string, from: StoredPosition['from']) =>
    stored.find((one) => one.key === key && one.from === from)

  const exact = pointOf(at(postcode, 'file'))
  const answer = at(postcode, 'service')
  if (exact) return { postcode, ...exact, city: answer?.city ?? city, source: 'imported' }
  if (answer) {
    const point = pointOf(answer)
    return point && { postcode, ...point, city: answer.city ?? city, source: 'cached' }
  }
  const middle =
    pointOf(at(parts.sector, 'file')) ?? pointOf(at(parts.outcode, 'file')) ?? areaPoint(parts.area)
  return middle && { postcode, ...middle, city, source: 'approximate' }
}

function pointOf(stored: StoredPosition | undefined): GeoPoint | null {
  if (stored?.lat == null || stored.lon == null) return null
  return { lat: stored.lat, lon: stored.lon }
}

function areaPoint(area: string): GeoPoint | null {
  const found = postcodeAreas.get(area)
  return found ? { lat: found.lat, lon: found.lon } : null
}
