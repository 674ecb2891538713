import { countWords, percentWords } from '../figure-words.ts'
import type { ChartLook, ChartSeries, Drawing, RowsTarget } from './look.ts'
import { frame, lettersOf, textOf, tooltip, tooltipText } from './parts.ts'

export interface Part {
  name: string
  value: number
  colour: string
  rows?: RowsTarget
}

const LINE = 34
const RADIUS = 62
const THICK = 20
const ROOM = 2 * RADIUS + 8
/** From this width on the names stand beside the ring, else below it. */
const BESIDE = 400

/** One whole in its parts: a ring with the whole in its middle, and each part with its number and share. */
export function drawSplit(look: ChartLook, parts: readonly Part[], summary: string): Drawing | null {
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  if (whole === 0) return null
  const lines = parts.length * LINE
  const isBeside = look.width >= BESIDE
  const height = isBeside ? Math.max(ROOM, lines) : ROOM + 12 + lines
  return {
    height,
    summary,
    rowsOf: parts.map(({ rows }) => rows),
    option: {
      ...frame(look),
      grid: {
        left: isBeside ? ROOM + 24 : 0,
        right: 0,
        top: isBeside ? (height - lines) / 2 : ROOM + 12,
        height: lines,
      },
      tooltip: tooltip(look, 'item', ({ dataIndex }: { dataIndex: number }) =>
        explain(parts[dataIndex]!, whole, look),
      ),
      xAxis: { type: 'value', show: false, min: 0, max: 1 },
      yAxis: [nameLines(look, parts), numberLines(look, parts, whole)],
      series: [
        ring(look, parts, whole, isBeside ? RADIUS + 4 : look.width / 2),
        { type: 'bar', yAxisIndex: 0, silent: true, data: parts.map(() => 0) },
        { type: 'bar', yAxisIndex: 1, silent: true, data: parts.map(() => 0) },
      ],
    },
  }
}

function explain({ name, value, colour }: Part, whole: number, look: ChartLook): string {
  const share = percentWords((value / whole) * 100, look.locale)
  return tooltipText(name, [{ name: share, value: countWords(value, look.locale), colour }])
}

/** Clockwise from twelve. */
function ring(look: ChartLook, parts: readonly Part[], whole: number, cx: number): ChartSeries {
  const cy = RADIUS + 4
  const angle = (value: number) => (value / whole) * 2 * Math.PI - Math.PI / 2
  const before = (index: number) => parts.slice(0, index).reduce((sum, { value }) => sum + value, 0)
  const sector = (index: number) => ({
    type: 'sector',
    shape: {
      ...{ cx, cy, r0: RADIUS - THICK, r: RADIUS },
      startAngle: angle(before(index)),
      endAngle: angle(before(index) + parts[index]!.value),
    },
    style: { fill: parts[index]!.colour, stroke: look.colours.surface, lineWidth: 2 },
    emphasis: { style: { opacity: 0.86 } },
  })
  const total = {
    type: 'text',
    silent: true,
    style: {
      ...{ text: countWords(whole, look.locale), x: cx, y: cy, align: 'center', verticalAlign: 'middle' },
      ...lettersOf(look, look.colours.ink, 20, 600),
    },
  }
  return {
    type: 'custom',
    coordinateSystem: 'none',
    name: 'ring',
    cursor: parts.some(({ rows }) => rows) ? 'pointer' : 'default',
    data: parts.map(({ value, rows }) => ({ value, rows })),
    renderItem: ({ dataIndex }: { dataIndex: number }) => ({
      type: 'group',
      // Nothing has no slice, not even its edge.
      children: [
        ...(parts[dataIndex]!.value > 0 ? [sector(dataIndex)] : []),
        ...(dataIndex === 0 ? [total] : []),
      ],
    }),
  }
}

const axis = {
  type: 'category',
  inverse: true,
  axisTick: { show: false },
  axisLine: { show: false },
}

/** The parts' names, each with a square of its colour, inside the plot at its left edge. */
function nameLines(look: ChartLook, parts: readonly Part[]) {
  const rich = Object.fromEntries<object>([
    ['t', { ...textOf(look, 'ink'), fontSize: 13, padding: [0, 0, 0, 8] }],
    ...parts.map(({ colour }, index): [string, object] => [
      `m${index}`,
      { width: 8, height: 8, borderRadius: 2, backgroundColor: colour, padding: 0 },
    ]),
  ])
  return {
    ...axis,
    position: 'left',
    data: parts.map(({ name }) => name),
    axisLabel: {
      ...textOf(look, 'ink'),
      fontSize: 13,
      inside: true,
      margin: 0,
      interval: 0,
      formatter: (name: string, index: number) => `{m${index}|}{t|${name}}`,
      rich,
    },
    splitLine: { show: true, lineStyle: { color: look.colours.line } },
  }
}

function numberLines(look: ChartLook, parts: readonly Part[], whole: number) {
  return {
    ...axis,
    position: 'right',
    data: parts.map(({ name }) => name),
    axisLabel: {
      inside: true,
      margin: 0,
      interval: 0,
      ...textOf(look),
      formatter: (_: string, index: number) => {
        const { value } = parts[index]!
        return `{n|${countWords(value, look.locale)}}{s|${percentWords((value / whole) * 100, look.locale)}}`
      },
      rich: {
        n: { ...textOf(look, 'ink', 600), fontSize: 13 },
        s: { ...textOf(look), width: 58, align: 'right' },
      },
    },
    splitLine: { show: false },
  }
}
