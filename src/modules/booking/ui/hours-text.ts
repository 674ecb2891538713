import type { Opening } from '#values/business-hours.ts'
import { isOvernight } from '../domain/openings.ts'

/** `09:00–17:00`, with the word when it ends on the next day. */
export function hoursText(opening: Opening): string {
  return `${opening.from}–${opening.to}${isOvernight(opening) ? ' next day' : ''}`
}

/** `Fri 24 Dec 2027` of a local day. */
export function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(`${day}T12:00:00Z`))
}

/** `December 2027` of a local day. */
export function monthText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

/** `Fri 24 Dec 2027`, or `Fri 11 – Thu 17 Dec 2026` for several days. */
export function spanText(day: string, untilDay: string, locale: string): string {
  if (day === untilDay) return dayText(day, locale)
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return format.formatRange(new Date(`${day}T12:00:00Z`), new Date(`${untilDay}T12:00:00Z`))
}
