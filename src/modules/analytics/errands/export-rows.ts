import { runQuery } from '#platform/run.ts'
import { csvFile } from '../adapters/csv-file.ts'
import { longSheet } from '../adapters/workbook.ts'
import type { TableColumn } from '../domain/data-table.ts'
import { columnWidth, excelCell, excelFormat, headingOf, plainCell } from '../domain/export-cells.ts'
import { listMetricRows } from '../queries/list-metric-rows.ts'
import type { Making } from './export-work.ts'

type Page = Awaited<ReturnType<typeof listMetricRows>>
type Row = Page['rows'][number]

const PAGE = 500
/** Excel takes a million rows; more than this nobody reads, and the filter makes it fewer. */
const MOST = 100_000

const columnsOf = ({ unit }: Page['metric']): TableColumn[] => [
  { key: 'at', label: 'When', kind: 'instant' },
  { key: 'label', label: 'What', kind: 'text' },
  { key: 'detail', label: 'Detail', kind: 'text' },
  { key: 'agentName', label: 'Agent', kind: 'text' },
  { key: 'channelName', label: 'Channel', kind: 'text' },
  // A row of a share is 1 or 0, whatever the share is in.
  { key: 'value', label: 'Counts', kind: unit === 'percent' ? 'score' : unit },
]

/** The rows behind a figure, page after page, as CSV or a sheet; null when it was cancelled. */
export async function makeRows(
  making: Making,
  metric: string,
  format: 'csv' | 'xlsx',
): Promise<Uint8Array | null> {
  const { work, words } = making
  const read = (cursor?: string) =>
    runQuery(
      making.ctx.services,
      listMetricRows,
      { ...work.filter, metric, part: work.part, cursor, limit: PAGE },
      making.who,
    )
  const first = await read()
  let isStopped = false
  async function* rows(): AsyncGenerator<Row[]> {
    let page: Page | undefined = first
    for (let count = 0; page; count += page.rows.length) {
      if (!(await making.isWanted(5 + 90 * Math.min(1, count / Math.min(first.count, MOST))))) {
        isStopped = true
        return
      }
      yield page.rows
      const isEnough: boolean = count + page.rows.length >= MOST
      page = page.nextCursor && !isEnough ? await read(page.nextCursor) : undefined
      if (!page) return
    }
  }
  const caption = captionWithSum(making, first)
  const columns = columnsOf(first.metric)
  const file =
    format === 'csv'
      ? csvFile([
          ...caption,
          [],
          columns.map((column) => headingOf(column, words.currency)),
          ...(await collect(rows())).map((row) =>
            columns.map(({ key, kind }) => plainCell(row[key as keyof Row], kind, words)),
          ),
        ])
      : await longSheet(
          {
            name: first.metric.name,
            head: caption,
            columns: columns.map((column) => ({
              label: column.label,
              format: excelFormat(column.kind, words),
              width: columnWidth(column, column.key === 'label' || column.key === 'detail' ? 36 : 16),
            })),
          },
          cellsOf(rows(), (row) =>
            columns.map(({ key, kind }) => excelCell(row[key as keyof Row], kind, words)),
          ),
        )
  return isStopped ? null : file
}

async function collect(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = []
  for await (const page of pages) all.push(...page)
  return all
}

async function* cellsOf<T>(pages: AsyncIterable<Row[]>, toCells: (row: Row) => T): AsyncGenerator<T> {
  for await (const page of pages) for (const row of page) yield toCells(row)
}

/** Rows have no rollup behind them: they hold at the moment they are read. */
function captionWithSum(making: Making, { metric, count, sum, value }: Page) {
  const asOf = making.ctx.services.clock().toString({ smallestUnit: 'millisecond' })
  const shown = count > MOST ? `${MOST} of ${count}` : String(count)
  return [
    ...making.caption(metric.name, asOf),
    ['Definition', metric.definition] as const,
    ['Rows', shown] as const,
    ['Sum of the rows', sum === null ? '' : String(sum)] as const,
    ['Figure', value === null ? '' : String(value)] as const,
  ]
}
