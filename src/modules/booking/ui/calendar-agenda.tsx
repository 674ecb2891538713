import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'
import { longDay } from './calendar-head.tsx'
import { visitLink } from './calendar-links.ts'
import type { CalendarData } from './calendar-page.tsx'
import { usePick } from './calendar-pick.tsx'
import { lookOf, useTimes } from './calendar-visit.tsx'
import { statusLook } from './status-look.ts'

type Calendar = CalendarData['calendar']

/** The day on a phone: a list by person. A visit opens its drawer. */
export function CalendarAgenda({ calendar }: { calendar: Calendar }) {
  return (
    <div className="cal-agenda">
      {calendar.closures.map(({ name }) => (
        <p key={name} className="muted">
          Closed: {name}
        </p>
      ))}
      {calendar.staff.map((person) => {
        const visits = calendar.appointments.filter(({ staffId }) => staffId === person.id)
        const isOff = calendar.working.every(({ staffId }) => staffId !== person.id)
        return (
          <section key={person.id} aria-label={person.name}>
            <h2 className="row">
              <Avatar name={person.name} src={person.photoUrl} size="sm" />
              {person.name}
              <span className="end muted t12">
                {visits.length > 0 ? counted(visits) : isOff ? 'Off' : 'Free'}
              </span>
            </h2>
            <AgendaList visits={visits} />
          </section>
        )
      })}
    </div>
  )
}

/** The week on a phone: a list by day. */
export function WeekAgenda({ calendar, days }: Pick<CalendarData, 'calendar' | 'days'>) {
  const { locale } = useLocale()
  return (
    <div className="cal-agenda">
      {days.map(({ day, from, to }) => {
        const visits = calendar.appointments.filter(({ startsAt }) => startsAt >= from && startsAt < to)
        const closure = calendar.closures.find((one) => one.day === day)
        return (
          <section key={day} aria-label={longDay(day, locale)}>
            <h2 className="row">
              {longDay(day, locale)}
              <span className="end muted t12">{closure ? `Closed: ${closure.name}` : counted(visits)}</span>
            </h2>
            <AgendaList visits={visits} withStaff />
          </section>
        )
      })}
    </div>
  )
}

function counted(visits: readonly Appointment[]): string {
  if (visits.length === 0) return 'No visits'
  return `${visits.length} ${visits.length === 1 ? 'visit' : 'visits'}`
}

function AgendaList({ visits, withStaff }: { visits: readonly Appointment[]; withStaff?: boolean }) {
  if (visits.length === 0) return null
  return (
    <ul className="card lines">
      {visits.map((visit) => (
        <AgendaLine key={visit.id} visit={visit} withStaff={withStaff} />
      ))}
    </ul>
  )
}

function AgendaLine({ visit, withStaff }: { visit: Appointment; withStaff: boolean | undefined }) {
  const [search] = useSearchParams()
  const { isPicking, isPicked, toggle } = usePick(visit.id)
  const look = `ag ${lookOf(visit)}`
  const style = { '--k': visit.colour } as CSSProperties
  const content = (
    <>
      <AgendaWords visit={visit} withStaff={withStaff} />
      <span className="st">
        <ShapeMark shape={statusLook[visit.status].shape} /> {statusWords(visit.status)}
      </span>
    </>
  )
  if (isPicking) {
    return (
      <li>
        <label className={`${look} picks`} style={style}>
          <input type="checkbox" className="check" checked={isPicked} onChange={toggle} />
          {content}
        </label>
      </li>
    )
  }
  return (
    <li>
      <Link className={look} style={style} to={visitLink(search, visit.id)} preventScrollReset>
        {content}
      </Link>
    </li>
  )
}

function AgendaWords({ visit, withStaff }: { visit: Appointment; withStaff: boolean | undefined }) {
  const times = useTimes()
  const facts = [withStaff && visit.staffName, visit.serviceName, visit.address.postcode]
  return (
    <>
      <b className="cut">{visit.customerName ?? visit.number}</b>
      <span className="tn">{times(visit)}</span>
      <span className="muted cut">{facts.filter(Boolean).join(', ')}</span>
    </>
  )
}
