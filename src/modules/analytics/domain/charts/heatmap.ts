import { countWords, oneDecimal } from '../figure-words.ts'
import type { CustomerLoad } from '../sections.ts'
import type { ChartLook, ChartSeries, ChartSpec } from './look.ts'
import { frame, type Hovered, lettersOf, textOf, tooltip, tooltipText } from './parts.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const fullDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const two = (hour: number) => String(hour).padStart(2, '0')

type Slot = CustomerLoad['heatmap'][number]

/** The hours between the first and the last at which anything came in. */
function shownHours(heatmap: readonly Slot[]): number[] {
  const busy = heatmap.filter(({ value }) => value !== null && value > 0).map(({ hour }) => hour)
  if (busy.length === 0) return []
  const [first, last] = [Math.min(...busy), Math.max(...busy)]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The step of the scale for a value, 0 to 5; steps are even between nothing and `top`, beyond which all is 5. */
export function stepOf(value: number, top: number): number {
  if (value <= 0 || top <= 0) return 0
  return Math.min(5, Math.ceil((value / top) * 5))
}

/** Where the scale ends: one hour far above all others must not make those look alike. */
export function topOf(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
}

/** Average incoming messages by weekday and hour: darker is more, the number stands in the field. */
export const heatmap: ChartSpec<CustomerLoad> = {
  key: 'heatmap',
  title: 'When do customers write?',
  about: () => 'Incoming messages per hour, average of the period; darker is more',
  build({ heatmap: slots, incoming }, look) {
    const hours = shownHours(slots)
    if (hours.length === 0) return null
    const most = Math.max(...slots.map(({ value }) => value ?? 0))
    const top = slots.find(({ value }) => value === most)!
    const known = slots.filter(({ value, hour }) => value !== null && hours.includes(hour))
    return {
      height: 7 * 32 + 28,
      summary: `Busiest: ${fullDays[top.weekday - 1]} at ${two(top.hour)}:00 with ${short(most, look)} messages on average.`,
      option: {
        ...frame(look),
        grid: { left: 40, right: 0, top: 24, bottom: 0 },
        tooltip: tooltip(look, 'item', (hovered: Hovered) => explain(known[hovered.dataIndex]!, look)),
        xAxis: {
          type: 'category',
          position: 'top',
          data: hours.map(two),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { ...textOf(look), interval: look.width < 480 ? 2 : 0, margin: 6 },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: days,
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { ...textOf(look), interval: 0, margin: 10 },
        },
        series: [
          fields(look, known, hours, topOf(known.map(({ value }) => value ?? 0)), incoming.key),
          quietDays(look, known, hours),
        ],
      },
    }
  },
  table: ({ heatmap: slots }) => {
    const hours = shownHours(slots)
    const valueAt = (weekday: number, hour: number) =>
      slots.find((slot) => slot.weekday === weekday && slot.hour === hour)?.value ?? null
    return {
      key: 'heatmap',
      title: 'Average incoming messages by weekday and hour',
      columns: [
        { key: 'day', label: 'Day', kind: 'text' },
        ...hours.map((hour) => ({ key: `h${hour}`, label: two(hour), kind: 'score' as const })),
      ],
      rows: fullDays.map((day, index) => ({
        day,
        ...Object.fromEntries(hours.map((hour) => [`h${hour}`, valueAt(index + 1, hour)])),
      })),
    }
  },
}

/** Averages below ten keep one decimal, so that few is not none. */
function short(value: number, look: ChartLook): string {
  if (value > 0 && value < 0.05) return `<${oneDecimal(0.1, look.locale)}`
  return value < 10 && !Number.isInteger(value)
    ? oneDecimal(value, look.locale)
    : countWords(value, look.locale)
}

function explain({ weekday, hour, value }: Slot, look: ChartLook): string {
  const head = `${fullDays[weekday - 1]}, ${two(hour)}:00 to ${two((hour + 1) % 24)}:00`
  return tooltipText(head, [{ name: 'Messages on average', value: short(value ?? 0, look) }])
}

/** A day on which nobody could have written says so instead of being an empty row. */
function quietDays(look: ChartLook, known: readonly Slot[], hours: readonly number[]): ChartSeries {
  const quiet = days.flatMap((_, index) =>
    known.some(({ weekday }) => weekday === index + 1) ? [] : [index],
  )
  return {
    type: 'custom',
    silent: true,
    encode: { x: 0, y: 1 },
    tooltip: { show: false },
    data: quiet.map((index) => ({ value: [0, index, hours.length] })),
    renderItem: (_: unknown, api: FieldApi) => {
      const [x, y] = api.coord([0, api.value(1)])
      const [width] = api.size([1, 1])
      return {
        type: 'text',
        style: {
          text: 'closed, or no such day in the period',
          x: x - width / 2 + 4,
          y,
          verticalAlign: 'middle',
          ...lettersOf(look),
        },
      }
    },
  }
}

/** What the chart library hands to a field that draws itself. */
interface FieldApi {
  value(dimension: number): number
  coord(at: [number, number]): [number, number]
  size(of: [number, number]): [number, number]
}

function fields(
  look: ChartLook,
  slots: readonly Slot[],
  hours: readonly number[],
  top: number,
  metric: string,
): ChartSeries {
  return {
    type: 'custom',
    cursor: 'pointer',
    encode: { x: 0, y: 1 },
    data: slots.map(({ weekday, hour, value }) => ({
      value: [hours.indexOf(hour), weekday - 1, value],
      rows: { metric, part: `${weekday}-${two(hour)}` },
    })),
    renderItem: (_: unknown, api: FieldApi) => {
      const value = api.value(2)
      const [x, y] = api.coord([api.value(0), api.value(1)])
      const [width, height] = api.size([1, 1])
      const step = stepOf(value, top)
      const isDark = step >= 4
      return {
        type: 'rect',
        shape: { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 4 },
        style: { fill: look.colours.steps[step] },
        emphasis: { style: { stroke: look.colours.ink, lineWidth: 1 } },
        ...(width >= 24 && {
          textContent: {
            type: 'text',
            style: {
              text: short(value, look),
              ...(isDark
                ? lettersOf(look, look.colours.surface, 12, 600)
                : lettersOf(look, look.colours.ink)),
            },
          },
          textConfig: { position: 'inside' },
        }),
      }
    },
  }
}
