import { gridToWgs84 } from '#values/osgb.ts'
import { parseOutcode, parsePostcode } from '#values/postcode.ts'

type KeyKind = 'postcode' | 'sector' | 'outcode'

/** Which columns of a file hold what; `degrees` are latitude and longitude, `grid` is easting and northing. */
export interface FileShape {
  keyKind: KeyKind
  key: number
  unit: 'degrees' | 'grid'
  /** Column of the latitude or easting, and of the longitude or northing. */
  first: number
  second: number
  hasHeader: boolean
}

export type FileRow = { ok: true; key: string; lat: number; lon: number } | { ok: false; reason: string }

const keyColumns: [string, KeyKind][] = [
  ['pcds', 'postcode'],
  ['postcode', 'postcode'],
  ['pcd', 'postcode'],
  ['pcd2', 'postcode'],
  ['pc', 'postcode'],
  ['sector', 'sector'],
  ['outcode', 'outcode'],
  ['district', 'outcode'],
]
const positionColumns: [FileShape['unit'], string[], string[]][] = [
  ['degrees', ['lat', 'latitude'], ['long', 'lon', 'lng', 'longitude']],
  ['grid', ['easting', 'eastings', 'oseast1m', 'ea'], ['northing', 'northings', 'osnrth1m', 'no']],
]

/** The fields of one CSV line (RFC 4180 quotes; no line breaks inside a field). */
export function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  const fields: string[] = []
  const field = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(,|$)/y
  for (;;) {
    const match = field.exec(line)
    if (!match) return fields
    fields.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2]!)
    if (match[3] === '') return fields
  }
}

/**
 * Recognises a file of postcode positions by its first line: Code-Point Open (no header), ONSPD, or any header
 * with a postcode, sector or outcode and a position in degrees or on the grid. Null when it is none of them.
 */
export function detectShape(firstLine: string): FileShape | null {
  const fields = splitLine(firstLine.replace(/^\uFEFF/, '')).map((field) => field.trim().toLowerCase())
  return shapeOfHeader(fields) ?? shapeOfData(fields)
}

function shapeOfHeader(names: string[]): FileShape | null {
  const found = keyColumns.find(([name]) => names.includes(name))
  if (!found) return null
  for (const [unit, firstNames, secondNames] of positionColumns) {
    const first = names.findIndex((name) => firstNames.includes(name))
    const second = names.findIndex((name) => secondNames.includes(name))
    if (first < 0 || second < 0) continue
    return { keyKind: found[1], key: names.indexOf(found[0]), unit, first, second, hasHeader: true }
  }
  return null
}

function shapeOfData(fields: string[]): FileShape | null {
  const isNumber = (index: number) => fields[index] !== undefined && /^-?\d+(\.\d+)?$/.test(fields[index])
  if (!parsePostcode(fields[0] ?? '').ok) return null
  const base = { keyKind: 'postcode', key: 0, hasHeader: false } as const
  // Code-Point Open: postcode, positional quality, eastings, northings, …
  if (fields.length >= 4 && isNumber(1) && isNumber(2) && isNumber(3) && !fields[2]!.includes('.')) {
    return { ...base, unit: 'grid', first: 2, second: 3 }
  }
  if (isNumber(1) && isNumber(2)) return { ...base, unit: 'degrees', first: 1, second: 2 }
  return null
}

/** One line of the file as a key and a position in degrees, or the reason why it cannot be used. */
export function readRow(shape: FileShape, line: string): FileRow {
  const fields = splitLine(line)
  const text = fields[shape.key]?.trim() ?? ''
  const key = readKey(shape.keyKind, text)
  if (!key.ok) return key
  const first = Number(fields[shape.first]?.trim() || Number.NaN)
  const second = Number(fields[shape.second]?.trim() || Number.NaN)
  if (Number.isNaN(first) || Number.isNaN(second)) return refuse(`${key.key} has no position.`)
  // Code-Point Open writes 0, 0 and ONSPD 99.999999, 0 where the position is unknown.
  if ((first === 0 && second === 0) || (shape.unit === 'degrees' && first > 99)) {
    return refuse(`${key.key} has no position.`)
  }
  const { lat, lon } = shape.unit === 'grid' ? gridToWgs84(first, second) : { lat: first, lon: second }
  if (lat < 49 || lat > 61.5 || lon < -9 || lon > 2.5) {
    return refuse(`${key.key} lies outside the British Isles (${lat.toFixed(3)}, ${lon.toFixed(3)}).`)
  }
  return { ok: true, key: key.key, lat, lon }
}

function readKey(kind: KeyKind, text: string): { ok: true; key: string } | { ok: false; reason: string } {
  if (kind === 'postcode') {
    const parsed = parsePostcode(text)
    return parsed.ok ? { ok: true, key: parsed.postcode } : refuse(`“${text}”: ${parsed.reason}`)
  }
  const [, head, digit] = (kind === 'sector' ? /^(.+) (\d)$/.exec(text) : null) ?? [null, text, '']
  const parsed = parseOutcode(head!)
  if (!parsed.ok || (kind === 'sector' && digit === '')) return refuse(`“${text}” is not a postcode ${kind}.`)
  return { ok: true, key: digit ? `${parsed.outcode} ${digit}` : parsed.outcode }
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
