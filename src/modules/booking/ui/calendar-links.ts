export const calendarViews = ['day', 'week', 'month', 'timeline'] as const
export type CalendarView = (typeof calendarViews)[number]

const DAY_MS = 86_400_000

/** The local day `count` days later. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The first day of the month `count` months later. */
export function monthAfter(day: string, count: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10)
}

/** The day to show one step of the view further on or back. */
export function stepFrom(view: CalendarView, day: string, step: 1 | -1): string {
  if (view === 'month') return monthAfter(day, step)
  return dayAfter(day, view === 'week' ? 7 * step : step)
}

/** The address of the calendar with some of its state changed; filters stay. */
export function calendarLink(search: URLSearchParams, change: { view?: CalendarView; day?: string }) {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) next.set(name, value)
  return { pathname: '/calendar', search: `?${next}` }
}

/** The drawer of a visit over the calendar, which stays as it is. */
export function visitLink(search: URLSearchParams, visitId: string) {
  const query = search.toString()
  return { pathname: `/calendar/visit/${visitId}`, search: query && `?${query}` }
}
