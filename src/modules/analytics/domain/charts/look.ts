import type { Threshold } from '../../contract/settings.ts'
import type { DataTable } from '../data-table.ts'
import type { WordsOf } from '../figure-words.ts'

/** The colours a chart is drawn in, each the design token of its name. */
export interface ChartColours {
  /** `--c1` to `--c8`: kinds of things. */
  series: readonly string[]
  /** `--s0` to `--s5`: less to more. */
  steps: readonly string[]
  ink: string
  muted: string
  surface: string
  sunken: string
  stripe: string
  line: string
  lineStrong: string
  grid: string
  goodInk: string
  warnInk: string
  badInk: string
}

/** All that a chart needs to know besides its data: screen, PNG, PDF and mail differ only in this. */
export interface ChartLook extends WordsOf {
  colours: ChartColours
  /** CSS font family. */
  font: string
  /** In pixels; narrow charts leave out what does not fit. */
  width: number
  /** How tall the card lets the chart be, in pixels; charts that can grow use it. */
  room?: number
  /** The organisation's thresholds, for targets. */
  thresholds: Readonly<Record<string, Threshold>>
}

/** A series as the chart library takes it. */
export interface ChartSeries {
  type: string
  name?: string
  data: readonly unknown[]
  [part: string]: unknown
}

/** An option of the chart library, as plain data and functions. */
export interface ChartOption {
  series: readonly ChartSeries[]
  [part: string]: unknown
}

/** Which rows stand behind a mark of a chart. */
export interface RowsTarget {
  /** Key of the figure. */
  metric: string
  /** One part of it: an intent, a category, `1-09`. */
  part?: string
  /** One local day instead of the period. */
  on?: string
  /** One agent. */
  of?: string
  /** One channel. */
  via?: string
}

/** A datum that a press turns into its rows. */
export interface ChartPoint {
  value: number | null | readonly (number | string | null)[]
  rows?: RowsTarget
  [part: string]: unknown
}

export interface Drawing {
  option: ChartOption
  /** In pixels; at least so much. */
  height: number
  /** Reads as well when it is taller: takes the room that its card has. */
  canGrow?: boolean
  /** What the chart says in one sentence, for those who do not see it. */
  summary: string
  /** The rows behind each line of the chart's table, where its marks do not tell them. */
  rowsOf?: readonly (RowsTarget | undefined)[]
}

/** One chart: its question, what is counted, how it is drawn, and the same as a table. */
export interface ChartSpec<D> {
  key: string
  title: string
  about: (data: D, look: WordsOf & Pick<ChartLook, 'thresholds'>) => string
  /** Null when there is nothing to draw. */
  build: (data: D, look: ChartLook) => Drawing | null
  table: (data: D) => DataTable
}

/** A chart narrower than this leaves out second labels. */
export const NARROW = 480
