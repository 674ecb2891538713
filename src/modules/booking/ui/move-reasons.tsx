import type { Output } from '#values/endpoint.ts'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { checkMove } from '../contract/appointments.ts'

type Check = Output<typeof checkMove>

/** Why a visit does not fit there, and where it would. */
export function MoveReasons({
  check,
  wanted,
  title = 'It does not fit there',
  onPick,
}: {
  check: Check
  /** The start that was asked for; alternatives on the same day need not name it. */
  wanted: string
  title?: string
  onPick: (alternative: Check['alternatives'][number]) => void
}) {
  const { zone, locale } = useLocale()
  const time = (at: string) => formatWhen(at, 'time', zone, locale)
  const day = (at: string) => formatWhen(at, 'date', zone, locale)
  return (
    <div className="stack s8" role="status">
      <p className="bad b row">
        <ShapeMark shape="diamond" /> {title}
      </p>
      <ul className="stack s4">
        {check.reasons.map((reason) => (
          <li key={`${reason.kind} ${reason.from} ${reason.text}`} className="tn">
            {reason.text}
          </li>
        ))}
      </ul>
      {check.alternatives.length > 0 && (
        <>
          <p className="muted t13">Free instead</p>
          <ul className="stack s4">
            {check.alternatives.map((alternative) => (
              <li key={`${alternative.staffId} ${alternative.startsAt}`}>
                <button
                  type="button"
                  className="btn wide"
                  style={{ justifyContent: 'flex-start' }}
                  onClick={() => onPick(alternative)}
                >
                  <b className="b cut">{alternative.staffName}</b>
                  <span className="tn nw">
                    {day(alternative.startsAt) !== day(wanted) && `${day(alternative.startsAt)}, `}
                    {time(alternative.startsAt)} – {time(alternative.endsAt)}
                  </span>
                  {alternative.travelMinutes > 0 && (
                    <span className="end muted">{alternative.travelMinutes} min drive</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
