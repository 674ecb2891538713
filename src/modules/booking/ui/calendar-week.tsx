import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { longDay } from './calendar-head.tsx'
import { calendarLink } from './calendar-links.ts'
import type { CalendarData } from './calendar-page.tsx'
import { HOUR_MS, HOUR_PX, lanesOf } from './calendar-place.ts'
import { VisitBlock } from './calendar-visit.tsx'

type WeekProps = Pick<CalendarData, 'calendar' | 'days' | 'today'> & { now: number }
interface Hours {
  first: number
  last: number
}

const LANE_PX = 22
const DAY_HOURS = 24

/** Seven days with everybody's visits side by side. Placed by the clock, so a changed clock shifts nothing. */
export function CalendarWeek({ calendar, days, today, now }: WeekProps) {
  const clock = useClock()
  const columns = days.map((day) => {
    const visits = calendar.appointments.filter(({ startsAt }) => startsAt >= day.from && startsAt < day.to)
    const lanes = lanesOf(visits)
    const most = Math.max(1, ...[...lanes.values()].map((lane) => lane.of))
    return { ...day, visits, lanes, most }
  })
  const hours = hoursShown(calendar, clock)
  const height = (hours.last - hours.first) * HOUR_PX
  const widths = columns.map(({ most }) => `minmax(${Math.max(112, most * LANE_PX)}px, 1fr)`).join(' ')
  const top = (hour: number) => (hour - hours.first) * HOUR_PX
  return (
    <section
      className="board week"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Week"
      style={{ gridTemplateColumns: `52px ${widths}` }}
    >
      <div className="ph c" />
      {columns.map((column) => (
        <DayHead
          key={column.day}
          day={column.day}
          isToday={column.day === today}
          count={column.visits.length}
          closure={calendar.closures.find(({ day }) => day === column.day)?.name}
        />
      ))}
      <div className="hrs" style={{ height }} aria-hidden="true">
        {Array.from({ length: hours.last - hours.first - 1 }, (_, index) => hours.first + index + 1).map(
          (hour) => (
            <span key={hour} style={{ top: top(hour) }}>
              {String(hour).padStart(2, '0')}:00
            </span>
          ),
        )}
      </div>
      {columns.map((column) => (
        <div key={column.day} className="col" style={{ height }}>
          {column.visits.map((visit) => (
            <VisitBlock key={visit.id} visit={visit} style={placeOf(visit, column, top, clock)} />
          ))}
          {column.day === today && <i className="now" style={{ top: top(clock(now)) }} />}
        </div>
      ))}
    </section>
  )
}

function DayHead(props: { day: string; isToday: boolean; count: number; closure: string | undefined }) {
  const { day, isToday, count, closure } = props
  const [search] = useSearchParams()
  const { locale } = useLocale()
  return (
    <div className={`ph ${isToday ? 'today' : ''}`}>
      <Link to={calendarLink(search, { view: 'day', day })} className="cut">
        <b>{longDay(day, locale)}</b>
        <span className="s">
          {closure ? `Closed: ${closure}` : `${count} ${count === 1 ? 'visit' : 'visits'}`}
        </span>
      </Link>
    </div>
  )
}

/** Hours since local midnight, as the clock on the wall shows them. */
function useClock(): (at: string | number) => number {
  const { zone } = useLocale()
  return (at) => {
    const [hour, minute] = formatWhen(new Date(at).toISOString(), 'time', zone).split(':').map(Number)
    return (hour ?? 0) + (minute ?? 0) / 60
  }
}

function endOf(visit: Appointment, clock: (at: string) => number): number {
  const start = clock(visit.startsAt)
  return Math.min(DAY_HOURS, start + (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / HOUR_MS)
}

function hoursShown(calendar: CalendarData['calendar'], clock: (at: string) => number): Hours {
  const starts = [
    ...calendar.appointments.map(({ startsAt }) => startsAt),
    ...calendar.working.map(({ from }) => from),
  ]
  const ends = [
    ...calendar.appointments.map((visit) => endOf(visit, clock)),
    ...calendar.working.map(({ to }) => clock(to) || DAY_HOURS),
  ]
  return {
    first: Math.floor(Math.min(8, ...starts.map(clock))),
    last: Math.ceil(Math.max(18, ...ends)),
  }
}

function placeOf(
  visit: Appointment,
  { lanes }: { lanes: ReturnType<typeof lanesOf> },
  top: (hour: number) => number,
  clock: (at: string) => number,
): CSSProperties {
  const { lane, of } = lanes.get(visit.id) ?? { lane: 0, of: 1 }
  const start = top(clock(visit.startsAt))
  return {
    top: start,
    height: Math.max(18, top(endOf(visit, clock)) - start - 2),
    left: `calc(${(lane / of) * 100}% + 2px)`,
    right: `calc(${(1 - (lane + 1) / of) * 100}% + 2px)`,
  }
}
