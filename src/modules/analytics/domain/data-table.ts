import type { Unit } from '../contract/dashboard.ts'
import { dayWords, figureLine, momentWords, NONE, pointWords, type WordsOf } from './figure-words.ts'

/** What a cell holds; numbers keep their unit until somebody reads or writes them. */
export type CellKind = 'text' | 'day' | 'point' | 'instant' | Unit

export interface TableColumn {
  key: string
  label: string
  kind: CellKind
}

/** A cell: text, a number in its unit, an ISO day or instant, or nothing to count. */
export type Cell = string | number | null

export type TableRow = Readonly<Record<string, Cell>>

/** A table of figures: what a chart says in numbers, and what a file of it holds. */
export interface DataTable {
  key: string
  title: string
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
}

/** Whether a column's cells stand at the right. */
export function isNumeric(kind: CellKind): boolean {
  return !['text', 'day', 'point', 'instant'].includes(kind)
}

/** A cell as people read it. */
export function cellWords(cell: Cell | undefined, kind: CellKind, words: WordsOf): string {
  if (cell === null || cell === undefined) return isNumeric(kind) ? NONE : ''
  if (typeof cell === 'number') return isNumeric(kind) ? figureLine(cell, kind as Unit, words) : String(cell)
  if (kind === 'day') return dayWords(cell, words.locale, true)
  if (kind === 'point') return pointWords(cell, words)
  if (kind === 'instant') return momentWords(cell, words)
  return cell
}
