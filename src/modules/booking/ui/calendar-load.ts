import type { InputOf, Output } from '#values/endpoint.ts'
import { addDays, epochDay, localDay, startOfDay, weekdayIndex } from '#values/zone.ts'
import type { getCalendar } from '../contract/calendar.ts'
import { type CalendarView, calendarViews } from './calendar-links.ts'

type Calendar = Output<typeof getCalendar>

/** What the address asks for; anything that is not a view or a day falls back to this day. */
export function readAddress(search: URLSearchParams, today: string): { view: CalendarView; day: string } {
  const view = calendarViews.find((one) => one === search.get('view')) ?? 'day'
  const asked = search.get('day') ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked) && isRealDay(asked)
  return { view, day: isDay ? asked : today }
}

function isRealDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

/** The filters of the address as the API takes them. */
export function readFilters(search: URLSearchParams): Partial<InputOf<typeof getCalendar>> {
  const list = (name: string) => {
    const values = search.getAll(name).flatMap((value) => value.split(',').filter(Boolean))
    return values.length > 0 ? { [name]: values } : {}
  }
  const q = search.get('q')?.trim().slice(0, 100)
  return { ...list('staffId'), ...list('serviceId'), ...list('status'), ...(q && { q }) }
}

/** First and last day that a view shows: a month is six whole weeks. */
export function rangeOf(view: CalendarView, day: string, weekStartsOn: 1 | 7): { from: string; to: string } {
  if (view === 'day' || view === 'timeline') return { from: day, to: day }
  const first = view === 'month' ? `${day.slice(0, 7)}-01` : day
  const back = (weekdayIndex(epochDay(first)) + (weekStartsOn === 7 ? 1 : 0)) % 7
  const from = addDays(first, -back)
  return { from, to: addDays(from, view === 'month' ? 41 : 6) }
}

/** The days of a range with the instants between which they lie. */
export function daysOf(zone: string, range: { from: string; to: string }) {
  const days = []
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    days.push({ day, from: startOfDay(zone, day), to: startOfDay(zone, addDays(day, 1)) })
  }
  return days
}

/** Cancelled visits only on request; their place in the day is free again. */
export function withoutCancelled(
  calendar: Calendar,
  filters: Partial<InputOf<typeof getCalendar>>,
): Calendar {
  if (filters.status) return calendar
  return { ...calendar, appointments: calendar.appointments.filter(({ status }) => status !== 'cancelled') }
}

const SHOWN_PER_DAY = 3

/** A month needs only counts and the first visits of each day: the rest would weigh down the page. */
export function countByDay(calendar: Calendar): { calendar: Calendar; counts: Record<string, number> } {
  const counts: Record<string, number> = {}
  const appointments = calendar.appointments.filter(({ startsAt }) => {
    const day = localDay(calendar.zone, startsAt)
    counts[day] = (counts[day] ?? 0) + 1
    return counts[day] <= SHOWN_PER_DAY
  })
  return { calendar: { ...calendar, appointments, working: [] }, counts }
}
