import { type Cell, type CellKind, type DataTable, isNumeric, type TableColumn } from './data-table.ts'
import { dayOf, hourWords, isHour, type WordsOf } from './figure-words.ts'

/** A column's heading with the unit that its bare numbers are in. */
export function headingOf({ label, kind }: TableColumn, currency: string): string {
  const units: Partial<Record<CellKind, string>> = {
    percent: '%',
    seconds: 'seconds',
    money: currency,
    per_hour: 'per hour',
  }
  const unit = units[kind]
  return unit && !label.endsWith(unit) ? `${label} (${unit})` : label
}

/** How many of its own units a major unit of money has: 100 pence are a pound, yen have no smaller unit. */
function minorUnits({ locale, currency }: WordsOf): number {
  const options = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions()
  return 10 ** (options.maximumFractionDigits ?? 2)
}

/** A point or instant on local clocks: `2026-11-26` or `2026-11-26 14:02`. */
export function localText(at: string, words: WordsOf): string {
  const day = dayOf(at, words.zone)
  return isHour(at) ? `${day} ${hourWords(at, words)}` : day
}

/** Without the dust of binary fractions: 7.4, not 7.3999999999999995. */
const exact = (value: number) => Math.round(value * 1e6) / 1e6

/** A cell as bare text or number, for files that other programs read. Money has decimals. */
export function plainCell(cell: Cell | undefined, kind: CellKind, words: WordsOf): string | number | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'number') return exact(kind === 'money' ? cell / minorUnits(words) : cell)
  return kind === 'day' || kind === 'point' || kind === 'instant' ? localText(cell, words) : cell
}

/** Heading and rows of a table as bare cells. */
export function plainRows({ columns, rows }: DataTable, words: WordsOf): (string | number | null)[][] {
  return [
    columns.map((column) => headingOf(column, words.currency)),
    ...rows.map((row) => columns.map(({ key, kind }) => plainCell(row[key], kind, words))),
  ]
}

/** Excel's number formats of the kinds of cells. */
export function excelFormat(kind: CellKind, { currency, locale }: WordsOf): string | undefined {
  const digits = Math.round(Math.log10(minorUnits({ locale, currency, zone: 'UTC' })))
  const formats: Partial<Record<CellKind, string>> = {
    count: '#,##0',
    percent: '0.0%',
    seconds: '[h]:mm:ss',
    money: `[$${currency}] #,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`,
    score: '0.0',
    per_hour: '0.0',
    day: 'yyyy-mm-dd',
    point: 'yyyy-mm-dd hh:mm',
    instant: 'yyyy-mm-dd hh:mm',
  }
  return formats[kind]
}

/** An instant as Excel knows it: the local clock's reading, kept as if it were UTC. */
export function excelDate(at: string, words: WordsOf): Date {
  const [day, time = '00:00'] = localText(at, words).split(' ')
  return new Date(`${day}T${time}:00Z`)
}

/** A cell in Excel's own units: shares as fractions, lengths of time as days, instants as dates. */
export function excelCell(
  cell: Cell | undefined,
  kind: CellKind,
  words: WordsOf,
): string | number | Date | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'number') {
    if (kind === 'percent') return exact(cell / 100)
    if (kind === 'seconds') return cell / 86_400
    return kind === 'money' ? cell / minorUnits(words) : cell
  }
  return kind === 'day' || kind === 'instant' || kind === 'point' ? excelDate(cell, words) : cell
}

/** How wide a column must be for its heading and its longest words, in characters. */
export function columnWidth({ label, kind }: TableColumn, longest: number): number {
  if (isNumeric(kind)) return Math.max(10, label.length + 4)
  if (kind === 'instant') return 18
  return Math.min(60, Math.max(12, label.length + 2, longest + 2))
}
