import { useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { Banner } from '#web/kit/banner.tsx'
import { CheckField, FieldGroup, TextField } from '#web/kit/field.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import { addressWith } from './new-appointment-choices.ts'
import { alternativesOf } from './public/lost-slot.tsx'
import { dayOf, shiftDay } from './public/slot-choice.tsx'

interface Slot {
  startsAt: string
  endsAt: string
  staffName: string
}

export interface Times {
  problem: string | null
  first: Slot | null
  days: readonly { day: string; free: number; reasonText: string | null }[]
  slots: readonly Slot[]
}

interface TimesProps {
  times: Times
  /** The organisation's day now. */
  today: string
  /** The start that is checked at first. */
  wanted: string | null
  /** The wanted start by local clocks, for "another time". */
  wantedLocal: string
  mayOverride: boolean
  result: unknown
}

/** A week of free times, one row a day; below, any other time. After a lost race the nearest times come first. */
export function VisitTimes({ times, today, wanted, wantedLocal, mayOverride, result }: TimesProps) {
  const { zone } = useLocale()
  const alternatives = alternativesOf(result)
  const sent = (result as { input?: { otherTime?: string } } | undefined)?.input?.otherTime
  const offered = times.slots.some(({ startsAt }) => startsAt === wanted)
  const start =
    alternatives[0]?.startsAt ??
    (sent ? 'other' : null) ??
    (wanted ? (offered ? wanted : 'other') : (times.slots[0]?.startsAt ?? 'other'))
  return (
    <FieldGroup name="startsAt" label="Time">
      {alternatives.length > 0 && (
        <div className="stack s8">
          <p className="m">Nearest free times</p>
          <div className="new-visit-slots">
            {alternatives.map((slot) => (
              <SlotChip key={slot.startsAt} slot={slot} isChosen={slot.startsAt === start} withDay />
            ))}
          </div>
        </div>
      )}
      {times.problem ? (
        <Banner tone="warn">{times.problem}</Banner>
      ) : (
        <Week {...{ times, today, zone, start }} taken={alternatives.map(({ startsAt }) => startsAt)} />
      )}
      <OtherTime isChosen={start === 'other'} local={wantedLocal} mayOverride={mayOverride} />
    </FieldGroup>
  )
}

function Week(props: {
  times: Times
  today: string
  zone: string
  start: string
  /** Starts that stand above already. */
  taken: readonly string[]
}) {
  const { times, today, zone, start, taken } = props
  const { search } = useLocation()
  const { locale } = useLocale()
  const firstDay = times.days[0]?.day ?? today
  const firstFree = times.first && dayOf(times.first.startsAt, zone)
  const before = shiftDay(firstDay, -7)
  const to = (day: string) => addressWith(search, { day, startsAt: null })
  return (
    <div className="new-visit-week">
      <div className="row t13">
        {firstDay > today && (
          <Link className="link" to={to(before < today ? today : before)} preventScrollReset>
            Week before
          </Link>
        )}
        <Link className="link" to={to(shiftDay(firstDay, 7))} preventScrollReset>
          Next week
        </Link>
        {times.slots.length === 0 && firstFree && (
          <Link className="link" to={to(firstFree)} preventScrollReset>
            First free day: {formatWhen(`${firstFree}T12:00:00Z`, 'date', 'UTC', locale)}
          </Link>
        )}
      </div>
      <dl>
        {times.days.map(({ day, reasonText }) => {
          const slots = times.slots.filter(
            ({ startsAt }) => dayOf(startsAt, zone) === day && !taken.includes(startsAt),
          )
          return (
            <div key={day}>
              <dt>{formatWhen(`${day}T12:00:00Z`, 'date', 'UTC', locale)}</dt>
              <dd className="new-visit-slots">
                {slots.length === 0 && <span className="muted t13">{reasonText ?? 'Nothing else free'}</span>}
                {slots.map((slot) => (
                  <SlotChip key={slot.startsAt} slot={slot} isChosen={slot.startsAt === start} />
                ))}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}

function SlotChip({ slot, isChosen, withDay }: { slot: Slot; isChosen: boolean; withDay?: boolean }) {
  const { zone, locale } = useLocale()
  const time = formatWhen(slot.startsAt, 'time', zone, locale)
  const day = formatWhen(slot.startsAt, 'date', zone, locale)
  return (
    <label className="new-visit-slot" title={`with ${slot.staffName}`}>
      <input
        type="radio"
        className="vh"
        name="startsAt"
        value={slot.startsAt}
        defaultChecked={isChosen}
        aria-label={`${day}, ${time} with ${slot.staffName}`}
      />
      <span className="tn">{withDay ? `${day}, ${time}` : time}</span>
      {withDay && <span className="muted">with {slot.staffName}</span>}
    </label>
  )
}

function OtherTime(props: { isChosen: boolean; local: string; mayOverride: boolean }) {
  const radio = useRef<HTMLInputElement>(null)
  return (
    <div className="new-visit-other">
      <label className="checkline">
        <input
          ref={radio}
          type="radio"
          className="radio"
          name="startsAt"
          value="other"
          defaultChecked={props.isChosen}
        />
        <span>Another time</span>
      </label>
      <div className="stack s8">
        <TextField
          name="otherTime"
          label="Day and time"
          type="datetime-local"
          defaultValue={props.local}
          onChange={() => {
            if (radio.current) radio.current.checked = true
          }}
        />
        {props.mayOverride && (
          <CheckField
            name="override"
            label="Book it all the same"
            help="Overrules hours, areas and skills for another time. Two visits at once stay impossible."
          />
        )}
      </div>
    </div>
  )
}
