import type { Threshold } from '../contract/settings.ts'
import { thresholdOf } from './figure.ts'
import { type MetricKey, metricOf, metrics } from './metrics.ts'

/** One figure's limits as the settings page shows them: in the unit people think in. */
export interface ThresholdFields {
  key: MetricKey
  name: string
  sentence: string
  better: 'up' | 'down'
  /** `min`, `%`, the currency's sign, or nothing. */
  suffix: string
  warn: string
  bad: string
  /** What holds without a limit of the organisation's own; empty when nothing does. */
  usual: { warn: string; bad: string }
  isOwn: boolean
}

/** How many of the metric's own units one of the field's is: a minute has 60 seconds, a pound 100 pence. */
function factorOf(unit: string): number {
  return unit === 'seconds' ? 60 : unit === 'money' ? 100 : 1
}

const plain = (value: number | undefined, factor: number) =>
  value === undefined ? '' : String(Math.round((value / factor) * 100) / 100)

/** Every figure that can have limits, those with usual ones first. */
export function thresholdFields(
  own: Readonly<Record<string, Threshold>>,
  currency: string,
): ThresholdFields[] {
  const keys = Object.keys(metrics) as MetricKey[]
  const fields = keys.flatMap((key): ThresholdFields[] => {
    const { name, sentence, unit, better, thresholds: usual } = metricOf(key)
    if (better === null) return []
    const factor = factorOf(unit)
    const present = thresholdOf(key, own)
    return [
      {
        key,
        name,
        sentence,
        better: present?.better ?? better,
        suffix: unit === 'seconds' ? 'min' : unit === 'percent' ? '%' : unit === 'money' ? currency : '',
        warn: plain(present?.warn, factor),
        bad: plain(present?.bad, factor),
        usual: { warn: plain(usual?.warn, factor), bad: plain(usual?.bad, factor) },
        isOwn: Object.hasOwn(own, key),
      },
    ]
  })
  return [...fields.filter(({ usual }) => usual.warn), ...fields.filter(({ usual }) => !usual.warn)]
}

export interface ThresholdFault {
  path: (string | number)[]
  message: string
}

/**
 * What the settings form stands for. Empty fields, and fields as they usually are, are no limits of the
 * organisation's own, so that better usual ones reach it later.
 */
export function thresholdsOf(
  typed: Readonly<Record<string, { warn?: unknown; bad?: unknown } | undefined>>,
): {
  thresholds: Record<string, Threshold>
  faults: ThresholdFault[]
} {
  const thresholds: Record<string, Threshold> = {}
  const faults: ThresholdFault[] = []
  for (const key of Object.keys(metrics) as MetricKey[]) {
    const { unit, better, thresholds: usual } = metricOf(key)
    const fields = typed[key]
    if (better === null || !fields) continue
    const factor = factorOf(unit)
    const read = (name: 'warn' | 'bad') => {
      const text = String(fields[name] ?? '')
        .trim()
        .replace(',', '.')
      if (text === '') return usual?.[name]
      const value = Number(text) * factor
      if (Number.isFinite(value) && value >= 0) return Math.round(value * 100) / 100
      faults.push({ path: ['thresholds', key, name], message: 'Enter a number, 0 or more.' })
      return undefined
    }
    const [warn, bad] = [read('warn'), read('bad')]
    if (warn === undefined && bad === undefined) continue
    if (warn === undefined || bad === undefined) {
      const missing = warn === undefined ? 'warn' : 'bad'
      if (!faults.some(({ path }) => path[1] === key)) {
        faults.push({ path: ['thresholds', key, missing], message: 'Give both limits, or neither.' })
      }
      continue
    }
    if (better === 'up' ? bad > warn : bad < warn) {
      const message = better === 'up' ? 'Red must lie below yellow.' : 'Red must lie above yellow.'
      faults.push({ path: ['thresholds', key, 'bad'], message })
      continue
    }
    if (warn !== usual?.warn || bad !== usual?.bad) thresholds[key] = { better, warn, bad }
  }
  return { thresholds, faults }
}
