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
  data?: unknown[]
  xAxisIndex?: number
}

function seriesOf(chart: ECharts): SeriesOption[] {
  return (chart.getOption() as { series?: SeriesOption[] }).series ?? []
}

function datumAt(chart: ECharts, series: number, index: number): unknown {
  return seriesOf(chart)[series]?.data?.[index]
}

/** The first datum with rows at the point of time under the pointer, in whichever of several plots it is. */
function nearest(chart: ECharts, at: [number, number]): unknown {
  const all = seriesOf(chart)
  for (const { data = [], xAxisIndex = 0 } of all) {
    const place = { xAxisIndex }
    if (!chart.containPixel({ gridIndex: xAxisIndex }, at)) continue
    const index = Math.round(chart.convertFromPixel(place, at[0]) as unknown as number)
    const datum = data[index] as { rows?: unknown } | undefined
    if (datum?.rows) return datum
  }
  return undefined
}
