import { csvFile } from '../adapters/csv-file.ts'
import { type Sheet, workbook } from '../adapters/workbook.ts'
import type { CaptionLine } from '../domain/caption.ts'
import { charts } from '../domain/charts/catalogue.ts'
import { cellWords, type DataTable } from '../domain/data-table.ts'
import { columnWidth, excelCell, excelFormat, headingOf, plainRows } from '../domain/export-cells.ts'
import type { Subject } from '../domain/export-subject.ts'
import { changeWords, type WordsOf } from '../domain/figure-words.ts'
import { metricLine } from '../domain/figure-words-metric.ts'
import type { Sections } from '../domain/sections.ts'
import { figuresTable, tables } from '../domain/tables.ts'
import { asOfAll, gather, type Making } from './export-work.ts'
import { allSections } from './load-sections.ts'

type Wanted = Extract<Subject, { kind: 'table' | 'dashboard' }>

/** One table, or all figures, as CSV; null when it was cancelled. */
export async function makeCsv(making: Making, subject: Wanted): Promise<Uint8Array | null> {
  const found = await tablesOf(making, subject)
  const table = found?.tables[0]
  if (!found || !table) return null
  return csvFile([...making.caption(table.title, found.asOf), [], ...plainRows(table, making.words)])
}

/** One table, or all tables on sheets of their own, as a workbook with typed cells. */
export async function makeWorkbook(making: Making, subject: Wanted): Promise<Uint8Array | null> {
  const found = await tablesOf(making, subject)
  if (!found || !(await making.isWanted(80))) return null
  return workbook(
    found.tables.map((table) => toSheet(table, making.caption(table.title, found.asOf), making.words)),
  )
}

async function tablesOf(
  making: Making,
  subject: Wanted,
): Promise<{ tables: DataTable[]; asOf: string } | null> {
  const keys = subject.kind === 'table' ? [subject.section] : allSections
  const sections = await gather(making, keys, { from: 5, to: 75 })
  if (!sections) return null
  const known = [...tables, ...charts].flatMap((one) => {
    if (subject.kind === 'table' && one.key !== subject.key) return []
    return [('build' in one && 'table' in one ? one.table : one.build)(sections) as DataTable | null]
  })
  const figures = subject.kind === 'dashboard' ? [allFigures(sections, making.words)] : []
  return { tables: [...figures, ...known.filter((table) => table !== null)], asOf: asOfAll(sections) }
}

function allFigures(sections: Partial<Sections>, words: WordsOf): DataTable {
  return figuresTable(sections, (metric) => ({
    value: metricLine(metric, words),
    previous: metricLine({ ...metric, value: metric.previous }, words),
    change: changeWords(metric, words.locale)?.text ?? '',
  }))
}

/** A table as a sheet: lines of origin, headings, typed cells. */
export function toSheet(table: DataTable, caption: readonly CaptionLine[], words: WordsOf): Sheet {
  return {
    name: table.title,
    head: caption,
    columns: table.columns.map((column) => {
      const longest = Math.max(
        0,
        ...table.rows.slice(0, 200).map((row) => cellWords(row[column.key], column.kind, words).length),
      )
      return {
        // Excel shows units by format; only what has none says it in the heading.
        label: column.kind === 'per_hour' ? headingOf(column, words.currency) : column.label,
        format: excelFormat(column.kind, words),
        width: columnWidth(column, longest),
      }
    }),
    rows: table.rows.map((row) => table.columns.map(({ key, kind }) => excelCell(row[key], kind, words))),
  }
}
