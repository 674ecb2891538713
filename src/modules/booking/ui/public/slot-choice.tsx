import { Link } from 'react-router'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'

interface Slot {
  startsAt: string
  endsAt: string
  staffName: string
}

interface Day {
  day: string
  free: number
  reasonText: string | null
}

interface SlotChoiceProps {
  first: Slot | null
  days: readonly Day[]
  slots: readonly Slot[]
  /** The day whose times are shown. */
  day: string
  zone: string
  /** The start that is chosen already. */
  chosen: string | null
  /** Keeps other parameters of the address: `?day=…&from=…`. */
  linkTo: (change: { day?: string; from?: string }) => string
  earlier: string | null
  later: string | null
}

/** The first free time, a strip of seven days with the reason of empty ones, and the times of one day. */
export function SlotChoice(props: SlotChoiceProps) {
  const { first, days, slots, day, zone, chosen } = props
  const ofDay = slots.filter((slot) => dayOf(slot.startsAt, zone) === day)
  const start = chosen ?? first?.startsAt ?? null
  return (
    <div className="stack s16">
      {first && <FirstFree slot={first} zone={zone} isChosen={start === first.startsAt} />}
      <div className="row" style={{ marginTop: 8 }}>
        <h2>Or pick another time</h2>
        <span className="muted only-desk">{rangeWords(days, zone)}</span>
        <span className="end row" style={{ gap: 16 }}>
          {props.earlier && (
            <Link className="link" to={props.linkTo({ from: props.earlier })} preventScrollReset>
              Earlier
            </Link>
          )}
          {props.later && (
            <Link className="link" to={props.linkTo({ from: props.later })} preventScrollReset>
              Next week
            </Link>
          )}
        </span>
      </div>
      <DayStrip days={days} day={day} linkTo={props.linkTo} />
      <Reasons days={days} />
      <Times
        slots={ofDay.filter((slot) => slot.startsAt !== first?.startsAt || chosen !== null)}
        all={ofDay.length}
        zone={zone}
        start={start}
      />
    </div>
  )
}

function FirstFree({ slot, zone, isChosen }: { slot: Slot; zone: string; isChosen: boolean }) {
  const { locale } = useLocale()
  return (
    <label className="pick">
      <input className="radio" type="radio" name="startsAt" value={slot.startsAt} defaultChecked={isChosen} />
      <span>
        <span className="m" style={{ color: 'var(--brand)', fontSize: 16 }}>
          First free time
        </span>
        <span className="title tn" style={{ fontSize: 20, lineHeight: '28px' }}>
          {formatWhen(slot.startsAt, 'date', zone, locale)}, {formatWhen(slot.startsAt, 'time', zone, locale)}{' '}
          – {formatWhen(slot.endsAt, 'time', zone, locale)}
        </span>
        <span>with {slot.staffName}</span>
      </span>
    </label>
  )
}

function DayStrip({ days, day: shown, linkTo }: Pick<SlotChoiceProps, 'days' | 'day' | 'linkTo'>) {
  const { locale } = useLocale()
  const part = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
  return (
    <nav className="days" aria-label="Days">
      {days.map(({ day, free, reasonText }) => {
        const inside = (
          <>
            <span className="w">{part(day, { weekday: 'short' })}</span>
            <b>{part(day, { day: 'numeric' })}</b>
            <span className="f">{free > 0 ? `${free} free` : shortReason(reasonText)}</span>
            {free > 0 && <span className="vh">, {part(day, { month: 'long' })}</span>}
          </>
        )
        const label = part(day, { weekday: 'long', day: 'numeric', month: 'long' })
        if (free === 0) {
          return (
            <span
              key={day}
              className="day off"
              role="img"
              aria-label={`${label}: ${reasonText ?? 'nothing free'}`}
              title={reasonText ?? undefined}
            >
              {inside}
            </span>
          )
        }
        return (
          <Link
            key={day}
            className={day === shown ? 'day on' : 'day'}
            to={linkTo({ day })}
            aria-current={day === shown ? 'date' : undefined}
            preventScrollReset
          >
            {inside}
          </Link>
        )
      })}
    </nav>
  )
}

/** One word under the number; the whole sentence stands below the strip. */
function shortReason(text: string | null): string {
  if (!text) return 'Full'
  if (/past|over/i.test(text)) return 'Past'
  if (/full|booked/i.test(text)) return 'Full'
  if (/far ahead|later than|open for booking/i.test(text)) return 'Later'
  if (/notice|short/i.test(text)) return 'Too soon'
  return 'Closed'
}

function Reasons({ days }: { days: readonly Day[] }) {
  const reasons = [
    ...new Set(
      days
        .filter(({ free }) => free === 0)
        .map(({ reasonText }) => reasonText)
        .filter(Boolean),
    ),
  ]
  if (reasons.length === 0) return null
  return (
    <p className="why">
      <Icon name="info" size={18} />
      <span>{reasons.map((reason) => `${reason}.`).join(' ')}</span>
    </p>
  )
}

function Times({
  slots,
  all,
  zone,
  start,
}: {
  slots: Slot[]
  all: number
  zone: string
  start: string | null
}) {
  const { locale } = useLocale()
  if (all === 0) return null
  const hour = (slot: Slot) =>
    Number(
      new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(
        new Date(slot.startsAt),
      ),
    )
  const parts: [string, Slot[]][] = [
    ['Morning', slots.filter((slot) => hour(slot) < 12)],
    ['Afternoon', slots.filter((slot) => hour(slot) >= 12 && hour(slot) < 17)],
    ['Evening', slots.filter((slot) => hour(slot) >= 17)],
  ]
  const title = formatWhen((slots[0] ?? { startsAt: start! }).startsAt, 'day', zone, locale)
  return (
    <fieldset className="stack s16">
      <legend className="b" style={{ marginBottom: 8 }}>
        {title}
      </legend>
      {slots.length === 0 && <p className="muted">Only the first free time above is left on this day.</p>}
      {parts
        .filter(([, list]) => list.length > 0)
        .map(([name, list]) => (
          <div key={name}>
            <p className="part">{name}</p>
            <div className="slots">
              {list.map((slot) => (
                <label key={slot.startsAt} className="slot">
                  <input
                    type="radio"
                    name="startsAt"
                    value={slot.startsAt}
                    defaultChecked={slot.startsAt === start}
                  />
                  {formatWhen(slot.startsAt, 'time', zone, locale)}
                </label>
              ))}
            </div>
          </div>
        ))}
    </fieldset>
  )
}

function rangeWords(days: readonly Day[], zone: string): string {
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return ''
  const words = (day: string) =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(
      new Date(`${day}T12:00:00Z`),
    )
  return `${words(from.day)} to ${words(to.day)}`
}

/** The local day of an instant, as `2026-11-28`. */
export function dayOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant))
}

/** The day so many days later. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Which week and day to show, from the address: the chosen slot's, else the first day with free times. */
export function shownWeek(params: URLSearchParams, today: string, wanted: string | null) {
  const clean = (value: string | null) => (value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null)
  const asked = clean(params.get('day'))
  const from = clean(params.get('from')) ?? asked ?? wanted ?? today
  return { from: from < today ? today : from, asked }
}
