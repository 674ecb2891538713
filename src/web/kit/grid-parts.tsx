import { type CSSProperties, type MouseEvent, memo, useEffect, useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Column } from './data-grid.tsx'
import { Icon } from './icon.tsx'
import type { SelectionState } from './selection.ts'

interface HeadProps<T> {
  columns: readonly Column<T>[]
  selection: SelectionState | undefined
  shown: number
}

function classOf<T>(column: Column<T>): string | undefined {
  return [column.isNumber && 'num', column.hideOnPhone && 'no-phone'].filter(Boolean).join(' ') || undefined
}

/** The sticky head: the box that selects all, and the columns, sortable ones as links. */
export function GridHead<T>({ columns, selection, shown }: HeadProps<T>) {
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className="pickcol">
            <PickAll selection={selection} shown={shown} />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} />
        ))}
      </tr>
    </thead>
  )
}

function PickAll({ selection, shown }: { selection: SelectionState; shown: number }) {
  const box = useRef<HTMLInputElement>(null)
  const isPart = selection.ids.length > 0 && selection.ids.length < shown
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPart
  }, [isPart])
  return (
    <input
      ref={box}
      type="checkbox"
      className="check"
      aria-label="Select all rows shown"
      checked={selection.ids.length === shown}
      onChange={selection.toggleShown}
    />
  )
}

function HeadCell<T>({ column }: { column: Column<T> }) {
  const [search] = useSearchParams()
  // A variable, so that a phone may ignore it.
  const style = column.width ? ({ '--w': column.width } as CSSProperties) : undefined
  if (!column.sort) {
    return (
      <th scope="col" className={classOf(column)} style={style}>
        {column.label}
      </th>
    )
  }
  const sorted = search.get('sort')
  const isUp = sorted === column.sort
  const isDown = sorted === `-${column.sort}`
  const next = new URLSearchParams(search)
  next.set('sort', isUp ? `-${column.sort}` : column.sort)
  next.delete('cursor')
  return (
    <th
      scope="col"
      className={classOf(column)}
      style={style}
      aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}
    >
      <Link
        className={isUp ? 'up' : isDown ? 'down' : ''}
        to={{ search: next.toString() }}
        preventScrollReset
      >
        {column.label}
        <Icon name="sort" size={12} />
      </Link>
    </th>
  )
}

interface RowProps<T> {
  row: T
  id: string
  index: number
  columns: readonly Column<T>[]
  to: string | undefined
  selection: SelectionState | undefined
  isActive: boolean
}

function Row<T>({ row, id, index, columns, to, selection, isActive }: RowProps<T>) {
  const navigate = useNavigate()
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    const isOwn = (event.target as Element).closest('a, button, input, label, select')
    if (!to || isOwn || window.getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(to, '_blank', 'noopener')
    else void navigate(to, { preventScrollReset: true })
  }
  const isPicked = selection?.has(id) ?? false
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={selection ? isPicked : undefined}
      className={to ? 'opens' : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={open}
    >
      {selection && (
        <td className="pickcol">
          <input
            type="checkbox"
            className="check"
            aria-label="Select this row"
            checked={isPicked}
            onChange={() => {}}
            onClick={(event) => selection.toggle(id, event.shiftKey)}
          />
        </td>
      )}
      {columns.map((column, position) => (
        <td key={column.key} className={classOf(column)}>
          {position === 0 && to ? (
            <Link className="main" to={to} prefetch="intent" preventScrollReset>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
    </tr>
  )
}

/** One record; drawn again only when something of it changes. */
export const GridRow = memo(Row) as typeof Row
