import type { Threshold } from '../../contract/settings.ts'
import { toneOf } from '../figure.ts'
import { countWords, percentWords } from '../figure-words.ts'
import type { ConversationEffectiveness, Tone } from '../sections.ts'
import { type Bar, drawBars } from './bars.ts'
import type { ChartLook, ChartSpec } from './look.ts'

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
    detail: part.whole > 0 && look.width >= 420 ? count : undefined,
    ink: { good: goodInk, warn: warnInk, bad: badInk, none: ink }[tone],
  }
}

/** Share of first replies within the promise: bullet bars from zero to 100, all together and per channel. */
export const slaBullets: ChartSpec<ConversationEffectiveness> = {
  key: 'sla',
  title: 'Do we keep our promise?',
  about: ({ slaCompliance }, { thresholds }) => {
    const target = thresholds[slaCompliance.key]?.warn
    return `First replies within the promised time${target === undefined ? '' : `, target ${target}%`}`
  },
  build({ slaCompliance, slaPerChannel }, look) {
    if (slaCompliance.value === null) return null
    const threshold = look.thresholds[slaCompliance.key]
    const all = {
      met: slaCompliance.part ?? 0,
      whole: slaCompliance.whole ?? 0,
      percent: slaCompliance.value,
    }
    const bars = [
      { ...barOf(look, 'All channels', all, threshold), rows: { metric: slaCompliance.key } },
      ...slaPerChannel.map(({ id, name, met, breached, percent }) => ({
        ...barOf(look, name, { met, whole: met + breached, percent }, threshold),
        rows: id === null ? undefined : { metric: slaCompliance.key, via: id },
      })),
    ]
    return drawBars(look, bars, {
      max: 100,
      labelWidth: look.width < 420 ? 74 : 156,
      mark: threshold ? { at: threshold.warn, name: `target ${threshold.warn}%` } : undefined,
      summary: `${percentWords(slaCompliance.value, look.locale)} of first replies were within the promised time.`,
    })
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
