import { type CSSProperties, Fragment } from 'react'
import { Link } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'

interface Person {
  id: string
  name: string
  photoUrl: string | null
}

interface DayTimelineProps {
  staff: readonly Person[]
  visits: readonly Appointment[]
  working: readonly { staffId: string; from: string; to: string }[]
  /** Epoch milliseconds of the present moment, or null when the day is not today. */
  now: number | null
  linkTo: (visit: Appointment) => string
}

const HOUR = 3_600_000
const LATE_MS = 10 * 60_000

/** One day, one line per person: done, under way, planned, unconfirmed, late; dotted lines are the road. */
export function DayTimeline({ staff, visits, working, now, linkTo }: DayTimelineProps) {
  const { zone, locale } = useLocale()
  const span = spanOf(visits, working)
  if (!span) return null
  const place = (at: string | number) =>
    ((Number(typeof at === 'string' ? Date.parse(at) : at) - span.from) / (span.to - span.from)) * 100
  const hours = Array.from(
    { length: Math.round((span.to - span.from) / HOUR) + 1 },
    (_, i) => span.from + i * HOUR,
  )
  const shownNow = now !== null && now > span.from && now < span.to ? now : null
  return (
    <div className="card tl-scroll" tabIndex={-1}>
      <div className="tl">
        <div />
        <div className="axis" aria-hidden="true">
          {hours.map((hour) => (
            <span key={hour} style={{ left: `${place(hour)}%` }}>
              {formatWhen(new Date(hour).toISOString(), 'time', zone, locale).slice(0, 2)}
            </span>
          ))}
        </div>
        {staff.map((person) => (
          <Fragment key={person.id}>
            <div className="who">
              <Avatar name={person.name} src={person.photoUrl} size="sm" />
              <span className="cut">{person.name}</span>
            </div>
            <div className="lane">
              <OffHours spans={working.filter(({ staffId }) => staffId === person.id)} place={place} />
              {visits
                .filter(({ staffId }) => staffId === person.id)
                .map((visit) => (
                  <VisitBar key={visit.id} visit={visit} place={place} now={now ?? 0} to={linkTo(visit)} />
                ))}
            </div>
          </Fragment>
        ))}
        {shownNow !== null && (
          <div className="over" aria-hidden="true">
            <div className="nowtag" style={{ left: `${place(shownNow)}%` }}>
              {formatWhen(new Date(shownNow).toISOString(), 'time', zone, locale)}
            </div>
            <div className="nowline" style={{ left: `calc(${place(shownNow)}% - 1px)` }} />
          </div>
        )}
      </div>
    </div>
  )
}

/** Whole hours that hold every visit and all working time. */
function spanOf(visits: readonly Appointment[], working: DayTimelineProps['working']) {
  const starts = [...visits.map(({ startsAt }) => startsAt), ...working.map(({ from }) => from)].map(
    Date.parse,
  )
  const ends = [...visits.map(({ endsAt }) => endsAt), ...working.map(({ to }) => to)].map(Date.parse)
  if (starts.length === 0) return null
  return {
    from: Math.floor(Math.min(...starts) / HOUR) * HOUR,
    to: Math.ceil(Math.max(...ends) / HOUR) * HOUR,
  }
}

function OffHours({
  spans,
  place,
}: {
  spans: readonly { from: string; to: string }[]
  place: (at: string) => number
}) {
  const first = spans[0]
  const last = spans.at(-1)
  if (!first || !last) return <span className="off" style={{ left: 0, right: 0 }} />
  return (
    <>
      <span className="off" style={{ left: 0, width: `${Math.max(0, place(first.from))}%` }} />
      <span className="off" style={{ left: `${Math.min(100, place(last.to))}%`, right: 0 }} />
    </>
  )
}

function VisitBar({
  visit,
  place,
  now,
  to,
}: {
  visit: Appointment
  place: (at: string | number) => number
  now: number
  to: string
}) {
  const { zone, locale } = useLocale()
  const look = lookOf(visit, now)
  const [left, right] = [place(visit.startsAt), place(visit.endsAt)]
  const road = place(Date.parse(visit.startsAt) - visit.travelBeforeMinutes * 60_000)
  const name = visit.customerName?.split(' ').at(-1) ?? visit.serviceName
  const time = `${formatWhen(visit.startsAt, 'time', zone, locale)} to ${formatWhen(visit.endsAt, 'time', zone, locale)}`
  return (
    <>
      {visit.travelBeforeMinutes > 0 && (
        <i className="road" style={{ left: `${road}%`, width: `${left - road}%` }} />
      )}
      <Link
        className={`vis ${look}`}
        style={
          { left: `${left}%`, width: `calc(${right - left}% - 1px)`, '--k': visit.colour } as CSSProperties
        }
        to={to}
        preventScrollReset
        title={`${visit.customerName ?? ''} ${time}, ${visit.serviceName}`}
      >
        {look === 'done' && <ShapeMark shape="check" />}
        {look === 'late' && <ShapeMark shape="triangle" />}
        {look === 'open' && <ShapeMark shape="ring" />}
        <b>{name}</b>
        <span>{visit.address.postcode.split(' ')[0]}</span>
        <span className="vh">{`, ${visit.customerName ?? 'Visit'}, ${time}, ${visit.serviceName}, ${look === 'late' ? 'late' : statusWords(visit.status)}`}</span>
      </Link>
    </>
  )
}

function lookOf(visit: Appointment, now: number): 'done' | 'now' | 'plan' | 'open' | 'late' {
  if (visit.status === 'completed' || visit.status === 'no_show') return 'done'
  if (visit.status === 'in_progress' || visit.status === 'on_the_way') return 'now'
  if (now > 0 && Date.parse(visit.startsAt) + LATE_MS < now) return 'late'
  return visit.status === 'pending' ? 'open' : 'plan'
}
