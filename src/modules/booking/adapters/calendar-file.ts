import ical, { ICalEventStatus } from 'ical-generator'

/** An entry for anybody's calendar. Instants in ISO. */
export interface CalendarEntry {
  /** Stays the same when the visit moves, so that calendars replace the entry. */
  uid: string
  title: string
  startsAt: string
  endsAt: string
  location: string
  description: string
  url: string
  organiser: { name: string; email: string | null }
  isCancelled: boolean
  /** When this state of the entry was written. */
  now: string
}

/** An iCalendar file (RFC 5545) with one entry. Times are written in UTC, which needs no zone definitions. */
export function calendarFile(entry: CalendarEntry): string {
  const utc = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('UTC')
  const calendar = ical({ prodId: { company: 'Frontdesk', product: 'Visits', language: 'EN' } })
  calendar.createEvent({
    id: entry.uid,
    stamp: utc(entry.now),
    // Grows with every file, so that a newer one wins over an older (RFC 5545, 3.8.7.4).
    sequence: Math.floor(Date.parse(entry.now) / 1000) % 2 ** 31,
    start: utc(entry.startsAt),
    end: utc(entry.endsAt),
    summary: entry.title,
    location: entry.location,
    description: entry.description,
    url: entry.url,
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(entry.organiser.email && {
      organizer: { name: entry.organiser.name, email: entry.organiser.email },
    }),
  })
  return calendar.toString()
}
