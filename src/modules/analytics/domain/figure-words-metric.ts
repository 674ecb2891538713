import type { Metric, Unit } from '../contract/dashboard.ts'
import {
  countWords,
  type FigureWords,
  figureLine,
  figureWords,
  hoursWords,
  moneyWords,
  type WordsOf,
} from './figure-words.ts'

type Named = Pick<Metric, 'key' | 'value' | 'unit'>

/** Figures of working time: 387 h of it, never 16 days, since nobody works for 24 hours. */
const WORKING_TIME = new Set(['time_saved'])
/** Shares of time: their parts are milliseconds, their rows seconds. */
const SHARE_OF_TIME = new Set(['active_share'])

/** A figure in words, as it is meant: working time in hours, everything else in its unit. */
export function metricWords({ key, value, unit }: Named, words: WordsOf): FigureWords {
  if (value === null || !WORKING_TIME.has(key)) return figureWords(value, unit, words)
  const [text = '', after = ''] = hoursWords(value, words.locale).split(' ')
  return { text, unit: after }
}

/** The same in one line: `387 h`, `3:40 min`, `94.1%`, `None`. */
export function metricLine(metric: Named, words: WordsOf): string {
  const { text, unit } = metricWords(metric, words)
  return unit === '' ? text : unit === '%' ? `${text}%` : `${text} ${unit}`
}

/** What a share is made of: `1,733 of 1,966`, `1,913 h of 2,061 h`; empty for other figures. */
export function partsWords(
  { key, part, whole }: Pick<Metric, 'key' | 'part' | 'whole'>,
  words: WordsOf,
): string {
  if (part === null || !whole) return ''
  const size = (value: number) =>
    SHARE_OF_TIME.has(key) ? hoursWords(value / 1_000, words.locale) : countWords(value, words.locale)
  return `${size(part)} of ${size(whole)}`
}

/** What one row adds to its figure: in shares it counts or does not, elsewhere it brings its own amount. */
export function rowWords(
  { key, unit }: { key: string; unit: Unit },
  value: number | null,
  words: WordsOf,
): string {
  if (value === null) return '–'
  if (SHARE_OF_TIME.has(key)) return figureLine(value, 'seconds', words)
  if (unit === 'money') return moneyWords(value, words, true)
  if (unit === 'percent') return value === 1 ? 'yes' : value === 0 ? 'no' : countWords(value, words.locale)
  return figureLine(value, unit, words)
}

interface Summed {
  metric: { key: string; unit: Unit }
  count: number
  sum: number | null
  value: number | null
}

/** How rows make their figure: `154 rows add up to 154`, `1,733 of 1,966 rows`, `2,310 h over 1,102 rows`. */
export function sumWords({ metric, count, sum, value }: Summed, words: WordsOf): string {
  const rows = `${countWords(count, words.locale)} ${count === 1 ? 'row' : 'rows'}`
  if (value === null || sum === null) return rows
  if (SHARE_OF_TIME.has(metric.key))
    return `${rows} add up to ${hoursWords(sum, words.locale)} of active time`
  if (metric.unit === 'percent') return `${countWords(sum, words.locale)} of ${rows}`
  const total =
    metric.unit === 'money' ? moneyWords(sum, words, true) : metricLine({ ...metric, value: sum }, words)
  // Figures of people are averages of few rows; whole numbers are what the rows add up to.
  return Math.abs(value - sum) < 0.5 ? `${rows} add up to ${total}` : `${total} over ${rows}`
}

const categories: Readonly<Record<string, string>> = {
  window_closed: '24 hours over',
  bad_number: 'Wrong number',
  opted_out: 'Opted out',
  blocked: 'Blocked by them',
  rate_limited: 'Too fast',
  template: 'Template',
  media: 'Media',
  auth: 'Provider sign-in',
  spam: 'Taken for spam',
  network: 'Network',
  unknown: 'Unknown',
}

/** Why a message failed, in a word or two; the code has its own words for the same. */
export function categoryWords(category: string): string {
  return categories[category] ?? category
}
