import { BarChart, CustomChart, LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

// Only what our charts are made of. This file is loaded when the first chart comes into view, never with a page.
use([
  BarChart,
  LineChart,
  CustomChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  MarkLineComponent,
  MarkPointComponent,
  SVGRenderer,
])

export interface DrawnChart {
  /** Draws anew; what stays the same moves to its new place. */
  set(option: Record<string, unknown>, isStill: boolean): void
  resize(): void
  dispose(): void
}

/** Draws into an element. `onPress` gets the datum that was pressed. */
export function drawChart(element: HTMLElement, onPress: (datum: unknown) => void): DrawnChart {
  const chart = init(element, null, { renderer: 'svg' })
  let hasMark = false
  chart.on('click', (event) => {
    const { data, dataIndex, seriesIndex } = event as {
      data?: unknown
      dataIndex: number
      seriesIndex?: number
    }
    hasMark = true
    onPress(data ?? datumAt(chart, seriesIndex ?? 0, dataIndex))
  })
  // A press beside the marks counts for the point of time under it: lines are thin.
  chart.getZr().on('click', ({ offsetX, offsetY }) => {
    if (hasMark) hasMark = false
    else onPress(nearest(chart, [offsetX, offsetY]))
  })
  return {
    set: (option, isStill) =>
      chart.setOption(isStill ? { ...option, animation: false } : option, {
        replaceMerge: ['series', 'grid', 'xAxis', 'yAxis', 'legend'],
      }),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  }
}

interface SeriesOption {
  type?: string
  data?: unknown[]
  xAxisIndex?: number
  yAxisIndex?: number
}

interface Drawn {
  series?: SeriesOption[]
  xAxis?: { type?: string }[]
}

const optionOf = (chart: ECharts) => chart.getOption() as Drawn

function seriesOf(chart: ECharts): SeriesOption[] {
  return optionOf(chart).series ?? []
}

function datumAt(chart: ECharts, series: number, index: number): unknown {
  return seriesOf(chart)[series]?.data?.[index]
}

/**
 * The first datum with rows at the point of time, or in the lying bar's line, under the pointer, in whichever of
 * several plots it is. What draws itself is pressed on its own shapes only.
 */
function nearest(chart: ECharts, at: [number, number]): unknown {
  const { series = [], xAxis = [] } = optionOf(chart)
  for (const { type, data = [], xAxisIndex = 0, yAxisIndex = 0 } of series) {
    if (type === 'custom' || !chart.containPixel({ gridIndex: xAxisIndex }, at)) continue
    const isLying = xAxis[xAxisIndex]?.type !== 'category'
    const index = Math.round(
      (isLying
        ? chart.convertFromPixel({ yAxisIndex }, at[1])
        : chart.convertFromPixel({ xAxisIndex }, at[0])) as unknown as number,
    )
    const datum = data[index] as { rows?: unknown } | undefined
    if (datum?.rows) return datum
  }
  return undefined
}
