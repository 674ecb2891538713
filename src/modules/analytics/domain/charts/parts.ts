import type { ChartLook, ChartOption } from './look.ts'

/** Text of axes and labels. */
export function textOf(look: ChartLook, tone: 'ink' | 'muted' = 'muted', weight: 400 | 500 | 600 = 400) {
  return { color: look.colours[tone], fontSize: 12, fontFamily: look.font, fontWeight: weight }
}

/** Letters of what draws itself. Their parts one by one: pictures do not understand them in one. */
export function lettersOf(
  look: ChartLook,
  fill = look.colours.muted,
  fontSize = 12,
  fontWeight: 400 | 600 = 400,
) {
  return { fill, fontSize, fontWeight, fontFamily: look.font }
}

/** What every chart shares. Movement only when data changes; still pictures ignore it. */
export function frame(look: ChartLook): Pick<ChartOption, string> {
  return {
    backgroundColor: 'transparent',
    textStyle: { fontFamily: look.font, fontSize: 12, color: look.colours.muted },
    animationDuration: 0,
    animationDurationUpdate: 160,
    animationEasingUpdate: 'cubicOut',
  }
}

/** The box that explains what is under the pointer; stays inside the chart's card. */
export function tooltip(look: ChartLook, trigger: 'axis' | 'item', formatter: (at: never) => string) {
  return {
    trigger,
    confine: true,
    transitionDuration: 0,
    backgroundColor: look.colours.surface,
    borderColor: look.colours.line,
    borderWidth: 1,
    padding: [8, 12],
    extraCssText: 'border-radius:8px;box-shadow:var(--shadow);white-space:nowrap',
    textStyle: { ...textOf(look, 'ink'), lineHeight: 18 },
    axisPointer: { type: 'line', lineStyle: { color: look.colours.lineStrong, type: 'solid', width: 1 } },
    formatter,
  }
}

/** What the tooltip's formatter receives of each series. */
export interface Hovered {
  dataIndex: number
  seriesName?: string
  color?: string
  data?: unknown
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Names come from people and go into a tooltip's markup. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign]!)
}

/** A tooltip: a head, and lines with a coloured mark, a name and a value. */
export function tooltipText(
  head: string,
  lines: readonly { name: string; value: string; colour?: string }[],
): string {
  const mark = (colour: string) =>
    `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${colour}"></span>`
  const rows = lines.map(
    ({ name, value, colour }) =>
      `<div style="display:flex;gap:16px;justify-content:space-between"><span>${colour ? mark(colour) : ''}${escapeText(name)}</span><b style="font-weight:600;font-variant-numeric:tabular-nums">${escapeText(value)}</b></div>`,
  )
  return `<div style="color:inherit;opacity:.75">${escapeText(head)}</div>${rows.join('')}`
}

/** A scale from zero in even steps of 1, 2, 2.5 or 5 times a power of ten, with the highest value inside. */
export function niceScale(highest: number, steps = 5): { max: number; interval: number } {
  if (!(highest > 0)) return { max: steps, interval: 1 }
  const rough = highest / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough - 1e-9) ?? 10
  const interval = factor * power
  return { max: Math.ceil(highest / interval - 1e-9) * interval, interval }
}

/** The value axis: from zero, barely visible lines. */
export function valueAxis(
  look: ChartLook,
  scale: { max: number; interval: number },
  words: (value: number) => string,
) {
  return {
    type: 'value',
    min: 0,
    ...scale,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...textOf(look), formatter: words },
    splitLine: { lineStyle: { color: look.colours.grid, width: 1 } },
  }
}

/** The axis of days or hours; labels as many as fit. */
export function timeAxis(
  look: ChartLook,
  data: readonly string[],
  words: (at: string, index: number) => string,
) {
  const fit = Math.max(2, Math.floor(look.width / 110))
  const interval = Math.max(0, Math.ceil(data.length / fit) - 1)
  return {
    type: 'category',
    data,
    boundaryGap: true,
    axisLine: { lineStyle: { color: look.colours.lineStrong } },
    axisTick: { show: false },
    axisLabel: { ...textOf(look), interval, formatter: words, hideOverlap: true, margin: 10 },
  }
}

/** The names down the left side of bars. */
export function nameAxis(look: ChartLook, names: readonly string[], width: number) {
  return {
    type: 'category',
    data: names,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...textOf(look, 'ink'),
      fontSize: 13,
      width,
      overflow: 'truncate',
      interval: 0,
      align: 'left',
      margin: width + 12,
    },
  }
}

/** Moves labels apart so that none covers another: their wished places in pixels, from top to bottom. */
export function spread(wished: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wished.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at)
  let last = Number.NEGATIVE_INFINITY
  for (const label of order) {
    label.at = Math.max(label.at, last + gap, low)
    last = label.at
  }
  let next = high
  for (const label of [...order].reverse()) {
    label.at = Math.min(label.at, next)
    next = label.at - gap
  }
  const placed = new Array<number>(wished.length).fill(0)
  for (const { at, index } of order) placed[index] = at
  return placed
}

/** The last known value of a series, and where it stands. */
export function lastKnown(values: readonly (number | null)[]): { index: number; value: number } | null {
  const index = values.findLastIndex((value) => value !== null)
  return index < 0 ? null : { index, value: values[index]! }
}

/** Whether a value stands between two gaps, where no line leads to it. */
export function isAlone(values: readonly (number | null)[], index: number): boolean {
  const known = (at: number) => (values[at] ?? null) !== null
  return known(index) && !known(index - 1) && !known(index + 1)
}

/** The highest known value; 0 when nothing is known. */
export function highest(...series: readonly (readonly (number | null)[])[]): number {
  return Math.max(0, ...series.flat().filter((value) => value !== null))
}
