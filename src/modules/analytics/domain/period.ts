import { addDays, dayOf, epochDay } from '#values/zone.ts'

/** Local days, both included. */
export interface Span {
  from: string
  to: string
}

/** The longest period of a dashboard, in days: three years. */
export const MOST_DAYS = 3 * 366

/** Every day of the span, in order. */
export function daysOf({ from, to }: Span): string[] {
  const first = epochDay(from)
  return Array.from({ length: Math.max(0, epochDay(to) - first + 1) }, (_, i) => dayOf(first + i))
}

/**
 * What a period is compared with: the one of the same length right before, or the same days of the year before
 * (29 February becomes 28 February); null for nothing.
 */
export function comparedWith({ from, to }: Span, compare: 'previous' | 'year' | 'none'): Span | null {
  if (compare === 'none') return null
  if (compare === 'year') return { from: yearBefore(from), to: yearBefore(to) }
  const length = epochDay(to) - epochDay(from) + 1
  return { from: addDays(from, -length), to: addDays(from, -1) }
}

function yearBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()
}

/** How many of the days belong to each month, by the month's first: what a monthly cost is shared by. */
export function daysByMonth(days: readonly string[]): Map<string, number> {
  const months = new Map<string, number>()
  for (const day of days) {
    const month = `${day.slice(0, 7)}-01`
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  return months
}

/** How many days the month of a day has. */
export function daysInMonth(day: string): number {
  return Temporal.PlainDate.from(day).daysInMonth
}
