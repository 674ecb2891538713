import { type ChartLook, type ChartPoint, type Drawing, NARROW, type RowsTarget } from './look.ts'
import { frame, type Hovered, nameAxis, textOf, tooltip, tooltipText } from './parts.ts'

export interface Bar {
  name: string
  value: number
  /** The number on the bar. */
  label: string
  /** Muted, after the number. */
  detail?: string
  /** What went missing after the value: drawn pale up to here. */
  upTo?: number
  colour?: string
  /** Colour of the label's number. */
  ink?: string
  rows?: RowsTarget
}

interface BarsOptions {
  /** The end of the scale; the longest bar when missing. */
  max?: number
  /** Room for the names, in pixels. */
  nameWidth?: number
  /** Room for the labels behind the bars, in pixels. */
  labelWidth?: number
  /** A named mark on the scale. */
  mark?: { at: number; name: string }
  /** What is counted, for the tooltip. */
  what: string
  /** Room at the left and on top that is kept for something else, in pixels. */
  shift?: { left: number; top: number }
  summary: string
}

const ROW = 34
const MOST = 12

/** The first bars by size; what does not fit is summed up under a name of its own. */
export function longestBars<T>(all: readonly T[], rest: (others: readonly T[]) => T): T[] {
  if (all.length <= MOST) return [...all]
  return [...all.slice(0, MOST - 1), rest(all.slice(MOST - 1))]
}

/** Lying bars from zero with their numbers behind them: no axis to read, no legend to look up. */
export function drawBars(look: ChartLook, bars: readonly Bar[], options: BarsOptions): Drawing {
  const { shift = { left: 0, top: 0 } } = options
  const plot = look.width - shift.left
  const labelWidth = options.labelWidth ?? 96
  const nameWidth = Math.min(options.nameWidth ?? 112, Math.max(92, plot * shareOfNames(plot, labelWidth)))
  const max = options.max ?? Math.max(1, ...bars.map(({ value, upTo }) => Math.max(value, upTo ?? 0)))
  const top = shift.top + (options.mark ? 20 : 2)
  return {
    height: top + bars.length * ROW + 2,
    summary: options.summary,
    option: {
      ...frame(look),
      grid: { left: shift.left + nameWidth + 12, right: labelWidth, top, height: bars.length * ROW },
      tooltip: {
        ...tooltip(look, 'axis', (hovered: Hovered[]) => explain(bars[hovered[0]!.dataIndex]!, options.what)),
        axisPointer: { type: 'none' },
      },
      xAxis: { type: 'value', show: false, min: 0, max },
      yAxis: nameAxis(
        look,
        bars.map(({ name }) => name),
        nameWidth,
      ),
      series: [
        {
          type: 'bar',
          stack: 'bar',
          barWidth: 22,
          data: bars.map((bar) => barPoint(bar, look)),
          cursor: bars.some(({ rows }) => rows) ? 'pointer' : 'default',
          emphasis: { itemStyle: { opacity: 0.86 } },
          ...(options.mark && { markLine: markAt(options.mark, look) }),
        },
        {
          type: 'bar',
          stack: 'bar',
          barWidth: 22,
          silent: true,
          itemStyle: { color: look.colours.steps[1], borderRadius: [0, 4, 4, 0] },
          data: bars.map(({ value, upTo }) => Math.max(0, (upTo ?? value) - value)),
        },
        // Carries the words at the end of both, over the mark of the scale.
        {
          type: 'bar',
          stack: 'bar',
          silent: true,
          z: 6,
          label: barLabel(look, bars),
          itemStyle: { color: 'transparent' },
          // Beside a mark the words stand at the end of the scale, where its line does not run through them.
          data: bars.map(({ value, upTo }) => (options.mark ? max - Math.max(value, upTo ?? 0) : 0)),
        },
      ],
    },
  }
}

/** How much of the width names may take: more where the numbers behind the bars are short. */
function shareOfNames(plot: number, labelWidth: number): number {
  if (plot >= NARROW) return 0.3
  return labelWidth <= 60 ? 0.5 : 0.34
}

/** Says the whole name, which the axis may have cut short. */
function explain({ name, label, detail }: Bar, what: string): string {
  return tooltipText(name, [{ name: what, value: label }, ...(detail ? [{ name: '', value: detail }] : [])])
}

function barPoint({ value, upTo, colour, rows }: Bar, look: ChartLook): ChartPoint {
  const isWhole = upTo === undefined || upTo <= value
  return {
    value,
    rows,
    itemStyle: { color: colour ?? look.colours.series[0], borderRadius: isWhole ? [0, 4, 4, 0] : 0 },
  }
}

/** Stands behind the whole bar, the pale part included. */
function barLabel(look: ChartLook, bars: readonly Bar[]) {
  const rich = Object.fromEntries(
    bars.map(({ ink }, index) => [
      `n${index}`,
      { ...textOf(look, 'ink', 600), ...(ink && { color: ink }), fontSize: 13 },
    ]),
  )
  return {
    show: true,
    position: 'right',
    distance: 8,
    ...textOf(look),
    textBorderWidth: 0,
    backgroundColor: look.colours.surface,
    padding: [2, 3, 2, 0],
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const bar = bars[dataIndex]!
      return `{n${dataIndex}|${bar.label}}${bar.detail ? `{d|${bar.detail}}` : ''}`
    },
    rich: { ...rich, d: { ...textOf(look), padding: [0, 0, 0, 6] } },
  }
}

function markAt({ at, name }: { at: number; name: string }, look: ChartLook) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    data: [{ xAxis: at, name }],
    lineStyle: { color: look.colours.ink, width: 1.4, type: 'dashed' },
    label: { ...textOf(look), position: 'start', distance: 4, formatter: name, textBorderWidth: 0 },
  }
}
