const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
  formats.set(key, made)
  return made
}

/** The day of an instant in a zone: `2026-11-26`. */
export function dayOf(at: string, zone: string): string {
  return format('sv-SE', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at))
}

/** As short as a list allows: `13:35` today, `Tue` within a week, `12 Nov`, and the year when it is another. */
export function shortTime(at: string, now: string, zone: string, locale: string): string {
  const date = new Date(at)
  if (dayOf(at, zone) === dayOf(now, zone)) {
    return format(locale, zone, { hour: '2-digit', minute: '2-digit' }).format(date)
  }
  const age = Date.parse(now) - date.getTime()
  if (age > 0 && age < 6 * DAY) return format(locale, zone, { weekday: 'short' }).format(date)
  const isThisYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)
  return format(locale, zone, {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: '2-digit' }),
  }).format(date)
}

/** The heading over the messages of a day: "Today", "Yesterday", "Thursday 12 November", with the year if another. */
export function dayHeading(at: string, now: string, zone: string, locale: string): string {
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return 'Today'
  if (day === dayOf(new Date(Date.parse(now) - DAY).toISOString(), zone)) return 'Yesterday'
  const isThisYear = day.slice(0, 4) === dayOf(now, zone).slice(0, 4)
  return format(locale, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  })
    .format(new Date(at))
    .replace(',', '')
}

/** `15:45`. */
export function timeOf(at: string, zone: string, locale: string): string {
  return format(locale, zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}
