import { type CSSProperties, useRef } from 'react'
import type { Output } from '#values/endpoint.ts'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import type { getCalendar } from '../contract/calendar.ts'
import { type Drag, isSame, useDrag } from './calendar-drag.ts'
import { DropPanel, Ghost, placeBeside, spoken } from './calendar-drop.tsx'
import { moveFocus } from './calendar-keys.ts'
import { locateInDay } from './calendar-locate.ts'
import { boxOf, gapsIn, hoursOf, lanesOf, lengthText, type Span, spanOf, topOf } from './calendar-place.ts'
import { VisitBlock } from './calendar-visit.tsx'

type Calendar = Output<typeof getCalendar>
type Person = Calendar['staff'][number]
type Grab = ReturnType<typeof useDrag>['grab']

interface DayProps {
  calendar: Calendar
  day: { from: string; to: string }
  /** Epoch milliseconds of the present moment, or null on another day. */
  now: number | null
  mayDrag: (visit: Appointment) => boolean
}

const AXIS_PX = 52

/** One day, a column per person. Visits can be dragged in time and to other people. */
export function CalendarDay({ calendar, day, now, mayDrag }: DayProps) {
  const { zone, locale } = useLocale()
  const board = useRef<HTMLElement>(null)
  const { staff, appointments, working, closures } = calendar
  const pieces = [...working, ...appointments.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))]
  const span = spanOf(day, pieces)
  const locate = locateInDay(span)
  const { drag, grab, end, retarget } = useDrag(board, locate)
  const height = topOf(span, span.to)
  const shownNow = now !== null && now > span.from && now < span.to ? now : null
  const time = (at: number) => formatWhen(new Date(at).toISOString(), 'time', zone, locale)
  return (
    <section
      ref={board}
      className={`board day-board ${drag && !drag.isDropped ? 'dragging' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={moveFocus}
      aria-label="Day by person"
      style={{ gridTemplateColumns: `${AXIS_PX}px repeat(${staff.length}, minmax(132px, 1fr))` }}
    >
      <div className="ph c">{zoneName(zone, locale, span.from)}</div>
      {staff.map((person) => (
        <PersonHead key={person.id} person={person} calendar={calendar} />
      ))}
      <div className="hrs" style={{ height }} aria-hidden="true">
        {hoursOf(span)
          .slice(1, -1)
          .filter((hour) => shownNow === null || Math.abs(hour - shownNow) > 14 * 60_000)
          .map((hour) => (
            <span key={hour} style={{ top: topOf(span, hour) }}>
              {time(hour)}
            </span>
          ))}
        {shownNow !== null && (
          <span className="now-tag" style={{ top: topOf(span, shownNow) }}>
            {time(shownNow)}
          </span>
        )}
      </div>
      {staff.map((person, index) => (
        <Column key={person.id} {...{ person, calendar, span, height, drag, grab, mayDrag }} now={shownNow}>
          {index === 0 && closures.map(({ name }) => <ClosedNote key={name} name={name} />)}
        </Column>
      ))}
      {drag && (
        <DropPanel
          drag={drag}
          staffName={staff.find(({ id }) => id === drag.target.staffId)?.name ?? 'them'}
          style={panelPlace(board.current, drag, span)}
          onPick={(target) => retarget(target, true)}
          onEnd={() => {
            end()
            board.current?.querySelector<HTMLElement>(`a[href*="${drag.visit.id}"]`)?.focus()
          }}
        />
      )}
      <p className="vh" aria-live="polite">
        {drag && spoken(drag, staff, (at) => formatWhen(at, 'time', zone, locale))}
      </p>
    </section>
  )
}

function ClosedNote({ name }: { name: string }) {
  return <p className="closed-note">Closed: {name}</p>
}

function zoneName(zone: string, locale: string, at: number): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

function PersonHead({ person, calendar }: { person: Person; calendar: Calendar }) {
  const count = calendar.appointments.filter(
    ({ staffId, status }) => staffId === person.id && status !== 'cancelled',
  ).length
  const worked = calendar.working
    .filter(({ staffId }) => staffId === person.id)
    .reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  const visits = count === 0 ? 'no visits' : `${count} ${count === 1 ? 'visit' : 'visits'}`
  return (
    <div className="ph">
      <div>
        <b className="cut">{person.name}</b>
        <span className="s">
          {worked > 0 ? lengthText(worked) : 'Off'}, {visits}
        </span>
      </div>
    </div>
  )
}

interface ColumnProps {
  person: Person
  calendar: Calendar
  span: Span
  height: number
  drag: Drag | null
  grab: Grab
  now: number | null
  mayDrag: (visit: Appointment) => boolean
  children: React.ReactNode
}

function Column({ person, calendar, span, height, drag, grab, now, mayDrag, children }: ColumnProps) {
  const visits = calendar.appointments.filter(({ staffId }) => staffId === person.id)
  const isLast = calendar.staff.at(-1)?.id === person.id
  const working = calendar.working.filter(({ staffId }) => staffId === person.id)
  const lanes = lanesOf(visits)
  const isOver = drag !== null && drag.target.staffId === person.id && !isSame(drag.target, drag.visit)
  return (
    <div className={`col ${isLast ? 'last' : ''}`} data-staff={person.id} style={{ height }}>
      {gapsIn(span, working).map(({ from, to }) => (
        <i key={from} className="off" style={boxOf(span, from, to)} />
      ))}
      {children}
      {now !== null && <i className="now" style={{ top: topOf(span, now) }} />}
      {visits.map((visit) => (
        <Road key={visit.id} visit={visit} span={span} />
      ))}
      {visits.map((visit) => (
        <VisitBlock
          key={visit.id}
          visit={visit}
          style={{ ...placeIn(span, visit), ...sides(lanes.get(visit.id)!) }}
          className={classIn(visit, drag, isOver)}
          onGrab={mayDrag(visit) ? (event, mode) => grab(event, visit, mode) : undefined}
        />
      ))}
      {isOver && <Clash drag={drag} span={span} />}
      {isOver && <Ghost drag={drag} style={placeIn(span, drag.target)} />}
    </div>
  )
}

function Road({ visit, span }: { visit: Appointment; span: Span }) {
  if (visit.travelBeforeMinutes === 0 || visit.status === 'cancelled') return null
  const to = Date.parse(visit.startsAt)
  return <i className="tv" style={boxOf(span, to - visit.travelBeforeMinutes * 60_000, to)} />
}

/** What is hatched: the part of the target that each reason speaks about. */
function Clash({ drag, span }: { drag: Drag; span: Span }) {
  if (drag.check?.ok !== false) return null
  const [start, end] = [Date.parse(drag.target.startsAt), Date.parse(drag.target.endsAt)]
  return drag.check.reasons.map(({ kind, from, to }) => {
    const first = Math.max(start, from ? Date.parse(from) : start)
    const last = Math.min(end, to ? Date.parse(to) : end)
    return first < last && <i key={`${kind} ${from}`} className="zone" style={boxOf(span, first, last)} />
  })
}

function classIn(visit: Appointment, drag: Drag | null, isOver: boolean): string {
  if (drag?.visit.id === visit.id) return 'from'
  const isHit =
    isOver &&
    drag?.check?.ok === false &&
    visit.status !== 'cancelled' &&
    visit.startsAt < drag.target.endsAt &&
    visit.endsAt > drag.target.startsAt
  return isHit ? 'hit' : ''
}

function placeIn(span: Span, { startsAt, endsAt }: { startsAt: string; endsAt: string }): CSSProperties {
  const { top, height } = boxOf(span, Date.parse(startsAt), Date.parse(endsAt))
  return { top: top + 1, height: Math.max(18, height - 2) }
}

function sides({ lane, of }: { lane: number; of: number }): CSSProperties {
  return { left: `calc(${(lane / of) * 100}% + 3px)`, right: `calc(${(1 - (lane + 1) / of) * 100}% + 3px)` }
}

function panelPlace(board: HTMLElement | null, { target, visit }: Drag, span: Span): CSSProperties {
  const column =
    board?.querySelector<HTMLElement>(`[data-staff="${target.staffId}"]`) ??
    board?.querySelector<HTMLElement>(`[data-staff="${visit.staffId}"]`)
  return placeBeside(board, column, topOf(span, Date.parse(target.startsAt)))
}
