import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { type Drag, isSame, useDrag } from './calendar-drag.ts'
import { DropPanel, placeBeside, spoken } from './calendar-drop.tsx'
import { moveFocus } from './calendar-keys.ts'
import { calendarLink } from './calendar-links.ts'
import { locateInWeek } from './calendar-locate.ts'
import type { CalendarData } from './calendar-page.tsx'
import { lengthText } from './calendar-place.ts'
import { GhostLine, type Grab, WeekLine } from './calendar-week-line.tsx'
import { dayText } from './hours-text.ts'

type Calendar = CalendarData['calendar']
type Day = CalendarData['days'][number]
type WeekProps = Pick<CalendarData, 'calendar' | 'days' | 'today'> & {
  mayDrag: (visit: Appointment) => boolean
}

/** Seven days, a row per person: who is where on which day. Visits can be dragged to other days and people. */
export function CalendarWeek({ calendar, days, today, mayDrag }: WeekProps) {
  const { zone, locale } = useLocale()
  const board = useRef<HTMLElement>(null)
  const { drag, grab, end, retarget } = useDrag(board, locateInWeek(zone))
  const staff = calendar.staff.filter(
    ({ id }) =>
      calendar.appointments.some(({ staffId }) => staffId === id) ||
      calendar.working.some(({ staffId }) => staffId === id),
  )
  return (
    <section
      ref={board}
      className={`board week-board ${drag && !drag.isDropped ? 'dragging' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={moveFocus}
      aria-label="Week by person"
    >
      <div className="ph c" />
      {days.map(({ day, from, to }) => (
        <DayHead
          key={day}
          day={day}
          isToday={day === today}
          count={calendar.appointments.filter(({ startsAt }) => startsAt >= from && startsAt < to).length}
          closure={calendar.closures.find((closure) => closure.day === day)?.name}
        />
      ))}
      {staff.map((person) => (
        <PersonRow key={person.id} {...{ person, calendar, days, today, drag, grab, mayDrag }} />
      ))}
      {drag && (
        <DropPanel
          drag={drag}
          staffName={staff.find(({ id }) => id === drag.target.staffId)?.name ?? 'them'}
          style={placeBeside(board.current, cellOf(board.current, drag, days), 0)}
          onPick={(target) => retarget(target, true)}
          onEnd={() => {
            end()
            board.current?.querySelector<HTMLElement>(`[data-visit="${drag.visit.id}"]`)?.focus()
          }}
        />
      )}
      <p className="vh" aria-live="polite">
        {drag && spoken(drag, staff, (at) => formatWhen(at, 'date-time', zone, locale))}
      </p>
    </section>
  )
}

/** The cell of the target; an alternative may lie outside the week, then the cell where the visit stands. */
function cellOf(board: HTMLElement | null, { target, visit }: Drag, days: readonly Day[]) {
  const find = ({ staffId, startsAt }: { staffId: string; startsAt: string }) => {
    const day = days.find(({ from, to }) => startsAt >= from && startsAt < to)?.day
    return board?.querySelector<HTMLElement>(`[data-staff="${staffId}"][data-day="${day}"]`)
  }
  return find(target) ?? find(visit)
}

function DayHead(props: { day: string; isToday: boolean; count: number; closure: string | undefined }) {
  const { day, isToday, count, closure } = props
  const [search] = useSearchParams()
  const { locale } = useLocale()
  return (
    <div className={`ph ${isToday ? 'today' : ''}`}>
      <Link to={calendarLink(search, { view: 'day', day })} aria-current={isToday ? 'date' : undefined}>
        <b className="cut">{dayText(day, locale, false)}</b>
        <span className={`s ${closure ? 'warn' : ''}`}>
          {closure ? `Closed: ${closure}` : `${count} ${count === 1 ? 'visit' : 'visits'}`}
        </span>
      </Link>
    </div>
  )
}

interface RowProps {
  person: Calendar['staff'][number]
  calendar: Calendar
  days: readonly Day[]
  today: string
  drag: Drag | null
  grab: Grab
  mayDrag: (visit: Appointment) => boolean
}

function PersonRow({ person, calendar, days, today, drag, grab, mayDrag }: RowProps) {
  const visits = calendar.appointments.filter(({ staffId }) => staffId === person.id)
  const working = calendar.working.filter(({ staffId }) => staffId === person.id)
  const hours = working.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  return (
    <>
      <div className="who">
        <Avatar name={person.name} src={person.photoUrl} size="sm" />
        <div>
          <b className="cut">{person.name}</b>
          <span className="s">
            {hours > 0 ? lengthText(hours) : 'Off'}, {visits.length}{' '}
            {visits.length === 1 ? 'visit' : 'visits'}
          </span>
        </div>
      </div>
      {days.map(({ day, from, to }) => {
        const isOff = !working.some((piece) => piece.from < to && piece.to > from)
        const own = visits.filter(({ startsAt }) => startsAt >= from && startsAt < to)
        const isOver = drag && drag.target.staffId === person.id && isIn(drag.target.startsAt, from, to)
        const isMoved = isOver && !isSame(drag.target, drag.visit)
        return (
          <div
            key={day}
            data-staff={person.id}
            data-day={day}
            className={cellClass({ isOff, isToday: day === today, isMoved, drag })}
          >
            {isOff && own.length === 0 && !isMoved && <span className="t12 muted">Off</span>}
            {own.map((visit) => (
              <WeekLine
                key={visit.id}
                visit={visit}
                isFrom={drag?.visit.id === visit.id}
                isHit={Boolean(isMoved && drag.check?.ok === false && overlaps(visit, drag))}
                grab={mayDrag(visit) ? grab : undefined}
              />
            ))}
            {isMoved && <GhostLine drag={drag} />}
          </div>
        )
      })}
    </>
  )
}

function isIn(at: string, from: string, to: string): boolean {
  return at >= from && at < to
}

function cellClass(cell: {
  isOff: boolean
  isToday: boolean
  isMoved: boolean | null
  drag: Drag | null
}): string {
  const { isOff, isToday, isMoved, drag } = cell
  const over = isMoved ? (drag?.check?.ok === false ? 'over bad' : 'over') : ''
  return ['wcell', isOff && 'off-day', isToday && 'today', over].filter(Boolean).join(' ')
}

function overlaps(visit: Appointment, { target, visit: own }: Drag): boolean {
  if (visit.id === own.id || visit.status === 'cancelled') return false
  return visit.startsAt < target.endsAt && visit.endsAt > target.startsAt
}
