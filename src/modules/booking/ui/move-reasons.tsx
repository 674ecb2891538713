import type { Output } from '#values/endpoint.ts'
import { useLocale } from '#web/kit/locale.tsx'
import { ShapeMark } from '#web/kit/shape.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { checkMove } from '../contract/appointments.ts'

type Check = Output<typeof checkMove>

/** Why a visit does not fit there, and where it would. */
export function MoveReasons({
  check,
  onPick,
}: {
  check: Check
  onPick: (alternative: Check['alternatives'][number]) => void
}) {
  const { zone, locale } = useLocale()
  const time = (at: string) => formatWhen(at, 'time', zone, locale)
  return (
    <div className="stack s8" role="status">
      <p className="bad b row">
        <ShapeMark shape="diamond" /> It does not fit there
      </p>
      <dl className="kv">
        {check.reasons.map((reason) => (
          <div key={`${reason.kind} ${reason.from} ${reason.text}`} style={{ display: 'contents' }}>
            <dt className="tn">
              {reason.from && reason.to ? `${time(reason.from)} – ${time(reason.to)}` : ''}
            </dt>
            <dd>{reason.text}</dd>
          </div>
        ))}
      </dl>
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
                  <b className="b">{alternative.staffName}</b>
                  <span className="tn">
                    {formatWhen(alternative.startsAt, 'date', zone, locale)}, {time(alternative.startsAt)} –{' '}
                    {time(alternative.endsAt)}
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
