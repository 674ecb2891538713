import type { ChartLook, ChartSeries, RowsTarget } from './look.ts'
import { lettersOf } from './parts.ts'

export interface Gauge {
  /** 0 to 100. */
  percent: number
  /** In the middle of the arc: `88.1%`. */
  label: string
  /** Below it: `1,733 of 1,966`. */
  detail: string
  colour: string
  ink: string
  /** A line across the arc with its number. */
  target?: number
  rows?: RowsTarget
}

/** Room that a gauge takes, in pixels. */
export const GAUGE = { width: 224, height: 128 }

const RADIUS = 84
const THICK = 18

/** Half a circle from zero to a hundred with its middle at `x`; the target is a line across it. */
export function gaugeSeries(look: ChartLook, gauge: Gauge, x: number): ChartSeries {
  const { percent, rows } = gauge
  return {
    type: 'custom',
    coordinateSystem: 'none',
    name: 'gauge',
    cursor: rows ? 'pointer' : 'default',
    tooltip: { show: false },
    data: [{ value: percent, rows }],
    renderItem: () => ({ type: 'group', children: shapes(look, gauge, x, RADIUS + 26) }),
  }
}

const angleOf = (percent: number) => Math.PI * (1 + Math.min(100, Math.max(0, percent)) / 100)

function shapes(look: ChartLook, gauge: Gauge, cx: number, cy: number): object[] {
  const arc = (from: number, to: number, fill: string | undefined) => ({
    type: 'sector',
    shape: { cx, cy, r0: RADIUS - THICK, r: RADIUS, startAngle: angleOf(from), endAngle: angleOf(to) },
    style: { fill },
  })
  const text = (words: string, at: [number, number], style: object) => ({
    type: 'text',
    style: { text: words, x: at[0], y: at[1], align: 'center', verticalAlign: 'middle', ...style },
  })
  const small = lettersOf(look)
  const { steps } = look.colours
  const middle = RADIUS - THICK / 2
  return [
    arc(0, 100, steps[1]),
    ...(gauge.percent > 0 ? [arc(0, gauge.percent, gauge.colour)] : []),
    ...(gauge.target === undefined ? [] : targetLine(look, gauge.target, cx, cy)),
    text(gauge.label, [cx, cy - 22], lettersOf(look, gauge.ink, 24, 600)),
    text(gauge.detail, [cx, cy], small),
    text('0', [cx - middle, cy + 11], small),
    text('100', [cx + middle, cy + 11], small),
  ]
}

function targetLine(look: ChartLook, target: number, cx: number, cy: number): object[] {
  const angle = angleOf(target)
  const at = (radius: number) => [cx + Math.cos(angle) * radius, cy + Math.sin(angle) * radius] as const
  const [[x1, y1], [x2, y2], [x, y]] = [at(RADIUS - THICK - 4), at(RADIUS + 5), at(RADIUS + 16)]
  return [
    {
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke: look.colours.ink, lineWidth: 1.6 },
    },
    {
      type: 'text',
      style: {
        ...{ text: String(target), x, y, align: 'center', verticalAlign: 'middle' },
        ...lettersOf(look),
      },
    },
  ]
}
