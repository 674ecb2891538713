export interface DayRange {
  label: string
  /** Days, both inclusive. */
  from: string
  to: string
}

/** Today in a zone, as `YYYY-MM-DD`. */
export function todayIn(zone: string, now: number = Date.now()): string {
  // The Swedish form of a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
}

/** A day some days later or earlier. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** The ranges people ask for most, seen from today in the organisation's zone. Weeks begin on `weekStartsOn`. */
export function dayRanges(zone: string, weekStartsOn: 1 | 7 = 1, now: number = Date.now()): DayRange[] {
  const today = todayIn(zone, now)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const monday = addDays(today, -((weekday + 7 - (weekStartsOn % 7)) % 7))
  const first = `${today.slice(0, 7)}-01`
  const nextMonth = addDays(first, 31).slice(0, 7)
  return [
    { label: 'Today', from: today, to: today },
    { label: 'Tomorrow', from: addDays(today, 1), to: addDays(today, 1) },
    { label: 'This week', from: monday, to: addDays(monday, 6) },
    { label: 'Next week', from: addDays(monday, 7), to: addDays(monday, 13) },
    { label: 'Last 30 days', from: addDays(today, -29), to: today },
    { label: 'This month', from: first, to: addDays(`${nextMonth}-01`, -1) },
  ]
}
