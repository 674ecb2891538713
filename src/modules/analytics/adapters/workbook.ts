import type { Cell, CellValue, WriteSheet } from 'hucre/xlsx'

export interface SheetColumn {
  label: string
  /** Excel's number format: `0.0%`, `[h]:mm:ss`. */
  format?: string
  /** In characters. */
  width: number
}

export type SheetCell = string | number | Date | null

export interface Sheet {
  name: string
  /** Lines over the table: what it is, of whom, until when. */
  head: readonly (readonly string[])[]
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
}

const bold = { font: { bold: true } } as const

/** A name that Excel takes: at most 31 characters, none of `[]:*?/\`, each only once. */
export function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() || 'Sheet'
  // Cut between words where there are some.
  const plain =
    clean.length <= 31
      ? clean
      : clean
          .slice(0, 32)
          .replace(/\s\S*$/, '')
          .slice(0, 31)
  let name = plain
  for (let again = 2; taken.has(name.toLowerCase()); again++) {
    name = `${plain.slice(0, 31 - String(again).length - 1)} ${again}`
  }
  return name
}

function toWritten(sheet: Sheet, name: string): WriteSheet {
  const header = sheet.head.length + (sheet.head.length > 0 ? 1 : 0)
  const rows: CellValue[][] = [
    ...sheet.head.map((line) => [...line]),
    ...(sheet.head.length > 0 ? [[]] : []),
    sheet.columns.map(({ label }) => label),
    ...sheet.rows.map((row) => [...row]),
  ]
  const cells = new Map<string, Partial<Cell>>([
    ...sheet.head.map((_, row) => [`${row},0`, { style: bold }] as const),
    ...sheet.columns.map((_, column) => [`${header},${column}`, { style: bold }] as const),
    ...formats(sheet, header + 1),
  ])
  return {
    name,
    rows,
    cells,
    columns: sheet.columns.map(({ width }) => ({ width })),
    freezePane: { rows: header + 1 },
  }
}

/** Formats are set cell by cell, since a column's would also catch the lines over the table. */
function formats({ columns, rows }: Sheet, first: number) {
  return rows.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      const format = columns[column]?.format
      return format && cell !== null && typeof cell !== 'string'
        ? [[`${first + index},${column}`, { style: { numFmt: format } }] as const]
        : []
    }),
  )
}

/** A workbook of several small sheets. */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const taken = new Set<string>()
  const written = sheets.map((sheet) => {
    const name = sheetName(sheet.name, taken)
    taken.add(name.toLowerCase())
    return toWritten(sheet, name)
  })
  return writeXlsx({ sheets: written })
}

/** One long sheet, written while its rows are read: its size in memory does not grow with them. */
export async function longSheet(
  sheet: Omit<Sheet, 'rows'>,
  rows: AsyncIterable<readonly SheetCell[]>,
): Promise<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx')
  async function* all(): AsyncGenerator<CellValue[]> {
    for (const line of sheet.head) yield [...line]
    if (sheet.head.length > 0) yield []
    yield sheet.columns.map(({ label }) => label)
    for await (const row of rows) yield [...row]
  }
  const columns = sheet.columns.map(({ width, format }) => ({ width, ...(format && { numFmt: format }) }))
  const stream = writeXlsxStream(all(), { name: sheetName(sheet.name, new Set()), columns })
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
