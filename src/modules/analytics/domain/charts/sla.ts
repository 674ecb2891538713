import type { Threshold } from '../../contract/settings.ts'
import { toneOf } from '../figure.ts'
import { countWords, percentWords } from '../figure-words.ts'
import type { ConversationEffectiveness, Tone } from '../sections.ts'
import { type Bar, drawBars } from './bars.ts'
import { GAUGE, gaugeSeries } from './gauge.ts'
import type { ChartLook, ChartSpec, Drawing } from './look.ts'

/** From this width on the gauge stands beside the channels, else above them. */
const BESIDE = 460

const marks: Record<Tone, string> = { good: '●', warn: '▲', bad: '◆', none: '' }

function barOf(
  look: ChartLook,
  name: string,
  part: { met: number; whole: number; percent: number | null },
  threshold: Threshold | undefined,
): Bar {
  const tone = toneOf(part.percent, threshold)
  const { goodInk, warnInk, badInk, ink } = look.colours
  const count = `${countWords(part.met, look.locale)} of ${countWords(part.whole, look.locale)}`
  return {
    name,
    value: part.percent ?? 0,
    upTo: 100,
    label:
      part.percent === null ? 'None' : `${marks[tone]} ${percentWords(part.percent, look.locale)}`.trim(),
    detail: part.whole > 0 && look.width >= 560 ? count : undefined,
    ink: { good: goodInk, warn: warnInk, bad: badInk, none: ink }[tone],
  }
}

function withGauge(
  look: ChartLook,
  drawing: Drawing,
  { key, value, part, whole }: ConversationEffectiveness['slaCompliance'],
  isBeside: boolean,
  bars: readonly Bar[],
): Drawing {
  const rows = { metric: key }
  const all = barOf(look, '', { met: part ?? 0, whole: whole ?? 0, percent: value }, look.thresholds[key])
  const gauge = {
    percent: value ?? 0,
    label: all.label,
    detail: `${countWords(part ?? 0, look.locale)} of ${countWords(whole ?? 0, look.locale)}`,
    colour: look.colours.series[0]!,
    ink: all.ink ?? look.colours.ink,
    target: look.thresholds[key]?.warn,
    rows,
  }
  const x = isBeside ? GAUGE.width / 2 - 14 : look.width / 2
  return {
    ...drawing,
    height: isBeside ? Math.max(GAUGE.height, drawing.height) : drawing.height,
    rowsOf: [rows, ...bars.map((bar) => bar.rows)],
    option: { ...drawing.option, series: [...drawing.option.series, gaugeSeries(look, gauge, x)] },
  }
}

/** Share of first replies within the promise: a gauge for all together, a bullet bar from zero to 100 per channel. */
export const slaGauge: ChartSpec<ConversationEffectiveness> = {
  key: 'sla',
  title: 'Do we keep our promise?',
  about: ({ slaCompliance }, { thresholds }) => {
    const target = thresholds[slaCompliance.key]?.warn
    return `First replies within the promised time${target === undefined ? '' : `, target ${target}%`}`
  },
  build({ slaCompliance, slaPerChannel }, look) {
    if (slaCompliance.value === null) return null
    const threshold = look.thresholds[slaCompliance.key]
    const bars = slaPerChannel.map(({ id, name, met, breached, percent }) => ({
      ...barOf(look, name, { met, whole: met + breached, percent }, threshold),
      rows: id === null ? undefined : { metric: slaCompliance.key, via: id },
    }))
    const isBeside = look.width >= BESIDE
    const drawing = drawBars(look, bars, {
      what: 'In time',
      max: 100,
      labelWidth: look.width < 560 ? 74 : 152,
      shift: isBeside ? { left: GAUGE.width, top: 0 } : { left: 0, top: GAUGE.height },
      mark:
        threshold && bars.length > 0 ? { at: threshold.warn, name: `target ${threshold.warn}%` } : undefined,
      summary: `${percentWords(slaCompliance.value, look.locale)} of first replies were within the promised time.`,
    })
    return withGauge(look, drawing, slaCompliance, isBeside, bars)
  },
  table: ({ slaCompliance, slaPerChannel }) => ({
    key: 'sla',
    title: 'First replies within the promised time',
    columns: [
      { key: 'name', label: 'Channel', kind: 'text' },
      { key: 'met', label: 'In time', kind: 'count' },
      { key: 'breached', label: 'Too late', kind: 'count' },
      { key: 'percent', label: 'In time', kind: 'percent' },
    ],
    rows: [
      {
        name: 'All channels',
        met: slaCompliance.part,
        breached: (slaCompliance.whole ?? 0) - (slaCompliance.part ?? 0),
        percent: slaCompliance.value,
      },
      ...slaPerChannel.map(({ name, met, breached, percent }) => ({ name, met, breached, percent })),
    ],
  }),
}
