import { Chart } from '#web/kit/chart.tsx'
import { ChartCard } from '#web/kit/chart-card.tsx'
import { MenuItem } from '#web/kit/menu.tsx'
import type { ChartColours, ChartPoint, ChartSpec, Drawing } from '../domain/charts/look.ts'
import type { DataTable, TableRow } from '../domain/data-table.ts'
import { useDashboard } from './dashboard-context.tsx'
import { useExportMenu } from './exports-context.tsx'
import { FigureTable } from './figure-table.tsx'

interface FigureChartProps<D> {
  spec: ChartSpec<D>
  data: D
  span?: number
  /** The figure whose rows the menu opens. */
  metric?: string
  /** Why there is nothing to draw. */
  empty?: string
}

/** A colour is needed to measure a chart's height before the browser has told the real ones. */
const anyColours: ChartColours = {
  series: Array<string>(8).fill('#000'),
  steps: Array<string>(6).fill('#000'),
  ...{ ink: '#000', muted: '#000', surface: '#000', sunken: '#000', stripe: '#000', line: '#000' },
  ...{ lineStrong: '#000', grid: '#000', goodInk: '#000', warnInk: '#000', badInk: '#000' },
}

/** One chart of the catalogue on its card: question, drawing, table, rows, PNG and CSV. */
export function FigureChart<D>({ spec, data, span, metric, empty }: FigureChartProps<D>) {
  const { words, thresholds, rowsTo, openRows } = useDashboard()
  const exportItems = useExportMenu({ png: spec.key, csv: spec.key })
  const look = { ...words, thresholds, font: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif" }
  const first = spec.build(data, { ...look, colours: anyColours, width: 600 })
  const table = spec.table(data)
  return (
    <ChartCard
      title={spec.title}
      lead={spec.about(data, look)}
      span={span}
      table={first ? <FigureTable table={table} target={first && pressable(first, table)} /> : undefined}
      menu={
        <>
          {metric && (
            <MenuItem icon="menu" to={rowsTo({ metric })}>
              Rows behind it
            </MenuItem>
          )}
          {exportItems}
        </>
      }
    >
      {first ? (
        <Chart
          height={first.height}
          draw={(place) => spec.build(data, { ...look, ...place }) ?? first}
          onPress={(datum) => {
            const rows = (datum as ChartPoint | undefined)?.rows
            if (rows) openRows(rows)
          }}
        />
      ) : (
        <p className="nothing">{empty ?? 'Nothing to count in this period.'}</p>
      )}
    </ChartCard>
  )
}

/** What a press on a mark opens, a link in the table opens as well: the way for the keyboard. */
function pressable({ option, rowsOf }: Drawing, { columns, rows }: DataTable) {
  if (rowsOf) {
    return (row: TableRow, column: string) =>
      column === columns[0]?.key ? rowsOf[rows.indexOf(row)] : undefined
  }
  const alike = option.series.filter(({ data }) => data.length === rows.length)
  return (row: TableRow, column: string) => {
    if (column !== columns[0]?.key) return undefined
    const marks = alike.map(({ data }) => data[rows.indexOf(row)] as ChartPoint | number | null)
    const pressed = marks.find((mark) => typeof mark === 'object' && mark?.rows)
    return (pressed as ChartPoint | undefined)?.rows
  }
}
