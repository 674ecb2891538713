import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/** A number as people write it, with a unit of percent at most. */
const NUMBER = /^[+-]?\d[\d.,\u00a0\u202f ]*%?$/
/** A telephone number: a plus and digits, with spaces, dots, hyphens or brackets between them. */
const PHONE = /^\+\d[\d\s().\-/]{4,24}$/
const FORMULA = /^(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/

/**
 * A text that no spreadsheet takes for a formula. Numbers and telephone numbers such as +44 20 7946 0018 stay as they
 * are; everything else that begins like a formula gets an apostrophe before it (OWASP, CSV injection).
 */
export function defused(text: string): string {
  if (!FORMULA.test(text) || NUMBER.test(text) || PHONE.test(text)) return text
  return `'${text}`
}

/** Rows as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, formulas defused. */
export function csvFile(rows: readonly (readonly CsvCell[])[]): Uint8Array {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : defused(cell))),
  )
  return Buffer.from(stringify(cells, { bom: true, record_delimiter: 'windows' }), 'utf8')
}
