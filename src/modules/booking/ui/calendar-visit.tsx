import type { CSSProperties, PointerEvent } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'
import { visitLink } from './calendar-links.ts'
import { usePick } from './calendar-pick.tsx'
import { statusLook } from './status-look.ts'

interface VisitBlockProps {
  visit: Appointment
  style: CSSProperties
  className?: string | undefined
  /** Given when the visit can be dragged. */
  onGrab?: ((event: PointerEvent, mode: 'move' | 'resize') => void) | undefined
}

/** The class that says how far a visit is: done ones step back, unconfirmed ones are dashed. */
export function lookOf({ status }: Appointment): string {
  if (status === 'completed' || status === 'no_show') return 'done'
  if (status === 'cancelled') return 'gone'
  if (status === 'pending') return 'open'
  return status === 'confirmed' ? '' : 'under-way'
}

/** `09:30 – 11:00` */
export function useTimes(): (visit: { startsAt: string; endsAt: string }) => string {
  const { zone, locale } = useLocale()
  return ({ startsAt, endsAt }) =>
    `${formatWhen(startsAt, 'time', zone, locale)} – ${formatWhen(endsAt, 'time', zone, locale)}`
}

/** A visit in the day or week: a link to its drawer, placed by its time, in the colour of the service. */
export function VisitBlock({ visit, style, className = '', onGrab }: VisitBlockProps) {
  const [search] = useSearchParams()
  const name = visit.customerName ?? visit.number
  const look = lookOf(visit)
  const { shape } = statusLook[visit.status]
  const { isPicked, isPicking, handlers } = usePick(visit.id)
  const onTake = isPicking ? undefined : onGrab
  return (
    <Link
      data-visit={visit.id}
      {...handlers}
      className={`ap ${look} ${className} ${onTake ? 'grab' : ''} ${isPicked ? 'picked' : ''}`}
      style={{ ...style, '--k': visit.colour } as CSSProperties}
      to={visitLink(search, visit.id)}
      preventScrollReset
      draggable={false}
      aria-keyshortcuts={onGrab ? 'M' : undefined}
      onPointerDown={onTake && ((event) => onTake(event, 'move'))}
    >
      {look !== '' && (
        <span className="st">
          <ShapeMark shape={shape} />
        </span>
      )}
      <b>{name}</b>
      <VisitLines visit={visit} room={style.height} />
      <span className="vh">
        {visit.staffName}, {statusWords(visit.status)}
        {isPicked && ', selected'}
      </span>
      {onTake && (
        <span
          className="edge"
          onPointerDown={(event) => {
            event.stopPropagation()
            onTake(event, 'resize')
          }}
        />
      )}
    </Link>
  )
}

const LINE_PX = 16
const EDGES_PX = 7

/** Times, place and service of a visit, one below the other; what does not fit the room in px is only read out. */
export function VisitLines({ visit, room }: { visit: Appointment; room: CSSProperties['height'] }) {
  const times = useTimes()
  const lines = [
    times(visit),
    visit.address.postcode,
    visit.status === 'pending' ? 'Not confirmed' : visit.serviceName,
  ]
  const fitting = Math.floor((Number(room) - EDGES_PX) / LINE_PX) - 1
  return lines.map((line, index) => (
    <span key={line} className={index < fitting ? 's' : 'vh'}>
      {line}
    </span>
  ))
}
