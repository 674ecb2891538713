import { countWords, percentWords } from '../figure-words.ts'
import type { ChartLook, Drawing, RowsTarget } from './look.ts'
import { frame, textOf } from './parts.ts'

export interface Part {
  name: string
  value: number
  colour: string
  rows?: RowsTarget
}

const BAR = 28
const LINE = 32

/** One whole in its parts: a single bar, and below it each part with its number and share. */
export function drawSplit(look: ChartLook, parts: readonly Part[], summary: string): Drawing | null {
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  if (whole === 0) return null
  const lines = parts.length * LINE
  return {
    height: BAR + 12 + lines,
    summary,
    option: {
      ...frame(look),
      grid: [
        { left: 0, right: 0, top: 4, height: BAR - 6 },
        { left: 0, right: 0, top: BAR + 10, height: lines },
      ],
      xAxis: [
        { type: 'value', show: false, min: 0, max: whole },
        { type: 'value', show: false, min: 0, max: 1, gridIndex: 1 },
      ],
      yAxis: [
        { type: 'category', show: false, data: [''] },
        nameLines(look, parts),
        numberLines(look, parts, whole),
      ],
      series: [
        ...parts.map(({ name, value, colour, rows }, index) => ({
          type: 'bar',
          name,
          stack: 'whole',
          barWidth: BAR - 8,
          cursor: rows ? 'pointer' : 'default',
          itemStyle: {
            color: colour,
            borderColor: look.colours.surface,
            borderWidth: index === 0 ? 0 : 1,
            borderRadius: radius(index, parts.length),
          },
          data: [{ value, rows }],
        })),
        { type: 'bar', xAxisIndex: 1, yAxisIndex: 1, silent: true, data: parts.map(() => 0) },
        { type: 'bar', xAxisIndex: 1, yAxisIndex: 2, silent: true, data: parts.map(() => 0) },
      ],
    },
  }
}

function radius(index: number, count: number): number[] {
  return [index === 0 ? 4 : 0, index === count - 1 ? 4 : 0, index === count - 1 ? 4 : 0, index === 0 ? 4 : 0]
}

const axis = {
  type: 'category',
  inverse: true,
  gridIndex: 1,
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
