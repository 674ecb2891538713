import { countWords, dayOf, hourWords, isHour, moneyWords, pointWords, shortDay } from '../figure-words.ts'
import type { BusinessImpact } from '../sections.ts'
import type { ChartLook, ChartPoint, ChartSeries, ChartSpec } from './look.ts'
import {
  frame,
  type Hovered,
  highest,
  isAlone,
  lastKnown,
  textOf,
  timeAxis,
  tooltip,
  tooltipText,
} from './parts.ts'

type Day = BusinessImpact['trends'][number]

const ROW = 74
const TOP = 8

const kinds = [
  { key: 'leads', name: 'Leads', series: 0 },
  { key: 'bookings', name: 'Bookings', series: 2 },
  { key: 'revenue', name: 'Revenue', series: 3 },
  { key: 'tickets', name: 'Tickets resolved', series: 1 },
] as const satisfies readonly { key: Exclude<keyof Day, 'day'>; name: string; series: number }[]

const metrics = {
  leads: 'leads',
  bookings: 'bookings',
  revenue: 'revenue',
  tickets: 'ticketsResolved',
} as const

/** Four small charts over one time: each on its own scale from zero, so none hides another. */
export const trends: ChartSpec<BusinessImpact> = {
  key: 'trends',
  title: 'Where is the business going?',
  about: () => 'Per day; each line on its own scale from zero',
  build(data, look) {
    const { trends: days } = data
    const shown = kinds.filter(({ key }) => days.some((day) => day[key] !== null))
    if (shown.length === 0) return null
    const bottom = 26
    return {
      height: TOP + shown.length * ROW + bottom,
      summary: shown
        .map(({ key, name }) => `${sumWords(days, key, look)} ${name.toLowerCase()}`)
        .join(', ')
        .concat(' in the period.'),
      option: {
        ...frame(look),
        grid: shown.map((_, index) => ({
          left: 112,
          right: 72,
          top: TOP + index * ROW + 10,
          height: ROW - 22,
        })),
        tooltip: tooltip(look, 'axis', (hovered: Hovered[]) => explain(hovered, days, shown, look)),
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        xAxis: shown.map((_, index) => ({
          ...timeAxis(
            look,
            days.map(({ day }) => day),
            (at) => label(at, days, look),
          ),
          gridIndex: index,
          ...(index < shown.length - 1 && { axisLabel: { show: false } }),
        })),
        yAxis: shown.map(({ key, name }, index) => ({
          type: 'value',
          gridIndex: index,
          min: 0,
          max: Math.max(1, highest(days.map((day) => day[key]))),
          splitNumber: 1,
          axisLabel: { show: false },
          splitLine: { show: false },
          name: `{b|${name}}\n${sumWords(days, key, look)}`,
          nameLocation: 'middle',
          nameRotate: 0,
          nameGap: 12,
          nameTextStyle: {
            ...textOf(look),
            align: 'right',
            lineHeight: 17,
            rich: { b: textOf(look, 'ink', 500) },
          },
        })),
        series: shown.flatMap((kind, index) => lineOf(look, data, kind, index)),
      },
    }
  },
  table: ({ trends: days }) => ({
    key: 'trends',
    title: 'Business per day',
    columns: [
      { key: 'day', label: 'Day', kind: 'point' },
      { key: 'leads', label: 'Leads', kind: 'count' },
      { key: 'bookings', label: 'Bookings', kind: 'count' },
      { key: 'revenue', label: 'Revenue', kind: 'money' },
      { key: 'tickets', label: 'Tickets resolved', kind: 'count' },
    ],
    rows: days.map(({ day, leads, bookings, revenue, tickets }) => ({
      day,
      leads,
      bookings,
      revenue,
      tickets,
    })),
  }),
}

function valueWords(value: number, key: Exclude<keyof Day, 'day'>, look: ChartLook): string {
  return key === 'revenue' ? moneyWords(value, look) : countWords(value, look.locale)
}

function sumWords(days: readonly Day[], key: Exclude<keyof Day, 'day'>, look: ChartLook): string {
  return valueWords(
    days.reduce((sum, day) => sum + (day[key] ?? 0), 0),
    key,
    look,
  )
}

function label(at: string, days: readonly Day[], look: ChartLook): string {
  if (!isHour(at)) return shortDay(at, look.locale)
  return days.length <= 25 ? hourWords(at, look) : shortDay(dayOf(at, look.zone), look.locale)
}

function explain(
  hovered: readonly Hovered[],
  days: readonly Day[],
  shown: readonly (typeof kinds)[number][],
  look: ChartLook,
): string {
  const day = days[hovered[0]?.dataIndex ?? 0]!
  return tooltipText(
    pointWords(day.day, look),
    shown.map(({ key, name, series }) => ({
      name,
      colour: look.colours.series[series],
      value: day[key] === null ? 'None' : valueWords(day[key], key, look),
    })),
  )
}

function lineOf(
  look: ChartLook,
  data: BusinessImpact,
  kind: (typeof kinds)[number],
  index: number,
): ChartSeries[] {
  const values = data.trends.map((day) => day[kind.key])
  const last = lastKnown(values)
  const colour = look.colours.series[kind.series]
  const metric = data[metrics[kind.key]].key
  return [
    {
      type: 'line',
      name: kind.name,
      xAxisIndex: index,
      yAxisIndex: index,
      connectNulls: false,
      showAllSymbol: true,
      symbol: 'circle',
      symbolSize: 6,
      cursor: 'pointer',
      triggerLineEvent: true,
      lineStyle: { color: colour, width: 1.8 },
      areaStyle: { color: colour, opacity: 0.1 },
      itemStyle: { color: colour },
      data: values.map(
        (value, position): ChartPoint => ({
          value,
          rows: { metric, on: data.trends[position]!.day.slice(0, 10) },
          ...(position === last?.index
            ? {
                label: {
                  show: true,
                  position: 'right',
                  distance: 8,
                  textBorderWidth: 0,
                  ...textOf(look, 'ink', 500),
                  formatter: valueWords(last.value, kind.key, look),
                },
              }
            : // A day between two gaps has no line that leads to it: its mark is seen.
              !isAlone(values, position) && { itemStyle: { opacity: 0 } }),
        }),
      ),
    },
  ]
}
