import { addDays, epochDay } from '#values/zone.ts'

/** Local days, both included. */
export interface Span {
  from: string
  to: string
}

/** The longest period of a dashboard, in days: three years. */
export const MOST_DAYS = 3 * 366

/** Every day of the span, in order. */
export function daysOf({ from, to }: Span): string[] {
  const length = epochDay(to) - epochDay(from) + 1
  const days: string[] = []
  for (let month = from.slice(0, 7); days.length < length; month = addDays(days.at(-1)!, 1).slice(0, 7)) {
    const first = days.length === 0 ? Number(from.slice(8)) : 1
    const last = Math.min(daysInMonth(month), first + length - days.length - 1)
    for (let day = first; day <= last; day++) days.push(`${month}-${String(day).padStart(2, '0')}`)
  }
  return days
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

/** How many days a month (`2026-02`), or the month of a day, has. */
export function daysInMonth(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
}
