import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { Avatar } from '#web/kit/avatar.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import type { Appointment } from '../contract/appointments.ts'
import type { getCalendar } from '../contract/calendar.ts'
import { statusWords } from '../domain/status.ts'
import { visitLink } from './calendar-links.ts'
import { lookOf, useTimes } from './calendar-visit.tsx'
import { statusLook } from './status-look.ts'

/** The day on a phone: a list by person. A visit opens its drawer. */
export function CalendarAgenda({ calendar }: { calendar: Output<typeof getCalendar> }) {
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
                {visits.length > 0
                  ? `${visits.length} ${visits.length === 1 ? 'visit' : 'visits'}`
                  : isOff
                    ? 'Off'
                    : 'Free'}
              </span>
            </h2>
            {visits.length > 0 && (
              <ul className="card lines">
                {visits.map((visit) => (
                  <AgendaLine key={visit.id} visit={visit} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}

function AgendaLine({ visit }: { visit: Appointment }) {
  const [search] = useSearchParams()
  const times = useTimes()
  const { shape } = statusLook[visit.status]
  return (
    <li>
      <Link
        className={`ag ${lookOf(visit)}`}
        style={{ '--k': visit.colour } as CSSProperties}
        to={visitLink(search, visit.id)}
        preventScrollReset
      >
        <span className="tn">{times(visit)}</span>
        <b className="cut">{visit.customerName ?? visit.number}</b>
        <span className="muted cut">
          {visit.serviceName}, {visit.address.postcode}
        </span>
        <span className="st">
          <ShapeMark shape={shape} /> {statusWords(visit.status)}
        </span>
      </Link>
    </li>
  )
}
