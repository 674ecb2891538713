import type { Opening } from '#values/business-hours.ts'
import { isOvernight } from '../domain/openings.ts'

/** `09:00–17:00`, with the word when it ends on the next day. */
export function hoursText(opening: Opening): string {
  return `${opening.from}–${opening.to}${isOvernight(opening) ? ' next day' : ''}`
}

/** `Fri 24 Dec 2027` of a local day, in the order of the language. */
export function dayText(day: string, locale: string, withYear = true): string {
  return partsText(day, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(withYear && { year: 'numeric' }),
  })
}

/** `December 2027` of a local day. */
export function monthText(day: string, locale: string): string {
  return partsText(day, locale, { month: 'long', year: 'numeric' })
}

/** `Fri 24 Dec 2027`, or `Fri 11 Dec – Thu 17 Dec 2026` for several days. */
export function spanText(day: string, untilDay: string, locale: string): string {
  if (day === untilDay) return dayText(day, locale)
  const isSameYear = day.slice(0, 4) === untilDay.slice(0, 4)
  return `${dayText(day, locale, !isSameYear)} – ${dayText(untilDay, locale)}`
}

/** Without the commas in between: browsers and the server do not agree on them, and hydration compares the texts. */
function partsText(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    .formatToParts(new Date(`${day}T12:00:00Z`))
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join(' ')
}
