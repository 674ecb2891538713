import type { Services } from '#platform/context.ts'
import { linesOf } from '../adapters/postcode-file.ts'
import { storePostcodes } from '../commands/store-postcodes.ts'
import { detectShape, readRow } from '../domain/postcode-file.ts'

const BATCH = 5_000
const MOST_REFUSED = 200_000

export interface ImportReport {
  /** Rows of the file, the header not counted. */
  read: number
  imported: number
  refused: { line: number; reason: string }[]
}

/**
 * Reads positions of postcodes, sectors or outcodes from a CSV file (Code-Point Open, ONSPD, or a header with a key
 * and a position) into the reference table of this installation. Batches commit one by one and repeating is safe.
 * Throws when the file is none of these, in words that say what is expected.
 */
export async function importPostcodes(services: Services, file: string): Promise<ImportReport> {
  const report: ImportReport = { read: 0, imported: 0, refused: [] }
  let shape: ReturnType<typeof detectShape> = null
  let batch = new Map<string, { lat: number; lon: number }>()
  const flush = async () => {
    const positions = batch
    batch = new Map()
    await services.db.withoutOrg((tx) => storePostcodes({ tx }, positions))
    report.imported += positions.size
  }
  let number = 0
  for await (const line of linesOf(file)) {
    number++
    if (line.trim() === '') continue
    if (!shape) {
      shape = detectShape(line)
      if (!shape) throw new Error(unreadable(file))
      if (shape.hasHeader) continue
    }
    report.read++
    const row = readRow(shape, line)
    if (row.ok) batch.set(row.key, { lat: row.lat, lon: row.lon })
    else report.refused.push({ line: number, reason: row.reason })
    if (report.refused.length > MOST_REFUSED)
      throw new Error(`${file}: too many rows cannot be used. ${row.ok ? '' : row.reason}`)
    if (batch.size >= BATCH) await flush()
  }
  await flush()
  return report
}

function unreadable(file: string): string {
  return (
    `${file} is not a file of postcode positions. Use Code-Point Open, ONSPD, or CSV with a header such as ` +
    'postcode,lat,lon (or sector / outcode, and easting,northing).'
  )
}
