import { addDays, todayIn } from './day-ranges.ts'

/** Periods that look back, in the order of the menu. The address keeps the key, so a kept link moves on with time. */
export const periods = [
  { key: 'today', label: 'Today' },
  { key: 'yesterday', label: 'Yesterday' },
  { key: '7d', label: 'Last 7 days' },
  { key: '30d', label: 'Last 30 days' },
  { key: '90d', label: 'Last 90 days' },
  { key: 'month', label: 'This month' },
  { key: 'last-month', label: 'Last month' },
  { key: 'year', label: 'This year' },
] as const

export type PeriodKey = (typeof periods)[number]['key']

/** The days of a period, both inclusive. */
export interface Span {
  from: string
  to: string
}

export const DEFAULT_PERIOD: PeriodKey = '30d'

/** What a key means on this day. Periods that are under way end today. */
export function daysOfPeriod(key: PeriodKey, today: string): Span {
  const month = `${today.slice(0, 7)}-01`
  const lastOfBefore = addDays(month, -1)
  const spans: Record<PeriodKey, Span> = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    '7d': { from: addDays(today, -6), to: today },
    '30d': { from: addDays(today, -29), to: today },
    '90d': { from: addDays(today, -89), to: today },
    month: { from: month, to: today },
    'last-month': { from: `${lastOfBefore.slice(0, 7)}-01`, to: lastOfBefore },
    year: { from: `${today.slice(0, 4)}-01-01`, to: today },
  }
  return spans[key]
}

export interface Period extends Span {
  /** Null for days that somebody chose by hand. */
  key: PeriodKey | null
  label: string
}

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** The period that an address names: `?period=7d`, `?from=…&to=…`, or the last 30 days. */
export function periodOf(search: URLSearchParams, today: string): Period {
  const [from, to] = [search.get('from'), search.get('to')]
  if (isDay(from) && isDay(to)) {
    const days = from <= to ? { from, to } : { from: to, to: from }
    return { key: null, label: '', ...days }
  }
  const { key, label } =
    periods.find((one) => one.key === search.get('period')) ??
    periods.find((one) => one.key === DEFAULT_PERIOD)!
  return { key, label, ...daysOfPeriod(key, today) }
}

/** The same on the server and in the browser: today where the organisation is. */
export function periodIn(search: URLSearchParams, zone: string): Period {
  return periodOf(search, todayIn(zone))
}
