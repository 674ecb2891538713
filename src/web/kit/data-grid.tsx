import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useMemo, useRef } from 'react'
import { Button } from './button.tsx'
import { type Density, DensitySwitch, useDensity } from './density.tsx'
import { GridHead, GridRow } from './grid-parts.tsx'
import { useLocale } from './locale.tsx'
import { MoreLink } from './more-link.tsx'
import { type Selection, type SelectionState, useSelection } from './selection.ts'
import { SkeletonRows } from './skeleton.tsx'
import { useRowKeys } from './use-row-keys.ts'

export interface Column<T> {
  key: string
  label: string
  render: (row: T) => ReactNode
  /** CSS width: `120px`, `20%`. Columns without one share the rest. */
  width?: string
  /** Numbers stand at the right with tabular figures. */
  isNumber?: boolean
  /** The API's name for sorting by this column; the head becomes a link that sets `?sort=name` or `?sort=-name`. */
  sort?: string
  /** Left out on a phone. */
  hideOnPhone?: boolean
}

export interface DataGridProps<T> {
  /** What the rows are, for screen readers: "Clients". */
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  /** What a row opens; the first column becomes the link. */
  rowTo?: (row: T) => string
  /** Every match of the filter, and the way to the next page. */
  total: number
  nextCursor?: string
  /** The rows in words, plural: "clients". */
  noun: string
  /** Shown for the selected rows; rows can be selected only with it. */
  bulk?: (selection: Selection, clear: () => void) => ReactNode
  isLoading?: boolean
  /** Stands in the rows' place: an `EmptyState` or an `ErrorState`. */
  empty: ReactNode
  error?: ReactNode
}

const VIRTUAL_FROM = 100
export const rowHeight: Record<Density, number> = { comfortable: 40, compact: 34 }

/** A list of records: sticky head, sorting in the address, selection with a bulk bar, J/K/Enter/X, many rows. */
export function DataGrid<T>(props: DataGridProps<T>) {
  const { rows, rowKey, total, bulk } = props
  const ids = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const selection = useSelection(ids, total)
  const density = useDensity()
  const body = props.error ?? (props.isLoading ? <SkeletonRows rows={8} height={rowHeight[density]} /> : null)
  return (
    <div className="grid-box">
      <div className="card grid">
        {body ??
          (rows.length === 0 ? (
            props.empty
          ) : (
            <GridTable {...props} density={density} selection={bulk ? selection : undefined} />
          ))}
        {!body && rows.length > 0 && (
          <div className="grid-f">
            <MoreLink shown={rows.length} total={total} nextCursor={props.nextCursor} noun={props.noun} />
            <DensitySwitch />
          </div>
        )}
      </div>
      {bulk && selection.count > 0 && (
        <BulkBar selection={selection} total={total} shown={rows.length} noun={props.noun}>
          {bulk(selection, selection.clear)}
        </BulkBar>
      )}
    </div>
  )
}

interface TableProps<T> extends DataGridProps<T> {
  density: Density
  selection: SelectionState | undefined
}

function GridTable<T>(props: TableProps<T>) {
  const { rows, columns, rowKey, rowTo, density, selection, label } = props
  const table = useRef<HTMLTableElement>(null)
  const isVirtual = rows.length > VIRTUAL_FROM
  const virtual = useWindowVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    estimateSize: () => rowHeight[density],
    overscan: 12,
    initialRect: { width: 0, height: 900 },
    scrollMargin: table.current?.offsetTop ?? 0,
  })
  const keys = useRowKeys({ rows, rowKey, rowTo, selection, reveal: (index) => virtual.scrollToIndex(index) })
  const items = isVirtual ? virtual.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }))
  const margin = virtual.options.scrollMargin
  const above = isVirtual ? (items[0]?.start ?? 0) - margin : 0
  const below = isVirtual ? virtual.getTotalSize() - ((items.at(-1)?.end ?? 0) - margin) : 0
  const width = columns.length + (selection ? 1 : 0)

  return (
    <table ref={table} className={`table ${density}`} aria-label={label} aria-rowcount={rows.length + 1}>
      <GridHead columns={columns} selection={selection} shown={rows.length} />
      <tbody ref={keys.body} onFocus={keys.onFocus}>
        <Spacer height={above} width={width} />
        {items.map(({ index }) => {
          const row = rows[index]
          if (row === undefined) return null
          const id = rowKey(row)
          return (
            <GridRow
              key={id}
              row={row}
              id={id}
              index={index}
              columns={columns}
              to={rowTo?.(row)}
              selection={selection}
              isActive={keys.active === index}
            />
          )
        })}
        <Spacer height={below} width={width} />
      </tbody>
    </table>
  )
}

/** Holds the place of the rows that are not drawn. */
function Spacer({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null
  return (
    <tr className="spacer">
      <td colSpan={width} style={{ height, padding: 0 }} />
    </tr>
  )
}

function BulkBar(props: {
  selection: SelectionState
  total: number
  shown: number
  noun: string
  children: ReactNode
}) {
  const { selection, total, shown, noun, children } = props
  const number = new Intl.NumberFormat(useLocale().locale)
  const mayTakeAll = !selection.allMatching && selection.ids.length === shown && total > shown
  return (
    <section className="bulk" aria-label="Selected rows">
      <span className="m tn" role="status">
        {number.format(selection.count)} selected
      </span>
      {mayTakeAll && (
        <Button size="sm" tone="quiet" onClick={selection.selectMatching}>
          Select all {number.format(total)} matching {noun}
        </Button>
      )}
      <span className="end row">
        {children}
        <Button size="sm" tone="quiet" icon="cross" iconOnly onClick={selection.clear}>
          Clear the selection
        </Button>
      </span>
    </section>
  )
}
