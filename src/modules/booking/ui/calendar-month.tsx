import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { longDay } from './calendar-head.tsx'
import { calendarLink, visitLink } from './calendar-links.ts'
import type { CalendarData } from './calendar-page.tsx'
import { lookOf } from './calendar-visit.tsx'
import { monthText } from './hours-text.ts'

type MonthProps = Pick<CalendarData, 'calendar' | 'days' | 'day' | 'today' | 'counts'>

/** Six weeks: how many visits each day has and the first of them. A day opens itself. */
export function CalendarMonth({ calendar, days, day, today, counts }: MonthProps) {
  const { locale } = useLocale()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className="cal-month">
      {days.slice(0, 7).map((one) => (
        <b key={one.day} aria-hidden="true">
          {weekday.format(new Date(`${one.day}T12:00:00Z`))}
        </b>
      ))}
      {days.map((one) => {
        const visits = calendar.appointments.filter(
          ({ startsAt }) => startsAt >= one.from && startsAt < one.to,
        )
        return (
          <section
            key={one.day}
            className={`cell ${one.day.slice(0, 7) === day.slice(0, 7) ? '' : 'o'}`}
            aria-label={longDay(one.day, locale)}
          >
            <DayLink
              day={one.day}
              isToday={one.day === today}
              count={counts[one.day] ?? 0}
              closure={calendar.closures.find((closure) => closure.day === one.day)?.name}
            />
            <ul>
              {visits.map((visit) => (
                <VisitLine key={visit.id} visit={visit} />
              ))}
            </ul>
            {(counts[one.day] ?? 0) > visits.length && (
              <span className="more">{(counts[one.day] ?? 0) - visits.length} more</span>
            )}
          </section>
        )
      })}
    </div>
  )
}

function DayLink(props: { day: string; isToday: boolean; count: number; closure: string | undefined }) {
  const { day, isToday, count, closure } = props
  const [search] = useSearchParams()
  const { locale } = useLocale()
  return (
    <Link className="cell-h" to={calendarLink(search, { view: 'day', day })}>
      <span className={isToday ? 'd t' : 'd'} aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
      </span>
      <span className="vh">{monthText(day, locale)}</span>
      {closure && (
        <span className="cut shut">
          <span className="vh">Closed: </span>
          {closure}
        </span>
      )}
      {count > 0 && (
        <span className="n">
          {count}
          <span className="vh">{count === 1 ? ' visit' : ' visits'}</span>
        </span>
      )}
    </Link>
  )
}

function VisitLine({ visit }: { visit: Appointment }) {
  const [search] = useSearchParams()
  const { zone, locale } = useLocale()
  return (
    <li>
      <Link
        className={`line ${lookOf(visit)}`}
        style={{ '--k': visit.colour } as CSSProperties}
        to={visitLink(search, visit.id)}
        preventScrollReset
      >
        <span className="tn">{formatWhen(visit.startsAt, 'time', zone, locale)}</span>{' '}
        {visit.customerName ?? visit.number}
      </Link>
    </li>
  )
}
