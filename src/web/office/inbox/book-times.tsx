import { useState } from 'react'
import type { findFreeSlots } from '#modules/booking/contract/guest.ts'
import type { Slot } from '#modules/booking/contract/slots.ts'
import { dayOf } from '#modules/inbox/ui/public.ts'
import type { Output } from '#values/endpoint.ts'
import { Button } from '../../kit/button.tsx'
import { useLocale } from '../../kit/locale.tsx'
import { formatWhen } from '../../kit/when.tsx'

interface TimesProps {
  times: Output<typeof findFreeSlots>
  slot: Slot | null
  onChoose: (slot: Slot) => void
  /** Shows the week that begins on a day. */
  onWeek: (fromDay: string) => void
}

/** Seven days with how much is free, and the times of the chosen one. */
export function FreeTimes({ times, slot, onChoose, onWeek }: TimesProps) {
  const { zone, locale } = useLocale()
  const { days, slots, first } = times
  const [day, setDay] = useState(() => days.find(({ free }) => free > 0)?.day ?? days[0]?.day ?? '')
  const [start] = useState(() => days[0]?.day ?? '')
  const own = slots.filter(({ startsAt }) => dayOf(startsAt, zone) === day)
  const firstDay = first && dayOf(first.startsAt, zone)
  const chosen = days.find((one) => one.day === day)
  return (
    <fieldset className="bk">
      <legend>Time</legend>
      <div className="bk-days">
        {days.map((one) => (
          <button
            key={one.day}
            type="button"
            className={one.free === 0 ? 'none' : undefined}
            aria-pressed={one.day === day}
            title={one.reasonText ?? undefined}
            onClick={() => setDay(one.day)}
          >
            <span>{shortDay(one.day, locale, { weekday: 'short' })}</span>
            <b className="tn">{shortDay(one.day, locale, { day: 'numeric' })}</b>
            <span className="vh">{one.free === 0 ? 'nothing free' : `${one.free} free`}</span>
          </button>
        ))}
      </div>
      <div className="row t13 bk-weeks">
        <span className="grow muted">
          {shortDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })}
        </span>
        <Button size="sm" tone="quiet" icon="chevron-left" iconOnly onClick={() => onWeek(shift(start, -7))}>
          Week before
        </Button>
        <Button size="sm" tone="quiet" icon="chevron-right" iconOnly onClick={() => onWeek(shift(start, 7))}>
          Next week
        </Button>
      </div>
      <div className="bk-slots">
        {own.map((one) => (
          <label key={one.startsAt} className="bk-slot" title={one.staffName}>
            <input
              type="radio"
              name="startsAt"
              className="vh"
              value={one.startsAt}
              checked={one.startsAt === slot?.startsAt}
              onChange={() => onChoose(one)}
            />
            {formatWhen(one.startsAt, 'time', zone, locale)}
          </label>
        ))}
        {own.length === 0 && (
          <p className="muted t13">{chosen?.reasonText ?? 'Nothing is free on this day.'}</p>
        )}
      </div>
      {slots.length === 0 && firstDay && (
        <Button size="sm" onClick={() => onWeek(firstDay)}>
          First free day: {shortDay(firstDay, locale, { weekday: 'short', day: 'numeric', month: 'short' })}
        </Button>
      )}
      <p className="t13" role="status">
        {slot && (
          <>
            {formatWhen(slot.startsAt, 'date', zone, locale)},{' '}
            {formatWhen(slot.startsAt, 'time', zone, locale)} –{' '}
            {formatWhen(slot.endsAt, 'time', zone, locale)}, <b className="m">{slot.staffName}</b> comes
          </>
        )}
      </p>
    </fieldset>
  )
}

/** A local day in words; it has no time, so no zone can move it. */
function shortDay(day: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
}

/** Another day, never one that is over: the server says so too. */
function shift(day: string, by: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + by)
  return at.toISOString().slice(0, 10)
}
