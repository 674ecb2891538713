import { Link, useSearchParams } from 'react-router'
import { LinkButton } from '#web/kit/button.tsx'
import { FilterBar } from '#web/kit/filter-bar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { useMay } from '#web/session.ts'
import { listed, statusWords } from '../domain/status.ts'
import { type CalendarView, calendarLink, calendarViews, stepFrom } from './calendar-links.ts'
import { PickButton } from './calendar-pick.tsx'
import { monthText } from './hours-text.ts'

interface HeadProps {
  view: CalendarView
  day: string
  today: string
  range: { from: string; to: string }
  staff: readonly { id: string; name: string }[]
  services: readonly { id: string; name: string }[]
}

const viewWords: Record<CalendarView, string> = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
  timeline: 'Timeline',
}

/** Where the calendar stands, the way to other days and views, and what is filtered. */
export function CalendarHead({ view, day, today, range, staff, services }: HeadProps) {
  const [search] = useSearchParams()
  const mayBook = useMay('booking.create')
  const mayEdit = useMay('booking.edit')
  const word = view === 'timeline' ? 'day' : view
  const options = (items: HeadProps['staff']) => items.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="cal-head">
      <h1>
        <Title view={view} day={day} range={range} />
      </h1>
      <nav className="row cal-steps" aria-label="Other days">
        <LinkButton
          icon="chevron-left"
          iconOnly
          to={calendarLink(search, { day: stepFrom(view, day, -1) })}
          preventScrollReset
        >
          {`Previous ${word}`}
        </LinkButton>
        <LinkButton to={calendarLink(search, { day: today })} preventScrollReset>
          Today
        </LinkButton>
        <LinkButton
          icon="chevron-right"
          iconOnly
          to={calendarLink(search, { day: stepFrom(view, day, 1) })}
          preventScrollReset
        >
          {`Next ${word}`}
        </LinkButton>
      </nav>
      <nav className="seg" aria-label="View">
        {calendarViews.map((one) => (
          <Link
            key={one}
            to={calendarLink(search, { view: one, day })}
            aria-current={one === view ? 'page' : undefined}
          >
            {viewWords[one]}
          </Link>
        ))}
      </nav>
      <FilterBar
        keep={['day']}
        end={mayEdit && (view === 'day' || view === 'week') && <PickButton />}
        filters={[
          { kind: 'multi', name: 'staffId', label: 'People', options: options(staff) },
          { kind: 'multi', name: 'serviceId', label: 'Service', options: options(services) },
          {
            kind: 'multi',
            name: 'status',
            label: 'Status',
            options: listed.map((status) => ({ value: status, label: statusWords(status) })),
          },
          { kind: 'search', name: 'q', label: 'Find a visit' },
        ]}
      />
      {mayBook && (
        <LinkButton tone="primary" icon="plus" to={`/appointments/new?day=${day}`} className="cal-new">
          <span>New booking</span>
        </LinkButton>
      )}
    </div>
  )
}

function Title({ view, day, range }: Pick<HeadProps, 'view' | 'day' | 'range'>) {
  const { locale } = useLocale()
  if (view === 'month') return monthText(day, locale)
  if (view === 'week') return weekText(range.from, range.to, locale)
  return longDay(day, locale)
}

/** `Thu 26 November`, without the comma on which browsers and the server disagree. */
export function longDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'long' })
    .formatToParts(new Date(`${day}T12:00:00Z`))
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join(' ')
}

/** `16 – 22 November 2026`, or `30 November – 6 December 2026`. */
function weekText(from: string, to: string, locale: string): string {
  const [first, last] = [monthText(from, locale), monthText(to, locale)]
  const [month] = first.split(' ')
  const start = Number(from.slice(8))
  return `${first === last ? start : `${start} ${month}`} – ${Number(to.slice(8))} ${last}`
}
