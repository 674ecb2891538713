import type { Metric, Unit } from '../contract/dashboard.ts'

/** How an organisation writes numbers: language, currency of money, zone of instants. */
export interface WordsOf {
  locale: string
  zone: string
  currency: string
}

/** A figure as it is read: the number, and what stands smaller beside it. */
export interface FigureWords {
  text: string
  unit: string
}

/** What stands where there is nothing to count. It is not zero. */
export const NONE = 'None'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

const formats = new Map<string, Intl.NumberFormat>()

function number(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(key, format)
  }
  return format.format(value).replace('-', '−')
}

/** Whole numbers with their separators: `4,812`. */
export function countWords(value: number, locale: string): string {
  return number(value, locale, { maximumFractionDigits: 0 })
}

/** A number with one decimal, so that numbers under each other align; 0 and whole hundreds have none. */
export function oneDecimal(value: number, locale: string): string {
  const digits = value % 100 === 0 ? 0 : 1
  return number(value, locale, { minimumFractionDigits: digits, maximumFractionDigits: 1 })
}

/** A share of 0–100 with one decimal and its sign: `94.1%`, `100%`. */
export function percentWords(value: number, locale: string): string {
  return `${oneDecimal(value, locale)}%`
}

/** Working time in hours: `137 h`, `6.5 h`. A day of work is not 24 hours. */
export function hoursWords(seconds: number, locale: string): string {
  const hours = seconds / HOUR
  return `${number(hours, locale, { maximumFractionDigits: hours < 20 ? 1 : 0 })} h`
}

/** An amount in minor units; pence only where they tell something (below a hundred pounds), or where all must add up. */
export function moneyWords(minor: number, { locale, currency }: WordsOf, isExact = false): string {
  const probe = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions()
  const amount = minor / 10 ** (probe.maximumFractionDigits ?? 2)
  const isWhole = !isExact && (Math.abs(amount) >= 100 || Number.isInteger(amount))
  return number(amount, locale, {
    style: 'currency',
    currency,
    ...(isWhole && { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
  })
}

/** A length of time with its unit: 42 s, 3:40 min, 2:05 h, 3.2 days. */
export function durationWords(seconds: number, locale = 'en-GB'): FigureWords {
  const size = Math.round(Math.abs(seconds))
  const sign = seconds < 0 ? '−' : ''
  const two = (value: number) => String(value).padStart(2, '0')
  if (size < MINUTE) return { text: `${sign}${size}`, unit: 's' }
  if (size < HOUR) return { text: `${sign}${Math.floor(size / MINUTE)}:${two(size % MINUTE)}`, unit: 'min' }
  if (size < 2 * DAY) {
    const minutes = Math.round(size / MINUTE)
    return { text: `${sign}${Math.floor(minutes / 60)}:${two(minutes % 60)}`, unit: 'h' }
  }
  return { text: `${sign}${number(size / DAY, locale, { maximumFractionDigits: 1 })}`, unit: 'days' }
}

/** A figure in words; null is "None". */
export function figureWords(value: number | null, unit: Unit, words: WordsOf): FigureWords {
  if (value === null) return { text: NONE, unit: '' }
  const { locale } = words
  if (unit === 'seconds') return durationWords(value, locale)
  if (unit === 'money') return { text: moneyWords(value, words), unit: '' }
  if (unit === 'percent') return { text: oneDecimal(value, locale), unit: '%' }
  return {
    // Scores of 0–100 need no decimals, ratings of 1–5 do.
    text: unit === 'count' || value >= 20 ? countWords(value, locale) : oneDecimal(value, locale),
    unit: unit === 'per_hour' ? 'per hour' : '',
  }
}

/** The same in one line: `3:40 min`, `94.1%`, `None`. */
export function figureLine(value: number | null, unit: Unit, words: WordsOf): string {
  const { text, unit: after } = figureWords(value, unit, words)
  return after === '' ? text : after === '%' ? `${text}%` : `${text} ${after}`
}

export interface ChangeWords {
  /** `↑ 9%`, `↓ 0.6 pts`, `level`. */
  text: string
  /** By meaning, not by direction. */
  tone: 'good' | 'bad' | null
}

/** The change against the period before; null when there is nothing to compare with. */
export function changeWords(
  metric: Pick<Metric, 'unit' | 'change' | 'isBetter'>,
  locale: string,
): ChangeWords | null {
  const { change, isBetter, unit } = metric
  if (change === null) return null
  if (Math.abs(change) < 0.05) return { text: 'level', tone: null }
  const size = number(Math.abs(change), locale, { maximumFractionDigits: Math.abs(change) < 10 ? 1 : 0 })
  return {
    text: `${change > 0 ? '↑' : '↓'} ${size}${unit === 'percent' ? ' pts' : '%'}`,
    tone: isBetter === null ? null : isBetter ? 'good' : 'bad',
  }
}

const dates = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = dates.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options })
    dates.set(key, format)
  }
  return format
}

/** Whether a point of a series stands for an hour instead of a day. */
export function isHour(at: string): boolean {
  return at.length > 10
}

/** A day of the organisation: `Tue 17 Nov`, with the year when asked. */
export function dayWords(day: string, locale: string, withYear = false): string {
  return dateFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(withYear && { year: 'numeric' }),
  }).format(new Date(`${day.slice(0, 10)}T12:00:00Z`))
}

/** A day without its weekday, for axes: `17 Nov`. */
export function shortDay(day: string, locale: string): string {
  return dateFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(
    new Date(`${day.slice(0, 10)}T12:00:00Z`),
  )
}

/** The hour of a point, `09:00`: local times are taken as they are, instants in the organisation's zone. */
export function hourWords(at: string, { locale, zone }: WordsOf): string {
  if (!/(?:Z|[+-]\d\d:?\d\d)$/.test(at)) return at.slice(11, 16)
  return dateFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** The local day of a point. */
export function dayOf(at: string, zone: string): string {
  if (!isHour(at) || !/(?:Z|[+-]\d\d:?\d\d)$/.test(at)) return at.slice(0, 10)
  return dateFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
}

/** A point of a series in words: `Tue 17 Nov`, or `Tue 17 Nov, 09:00`. */
export function pointWords(at: string, words: WordsOf): string {
  const day = dayWords(dayOf(at, words.zone), words.locale)
  return isHour(at) ? `${day}, ${hourWords(at, words)}` : day
}

/** The time of an instant to the second, for "as of" on the day itself: `14:02:07`. */
export function clockWords(at: string, { locale, zone }: WordsOf): string {
  return dateFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
    new Date(at),
  )
}

/** An instant to the minute with its day: `Mon, 16 Nov 2026, 11:00`. */
export function momentWords(at: string, words: WordsOf): string {
  return `${dayWords(dayOf(at, words.zone), words.locale, true)}, ${hourWords(at, words)}`
}

/** An instant to the second with its day, in the organisation's zone. */
export function stampWords(at: string, { locale, zone }: WordsOf): string {
  return dateFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at))
}
