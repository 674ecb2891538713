import type { CSSProperties } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'
import type { Drag, useDrag } from './calendar-drag.ts'
import { visitLink } from './calendar-links.ts'
import { usePick } from './calendar-pick.tsx'
import { lookOf, useTimes } from './calendar-visit.tsx'
import { statusLook } from './status-look.ts'

export type Grab = ReturnType<typeof useDrag>['grab']

interface LineProps {
  visit: Appointment
  isFrom: boolean
  isHit: boolean
  grab: Grab | undefined
}

/** A visit in a cell of the week: its start, the surname and where. */
export function WeekLine({ visit, isFrom, isHit, grab }: LineProps) {
  const [search] = useSearchParams()
  const times = useTimes()
  const { isPicked, isPicking, handlers } = usePick(visit.id)
  const look = lookOf(visit)
  const onTake = isPicking ? undefined : grab
  const classes = ['ap line', look, isFrom && 'from', isHit && 'hit', onTake && 'grab', isPicked && 'picked']
  return (
    <Link
      data-visit={visit.id}
      {...handlers}
      className={classes.filter(Boolean).join(' ')}
      style={{ '--k': visit.colour } as CSSProperties}
      to={visitLink(search, visit.id)}
      title={`${times(visit)} ${visit.customerName ?? visit.number}, ${visit.serviceName}, ${visit.address.postcode}`}
      preventScrollReset
      draggable={false}
      aria-keyshortcuts={grab ? 'M' : undefined}
      onPointerDown={onTake && ((event) => onTake(event, visit, 'move'))}
    >
      <Words visit={visit} startsAt={visit.startsAt} />
      {look !== '' && (
        <span className="st">
          <ShapeMark shape={statusLook[visit.status].shape} />
        </span>
      )}
      <span className="vh">
        {visit.serviceName}, {visit.staffName}, {statusWords(visit.status)}
        {isPicked && ', selected'}
      </span>
    </Link>
  )
}

/** The visit where it would go. */
export function GhostLine({ drag }: { drag: Drag }) {
  const { visit, target, check } = drag
  return (
    <div
      className={`ap line ghost ${check?.ok === false ? 'bad' : ''}`}
      style={{ '--k': visit.colour } as CSSProperties}
      aria-hidden="true"
    >
      <Words visit={visit} startsAt={target.startsAt} />
    </div>
  )
}

function Words({ visit, startsAt }: { visit: Appointment; startsAt: string }) {
  const { zone, locale } = useLocale()
  return (
    <>
      <span className="tn">{formatWhen(startsAt, 'time', zone, locale)}</span>
      <b className="cut">
        {visit.customerName?.split(' ').at(-1) ?? visit.number}
        <span className="vh"> {visit.customerName}</span>
      </b>
      <span className="where">{visit.address.postcode.split(' ')[0]}</span>
    </>
  )
}
