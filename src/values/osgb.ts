import type { GeoPoint } from './geo.ts'

// Ordnance Survey, "A guide to coordinate systems in Great Britain" v3.6, annexes A to C: the Airy 1830 and
// GRS 80 ellipsoids, the National Grid's projection, and the Helmert transformation OSGB36 ← WGS84.
const AIRY = { a: 6_377_563.396, b: 6_356_256.909 }
const GRS80 = { a: 6_378_137, b: 6_356_752.3141 }
const GRID = {
  scale: 0.999_601_271_7,
  lat: (49 * Math.PI) / 180,
  lon: (-2 * Math.PI) / 180,
  easting: 400_000,
  northing: -100_000,
}
const ARC_SECOND = Math.PI / 648_000
const TO_WGS84 = {
  x: 446.448,
  y: -125.157,
  z: 542.06,
  scale: 1 - 20.4894e-6,
  rx: 0.1502 * ARC_SECOND,
  ry: 0.247 * ARC_SECOND,
  rz: 0.8421 * ARC_SECOND,
}

interface Ellipsoid {
  a: number
  b: number
}

interface Radians {
  lat: number
  lon: number
}

/**
 * The place of a British National Grid reference in metres (OSGB36 easting and northing) in degrees of WGS 84,
 * by the seven-parameter transformation: within about 5 m anywhere in Great Britain.
 */
export function gridToWgs84(easting: number, northing: number): GeoPoint {
  const place = transformed(unprojected(easting, northing))
  return { lat: (place.lat * 180) / Math.PI, lon: (place.lon * 180) / Math.PI }
}

/** Length of the meridian from the true origin to a latitude, in metres of the grid. */
function meridian(lat: number): number {
  const n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b)
  const n2 = n * n
  const n3 = n2 * n
  const sum = lat + GRID.lat
  const difference = lat - GRID.lat
  return (
    AIRY.b *
    GRID.scale *
    ((1 + n + (5 / 4) * (n2 + n3)) * difference -
      (3 * (n + n2) + (21 / 8) * n3) * Math.sin(difference) * Math.cos(sum) +
      (15 / 8) * (n2 + n3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  )
}

/** Grid metres to OSGB36 latitude and longitude (annex C.2). */
function unprojected(easting: number, northing: number): Radians {
  const e2 = 1 - AIRY.b ** 2 / AIRY.a ** 2
  let lat = (northing - GRID.northing) / (AIRY.a * GRID.scale) + GRID.lat
  for (let step = 0; step < 12; step++) {
    const rest = northing - GRID.northing - meridian(lat)
    if (Math.abs(rest) < 1e-5) break
    lat += rest / (AIRY.a * GRID.scale)
  }
  const sin2 = Math.sin(lat) ** 2
  const nu = (AIRY.a * GRID.scale) / Math.sqrt(1 - e2 * sin2)
  const rho = (AIRY.a * GRID.scale * (1 - e2)) / (1 - e2 * sin2) ** 1.5
  const eta2 = nu / rho - 1
  const tan = Math.tan(lat)
  const tan2 = tan * tan
  const tan4 = tan2 * tan2
  const sec = 1 / Math.cos(lat)
  const vii = tan / (2 * rho * nu)
  const viii = (tan / (24 * rho * nu ** 3)) * (5 + 3 * tan2 + eta2 - 9 * tan2 * eta2)
  const ix = (tan / (720 * rho * nu ** 5)) * (61 + 90 * tan2 + 45 * tan4)
  const x = sec / nu
  const xi = (sec / (6 * nu ** 3)) * (nu / rho + 2 * tan2)
  const xii = (sec / (120 * nu ** 5)) * (5 + 28 * tan2 + 24 * tan4)
  const xiia = (sec / (5040 * nu ** 7)) * (61 + 662 * tan2 + 1320 * tan4 + 720 * tan4 * tan2)
  const d = easting - GRID.easting
  return {
    lat: lat - vii * d ** 2 + viii * d ** 4 - ix * d ** 6,
    lon: GRID.lon + x * d - xi * d ** 3 + xii * d ** 5 - xiia * d ** 7,
  }
}

/** OSGB36 to WGS84 over geocentric coordinates. Heights are taken as on the ellipsoid: centimetres of difference. */
function transformed(place: Radians): Radians {
  const [x, y, z] = toCartesian(place, AIRY)
  const { rx, ry, rz, scale } = TO_WGS84
  return toGeodetic(
    TO_WGS84.x + x * scale - rz * y + ry * z,
    TO_WGS84.y + rz * x + y * scale - rx * z,
    TO_WGS84.z - ry * x + rx * y + z * scale,
    GRS80,
  )
}

function toCartesian({ lat, lon }: Radians, { a, b }: Ellipsoid): [number, number, number] {
  const e2 = 1 - b ** 2 / a ** 2
  const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2)
  return [
    nu * Math.cos(lat) * Math.cos(lon),
    nu * Math.cos(lat) * Math.sin(lon),
    nu * (1 - e2) * Math.sin(lat),
  ]
}

function toGeodetic(x: number, y: number, z: number, { a, b }: Ellipsoid): Radians {
  const e2 = 1 - b ** 2 / a ** 2
  const p = Math.hypot(x, y)
  let lat = Math.atan2(z, p * (1 - e2))
  for (let step = 0; step < 6; step++) {
    const nu = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2)
    lat = Math.atan2(z + e2 * nu * Math.sin(lat), p)
  }
  return { lat, lon: Math.atan2(y, x) }
}
