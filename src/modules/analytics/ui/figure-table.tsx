import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import type { RowsTarget } from '../domain/charts/look.ts'
import { cellWords, type DataTable, isNumeric, type TableRow } from '../domain/data-table.ts'
import { useDashboard } from './dashboard-context.tsx'

interface FigureTableProps {
  table: DataTable
  /** Columns that are shown, in this order; all when missing. */
  only?: readonly string[]
  /** Cells that are more than their words. */
  render?: Readonly<Record<string, (row: TableRow, index: number) => ReactNode>>
  /** The rows behind a cell; it becomes a link. */
  target?: (row: TableRow, column: string) => RowsTarget | undefined
  /** A last row that sums up. */
  total?: TableRow
  /** Longer tables show only so many rows until all are asked for. */
  most?: number
}

/** A table of figures: numbers at the right, the same words as in charts and files. */
export function FigureTable({ table, only, render = {}, target, total, most }: FigureTableProps) {
  const { words, rowsTo } = useDashboard()
  const [isWhole, setWhole] = useState(false)
  const isCut = most !== undefined && !isWhole && table.rows.length > most + 1
  const shown = isCut ? table.rows.slice(0, most) : table.rows
  const columns = only
    ? only.flatMap((key) => table.columns.filter((column) => column.key === key))
    : table.columns
  const cell = (row: TableRow, index: number, key: string, kind: (typeof columns)[number]['kind']) => {
    const own = render[key]?.(row, index)
    const content = own ?? cellWords(row[key], kind, words)
    const rows = target?.(row, key)
    return rows && row[key] !== null && row[key] !== 0 ? (
      <Link className="figure-link" to={rowsTo(rows)} preventScrollReset>
        {content}
      </Link>
    ) : (
      content
    )
  }
  return (
    <>
      <table className="table figures-table">
        <caption className="vh">{table.title}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, kind }) => (
              <th key={key} scope="col" className={isNumeric(kind) ? 'num' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of figures have no other identity
            <tr key={index}>
              {columns.map(({ key, kind }, position) =>
                position === 0 ? (
                  <th key={key} scope="row">
                    {cell(row, index, key, kind)}
                  </th>
                ) : (
                  <td key={key} className={isNumeric(kind) ? 'num' : kind === 'text' ? undefined : 'nw'}>
                    {cell(row, index, key, kind)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {total && (
            <tr className="total">
              {columns.map(({ key, kind }) => (
                <td key={key} className={isNumeric(kind) ? 'num' : undefined}>
                  {total[key] === undefined ? '' : cellWords(total[key], kind, words)}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {isCut && (
        <div className="chart-more">
          <Button tone="quiet" size="sm" onClick={() => setWhole(true)}>
            Show all {table.rows.length}
          </Button>
        </div>
      )}
    </>
  )
}
