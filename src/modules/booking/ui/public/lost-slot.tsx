import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'

interface Alternative {
  startsAt: string
  endsAt: string
  staffName: string
}

/** When the chosen time went to somebody else: the nearest three, ready to be taken in the same form. */
export function LostSlot({ result, zone }: { result: unknown; zone: string }) {
  const { locale } = useLocale()
  const alternatives = alternativesOf(result)
  if (alternatives.length === 0) return null
  return (
    <fieldset className="stack s8">
      <legend className="b" style={{ marginBottom: 8 }}>
        Nearest free times
      </legend>
      {alternatives.map((slot, index) => (
        <label key={slot.startsAt} className="pick">
          <input
            className="radio"
            type="radio"
            name="startsAt"
            value={slot.startsAt}
            defaultChecked={index === 0}
          />
          <span>
            <span className="title tn">
              {formatWhen(slot.startsAt, 'date', zone, locale)},{' '}
              {formatWhen(slot.startsAt, 'time', zone, locale)} –{' '}
              {formatWhen(slot.endsAt, 'time', zone, locale)}
            </span>
            <span className="detail"> with {slot.staffName}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** The alternatives that a refusal carries, if any. */
export function alternativesOf(result: unknown): Alternative[] {
  const details = (result as { details?: { alternatives?: unknown } } | undefined)?.details
  return Array.isArray(details?.alternatives) ? (details.alternatives as Alternative[]) : []
}
