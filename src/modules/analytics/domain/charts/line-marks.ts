import type { Line, LinesOptions } from './lines.ts'
import { type ChartLook, NARROW } from './look.ts'
import { lastKnown, spread, textOf } from './parts.ts'

export const TOP = 16
export const BOTTOM = 28

export interface Sides {
  left: number
  right: number
}

const letters = (words: readonly string[]) => Math.max(0, ...words.map((word) => word.length)) * 6.7

/** Room for the axis at the left and the names at the right. */
export function sidesOf(look: ChartLook, options: LinesOptions, axis: readonly string[]): Sides {
  const names = options.lines.map((line) => endName(look, line, options))
  return { left: 14 + letters(axis), right: 16 + letters([...names, targetName(look, options)]) }
}

const isNarrow = (look: ChartLook) => look.width < NARROW
/** `12:06 min` → `12:06`: on a narrow chart the axis says the unit once. */
const withoutUnit = (words: string) => words.split(' ')[0]!

/** What stands on the value axis. */
export function axisWordsOf(look: ChartLook, options: LinesOptions, max: number, factor: number) {
  const words = options.axisWords ?? options.words
  return (value: number) => {
    const whole = words(value / factor)
    return isNarrow(look) && value < max ? withoutUnit(whole) : whole
  }
}

function endName(look: ChartLook, { name, values }: Line, { words }: LinesOptions): string {
  const last = lastKnown(values)
  if (!last) return name
  const value = words(last.value)
  return `${name} ${isNarrow(look) ? withoutUnit(value) : value}`.trim()
}

function targetName(look: ChartLook, { target }: LinesOptions): string {
  return target ? (isNarrow(look) ? withoutUnit(target.name) : target.name) : ''
}

/** Rings with words, and the lines' names at their ends. */
export function marks(look: ChartLook, options: LinesOptions, sides: Sides, factor: number, max: number) {
  return {
    silent: true,
    animation: false,
    symbol: 'circle',
    data: [...notes(look, options, sides, factor), ...endLabels(look, options, factor, max)],
  }
}

function notes(look: ChartLook, options: LinesOptions, { left, right }: Sides, factor: number) {
  const { at, lines, notes: all = [] } = options
  const plot = look.width - left - right
  return all.map(({ index, value, text }) => {
    const x = ((index + 0.5) / at.length) * plot
    const fitsLeft = x > letters([text]) + 12
    const fitsRight = plot - x > letters([text]) + 12
    return {
      coord: [index, value * factor],
      symbolSize: 8,
      itemStyle: { color: look.colours.surface, borderColor: lines[0]!.colour, borderWidth: 2 },
      label: {
        show: text !== '',
        ...textOf(look, 'ink', 500),
        textBorderWidth: 0,
        // Where the day does not fit, its value alone does.
        formatter: fitsLeft || fitsRight ? text : text.slice(text.indexOf(': ') + 2),
        position: fitsRight && x < plot / 2 ? 'right' : fitsLeft ? 'left' : fitsRight ? 'right' : 'left',
        distance: 8,
      },
    }
  })
}

/** The lines' names and last values at the right edge, moved apart where they would touch. */
function endLabels(look: ChartLook, options: LinesOptions, factor: number, max: number) {
  const { at, lines, target } = options
  const plot = options.height - TOP - BOTTOM
  const labels = [
    ...lines.map((line) => ({
      text: endName(look, line, options),
      value: lastKnown(line.values)?.value,
      isMain: true,
    })),
    ...(target ? [{ text: targetName(look, options), value: target.at, isMain: false }] : []),
  ].flatMap(({ value, ...label }) => (value === undefined ? [] : [{ ...label, value }]))
  const wished = labels.map(({ value }) => plot - ((value * factor) / max) * plot)
  const placed = spread(wished, 17, 0, plot)
  return labels.map(({ text, isMain }, index) => ({
    coord: [at.length - 1, max * (1 - placed[index]! / plot)],
    symbolSize: 0.1,
    // Words take over the opacity of their mark, but not its colour.
    itemStyle: { color: 'transparent' },
    label: {
      show: true,
      position: 'right',
      distance: 12,
      formatter: text,
      textBorderWidth: 0,
      ...textOf(look, isMain ? 'ink' : 'muted', isMain ? 500 : 400),
    },
  }))
}
