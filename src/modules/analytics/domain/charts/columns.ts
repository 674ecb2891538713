import { dayOf, hourWords, isHour, pointWords, shortDay } from '../figure-words.ts'
import type { ChartLook, ChartPoint, Drawing, RowsTarget } from './look.ts'
import { frame, type Hovered, niceScale, textOf, timeAxis, tooltip, tooltipText, valueAxis } from './parts.ts'

export interface Stack {
  name: string
  values: readonly (number | null)[]
  colour: string
  rows?: (at: string) => RowsTarget
}

interface ColumnsOptions {
  at: readonly string[]
  stacks: readonly Stack[]
  height: number
  words: (value: number) => string
  /** Another colour for one column, and a word over it. */
  standsOut?: { index: number; colour: string; text: string }
  summary: string
}

/** Standing bars over time, stacked; each stack is named above the plot with its colour. */
export function drawColumns(look: ChartLook, options: ColumnsOptions): Drawing {
  const { at, stacks, height, words } = options
  const sums = at.map((_, index) => stacks.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const scale = niceScale(Math.max(0, ...sums), 4)
  const hasNames = stacks.length > 1
  return {
    height,
    canGrow: true,
    summary: options.summary,
    option: {
      ...frame(look),
      grid: {
        left: 14 + words(scale.max).length * 7,
        right: 8,
        top: hasNames || options.standsOut ? 32 : 12,
        bottom: 28,
      },
      ...(hasNames && { legend: names(look, stacks) }),
      tooltip: tooltip(look, 'axis', (hovered: Hovered[]) => explain(hovered, options, look)),
      xAxis: timeAxis(look, at, (point) => columnLabel(point, at, look)),
      yAxis: valueAxis(look, scale, words),
      series: stacks.map((stack, index) => ({
        type: 'bar',
        name: stack.name,
        stack: 'all',
        barMaxWidth: 28,
        barCategoryGap: '28%',
        cursor: stack.rows ? 'pointer' : 'default',
        itemStyle: { color: stack.colour, borderRadius: index === stacks.length - 1 ? [3, 3, 0, 0] : 0 },
        data: stack.values.map((value, position) => columnPoint(look, options, stack, value, position)),
      })),
    },
  }
}

function columnPoint(
  look: ChartLook,
  { at, standsOut }: ColumnsOptions,
  stack: Stack,
  value: number | null,
  position: number,
): ChartPoint {
  const point = { value, rows: stack.rows?.(at[position]!) }
  if (standsOut?.index !== position) return point
  return {
    ...point,
    itemStyle: { color: standsOut.colour, borderRadius: [3, 3, 0, 0] },
    label: {
      show: true,
      // A word over a column at an edge must not leave the plot.
      position: 'top',
      align: position < at.length * 0.2 ? 'left' : position > at.length * 0.8 ? 'right' : 'center',
      formatter: standsOut.text,
      textBorderWidth: 0,
      ...textOf(look, 'ink', 500),
    },
  }
}

function columnLabel(point: string, at: readonly string[], look: ChartLook): string {
  if (!isHour(point)) return shortDay(point, look.locale)
  const hours = at.length <= 24 ? hourWords(point, look) : null
  return hours ?? shortDay(dayOf(point, look.zone), look.locale)
}

function explain(
  hovered: readonly Hovered[],
  { at, stacks, words }: ColumnsOptions,
  look: ChartLook,
): string {
  const index = hovered[0]?.dataIndex ?? 0
  return tooltipText(
    pointWords(at[index]!, look),
    stacks.map(({ name, values, colour }) => {
      const value = values[index] ?? null
      return { name, colour, value: value === null ? 'None' : words(value) }
    }),
  )
}

/** Names over the plot, at its left; they only name, nothing can be switched off by accident. */
export function names(look: ChartLook, stacks: readonly { name: string }[]) {
  return {
    left: 0,
    top: 0,
    padding: 0,
    itemGap: 16,
    itemWidth: 10,
    itemHeight: 10,
    icon: 'roundRect',
    selectedMode: false,
    data: stacks.map(({ name }) => name),
    textStyle: { ...textOf(look, 'ink') },
  }
}
