import { dayOf, hourWords, isHour, pointWords, shortDay } from '../figure-words.ts'
import { axisWordsOf, BOTTOM, marks, sidesOf, TOP } from './line-marks.ts'
import type { ChartLook, ChartPoint, ChartSeries, Drawing, RowsTarget } from './look.ts'
import {
  frame,
  type Hovered,
  highest,
  isAlone,
  lastKnown,
  niceScale,
  timeAxis,
  tooltip,
  tooltipText,
  valueAxis,
} from './parts.ts'

export interface Line {
  name: string
  values: readonly (number | null)[]
  colour: string
  isDashed?: boolean
  /** Filled down to zero. */
  isArea?: boolean
  rows?: (at: string) => RowsTarget
}

/** Steps of a time axis fall on whole seconds, minutes or hours, and are named in them. */
export function timeScale(mostSeconds: number): Required<Pick<LinesOptions, 'scale' | 'axisWords'>> {
  const [scale, unit] = mostSeconds >= 7200 ? [3600, 'h'] : mostSeconds >= 120 ? [60, 'min'] : [1, 's']
  return { scale, axisWords: (seconds) => (seconds === 0 ? '0' : `${+(seconds / scale).toFixed(1)} ${unit}`) }
}

export interface LinesOptions {
  at: readonly string[]
  lines: readonly Line[]
  height: number
  /** A value as it stands in labels and tooltips: `3:40 min`. */
  words: (value: number) => string
  /** A value as it stands on the axis; like `words` when missing. */
  axisWords?: (value: number) => string
  /** Draws in another unit than the values' own: seconds in minutes. */
  scale?: number
  /** A dashed, named line. */
  target?: { at: number; name: string } | null
  /** Points that are shaded because nobody works then. */
  isShaded?: (index: number) => boolean
  /** A point worth a word: ring and text. */
  notes?: readonly { index: number; value: number; text: string }[]
  summary: string
}

/** Lines over time with their names and last values at their ends; gaps where nothing was counted. */
export function drawLines(look: ChartLook, options: LinesOptions): Drawing {
  const { at, lines, height, target } = options
  const room = Math.max(height, look.room ?? 0)
  const factor = 1 / (options.scale ?? 1)
  const most = Math.max(highest(...lines.map(({ values }) => values)), target?.at ?? 0) * factor
  const scale = niceScale(most)
  const axisWords = axisWordsOf(look, options, scale.max, factor)
  const sides = sidesOf(look, options, [0, scale.interval, scale.max].map(axisWords))
  // Words stand on marks, and the library draws marks only on a line that has values.
  const carrier = lines.findIndex(({ values }) => lastKnown(values) !== null)
  return {
    height,
    canGrow: true,
    summary: options.summary,
    option: {
      ...frame(look),
      grid: { ...sides, top: TOP, bottom: BOTTOM },
      tooltip: tooltip(look, 'axis', (hovered: Hovered[]) => explain(hovered, options, look)),
      xAxis: timeAxis(look, at, (point) => axisLabel(point, at, look)),
      yAxis: valueAxis(look, scale, axisWords),
      series: [
        ...ground(look, options, factor, scale.max),
        ...lines.map((line, index) => ({
          ...lineSeries(line, at, factor),
          ...(index === carrier && {
            markPoint: marks(look, { ...options, height: room }, sides, factor, scale.max),
          }),
        })),
      ],
    },
  }
}

/** Hours are named by the clock within one day, by day over several. */
function axisLabel(point: string, all: readonly string[], look: ChartLook): string {
  if (!isHour(point)) return shortDay(point, look.locale)
  const isOneDay = dayOf(all[0]!, look.zone) === dayOf(all.at(-1)!, look.zone)
  return isOneDay ? hourWords(point, look) : shortDay(dayOf(point, look.zone), look.locale)
}

function explain(hovered: readonly Hovered[], { at, lines, words }: LinesOptions, look: ChartLook): string {
  const index = hovered[0]?.dataIndex ?? 0
  return tooltipText(
    pointWords(at[index]!, look),
    lines.map(({ name, values, colour }) => {
      const value = values[index] ?? null
      return { name, colour, value: value === null ? 'None' : words(value) }
    }),
  )
}

/** Behind the lines: closed days shaded over their whole width, the target dashed and named. */
function ground(look: ChartLook, options: LinesOptions, factor: number, max: number): ChartSeries[] {
  const { at, target, isShaded } = options
  const shade: ChartSeries = {
    type: 'bar',
    silent: true,
    animation: false,
    barWidth: '100%',
    itemStyle: { color: look.colours.sunken },
    data: at.map((_, index) => (isShaded?.(index) ? max : null)),
  }
  const aim: ChartSeries = {
    type: 'line',
    silent: true,
    data: [],
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [{ yAxis: (target?.at ?? 0) * factor }],
      label: { show: false },
      lineStyle: { color: look.colours.muted, type: [4, 4], width: 1.2 },
    },
  }
  return [...(isShaded ? [shade] : []), ...(target ? [aim] : [])]
}

function lineSeries(line: Line, at: readonly string[], factor: number): ChartSeries {
  const { values, colour } = line
  const last = lastKnown(values)
  return {
    type: 'line',
    name: line.name,
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 7,
    showAllSymbol: true,
    itemStyle: { color: colour },
    lineStyle: {
      color: colour,
      width: 2,
      type: line.isDashed ? [5, 4] : 'solid',
      cap: 'round',
      join: 'round',
    },
    ...(line.isArea && { areaStyle: { color: colour, opacity: 0.12 } }),
    emphasis: { disabled: false, scale: false, lineStyle: { width: 2 } },
    cursor: line.rows ? 'pointer' : 'default',
    triggerLineEvent: Boolean(line.rows),
    data: values.map((value, index): ChartPoint => {
      const isSeen = isAlone(values, index) || index === last?.index
      return {
        value: value === null ? null : value * factor,
        rows: line.rows?.(at[index]!),
        // Invisible marks are still there to be pressed.
        ...(!isSeen && { itemStyle: { color: colour, opacity: 0 }, emphasis: { itemStyle: { opacity: 1 } } }),
      }
    }),
  }
}
