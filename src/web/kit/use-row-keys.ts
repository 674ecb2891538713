import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { SelectionState } from './selection.ts'
import { useShortcuts } from './shortcuts.ts'

interface RowKeys<T> {
  rows: readonly T[]
  rowKey: (row: T) => string
  rowTo: ((row: T) => string) | undefined
  selection: SelectionState | undefined
  /** Brings a row that is not drawn into view. */
  reveal: (index: number) => void
}

/** J and K move from row to row, Enter opens, X selects; the row with the focus is the active one. */
export function useRowKeys<T>({ rows, rowKey, rowTo, selection, reveal }: RowKeys<T>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState(0)
  const wanted = useRef(-1)
  const navigate = useNavigate()

  const step = (by: number) => {
    const hasFocus = body.current?.contains(document.activeElement)
    const next = hasFocus ? Math.max(0, Math.min(rows.length - 1, active + by)) : active
    wanted.current = next
    setActive(next)
    if (!rowElement(body.current, next)) reveal(next)
    focusRow(body.current, next)
  }
  // A row far away is drawn a moment after it was asked for.
  useEffect(() => {
    if (wanted.current >= 0 && focusRow(body.current, wanted.current)) wanted.current = -1
  })

  const row = rows[active]
  const focused = () => row !== undefined && body.current?.contains(document.activeElement)
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      if (focused()) selection?.toggle(rowKey(row!))
    },
  })
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const isRow = event.target instanceof HTMLTableRowElement && body.current?.contains(event.target)
      if (event.key === 'Enter' && isRow && row !== undefined && rowTo) {
        void navigate(rowTo(row), { preventScrollReset: true })
      }
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [row, rowTo, navigate])

  const onFocus = (event: FocusEvent) => {
    const index = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row
    if (index !== undefined) setActive(Number(index))
  }
  return { active: Math.min(active, rows.length - 1), body, onFocus }
}

function rowElement(body: HTMLElement | null, index: number): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null
}

function focusRow(body: HTMLElement | null, index: number): boolean {
  const row = rowElement(body, index)
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
  return row !== null
}
