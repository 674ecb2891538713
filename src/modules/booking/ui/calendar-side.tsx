import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { useMay } from '#web/session.ts'
import { longDay } from './calendar-head.tsx'
import { type CalendarView, calendarLink, dayAfter, monthAfter } from './calendar-links.ts'
import { monthText } from './hours-text.ts'

interface SideProps {
  view: CalendarView
  day: string
  today: string
  weekStartsOn: 1 | 7
  services: readonly { id: string; name: string; colour: string }[]
  visits: readonly { serviceId: string; serviceName: string; colour: string }[]
}

/** Beside the calendar on wide screens: any day in one press, and what the colours mean. */
export function CalendarSide({ view, day, today, weekStartsOn, services, visits }: SideProps) {
  const mayEdit = useMay('booking.edit')
  const shown = services.length > 0 ? services : servicesOf(visits)
  return (
    <aside className="cal-side" aria-label="Month and colours">
      <MiniMonth day={day} today={today} weekStartsOn={weekStartsOn} />
      {shown.length > 0 && (
        <section>
          <h2>Colour is the service</h2>
          <ul className="keys">
            {shown.map(({ id, name, colour }) => (
              <li key={id} style={{ '--k': colour } as CSSProperties}>
                <i aria-hidden="true" />
                {name}
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayEdit && (
        <p className="t12 muted hint">
          {view === 'day' || view === 'week' ? 'Drag a visit to move it, or press' : 'Press'} <kbd>M</kbd> on
          a visit to move it by keyboard.
        </p>
      )}
    </aside>
  )
}

function servicesOf(visits: SideProps['visits']) {
  return [
    ...new Map(
      visits.map(({ serviceId: id, serviceName: name, colour }) => [id, { id, name, colour }]),
    ).values(),
  ]
}

function MiniMonth({ day, today, weekStartsOn }: Pick<SideProps, 'day' | 'today' | 'weekStartsOn'>) {
  const [search] = useSearchParams()
  const { locale } = useLocale()
  const days = sixWeeks(day, weekStartsOn)
  const letter = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  return (
    <section>
      <h2>
        {monthText(day, locale)}
        <span className="row">
          {([-1, 1] as const).map((step) => (
            <Link
              key={step}
              to={calendarLink(search, { day: monthAfter(day, step) })}
              aria-label={step < 0 ? 'Previous month' : 'Next month'}
            >
              <Icon name={step < 0 ? 'chevron-left' : 'chevron-right'} size={14} />
            </Link>
          ))}
        </span>
      </h2>
      <div className="mm">
        {days.slice(0, 7).map((one) => (
          <b key={one} aria-hidden="true">
            {letter.format(new Date(`${one}T12:00:00Z`))}
          </b>
        ))}
        {days.map((one) => (
          <Link
            key={one}
            to={calendarLink(search, { day: one })}
            preventScrollReset
            className={`${one.slice(0, 7) === day.slice(0, 7) ? '' : 'o'} ${one === day ? 't' : ''} ${one === today ? 'now-day' : ''}`}
            aria-label={longDay(one, locale)}
            aria-current={one === day ? 'date' : undefined}
          >
            {Number(one.slice(8))}
          </Link>
        ))}
      </div>
    </section>
  )
}

function sixWeeks(day: string, weekStartsOn: 1 | 7): string[] {
  const first = monthAfter(day, 0)
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay()
  const back = weekStartsOn === 7 ? weekday : (weekday + 6) % 7
  return Array.from({ length: 42 }, (_, index) => dayAfter(first, index - back))
}
