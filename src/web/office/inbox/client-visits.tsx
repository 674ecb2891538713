import { Link } from 'react-router'
import type { Appointment, AppointmentStatus } from '#modules/booking/contract/appointments.ts'
import { dayOf, useInbox } from '#modules/inbox/ui/public.ts'
import { useLocale } from '../../kit/locale.tsx'
import { formatMoney, Money } from '../../kit/money.tsx'
import { StatusPill, type Tone } from '../../kit/status-pill.tsx'
import { formatWhen, When } from '../../kit/when.tsx'
import type { ClientFacts } from './client-facts.ts'

const states: Partial<Record<AppointmentStatus, { tone: Tone; word: string }>> = {
  pending: { tone: 'neutral', word: 'To confirm' },
  confirmed: { tone: 'good', word: 'Confirmed' },
  on_the_way: { tone: 'brand', word: 'On the way' },
  in_progress: { tone: 'brand', word: 'Under way' },
}

/** When we come next, or that nothing is planned. */
export function NextVisit({ visit, clientId }: { visit: Appointment | undefined; clientId: string }) {
  const { zone, locale } = useLocale()
  if (!visit) {
    return (
      <section className="cp-s">
        <h3>Next visit</h3>
        <p className="t13 muted">Nothing is planned.</p>
      </section>
    )
  }
  const state = states[visit.status]
  return (
    <section className="cp-s">
      <h3>
        Next visit
        <Link className="link" to={`/appointments?clientId=${clientId}`}>
          All
        </Link>
      </h3>
      <div className="row">
        <Link className="grow cp-next" to={`/appointments/${visit.id}`}>
          <b className="b tn">
            <When at={visit.startsAt} style="date" /> <When at={visit.startsAt} style="time" /> –{' '}
            {formatWhen(visit.endsAt, 'time', zone, locale)}
          </b>
          <span className="t13 muted cut">
            {visit.serviceName} with {visit.staffName}
          </span>
        </Link>
        {state && <StatusPill tone={state.tone}>{state.word}</StatusPill>}
      </div>
    </section>
  )
}

/** Four figures in a row, each with its word below. */
export function ClientFiguresBand({ facts, rating }: { facts: ClientFacts; rating: number | null }) {
  const { locale } = useLocale()
  const { figures, client } = facts
  if (!figures) return null
  const { owed, paid, visits, currency } = figures
  const items = [
    {
      value: formatMoney(owed === 0 ? 0 : -owed, currency, { locale, whole: true }),
      word: 'balance',
      isBad: owed > 0,
    },
    {
      value: formatMoney(Math.round(paid / 100) * 100, currency, { locale, whole: true }),
      word: 'paid in all',
    },
    {
      value: String(visits),
      word: visits === 1 ? 'visit' : 'visits',
      to: `/appointments?clientId=${client.id}`,
    },
    { value: rating === null ? '–' : String(rating), word: 'rating' },
  ]
  return (
    <section className="cp-s" aria-label="Figures">
      <dl className="cp-facts">
        {items.map(({ value, word, isBad, to }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className={isBad ? 'bad' : undefined}>{to ? <Link to={to}>{value}</Link> : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const ends: Partial<Record<AppointmentStatus, string>> = { cancelled: 'cancelled', no_show: 'nobody there' }

/** The latest visits, what they were and what they cost. */
export function EarlierVisits({ visits, facts }: { visits: readonly Appointment[]; facts: ClientFacts }) {
  if (visits.length === 0) return null
  return (
    <section className="cp-s">
      <h3>
        Earlier
        <Link className="link" to={`/appointments?clientId=${facts.client.id}`}>
          All {facts.figures?.visits ?? ''}
        </Link>
      </h3>
      <ul className="cp-hist">
        {visits.map((visit) => (
          <li key={visit.id}>
            <span className="muted">
              <ShortDate at={visit.startsAt} />
            </span>
            <Link className="cut" to={`/appointments/${visit.id}`}>
              {visit.serviceName}, {visit.staffName.split(' ')[0]}
              {ends[visit.status] && <span className="muted"> · {ends[visit.status]}</span>}
            </Link>
            <span className={visit.status === 'completed' ? undefined : 'muted'}>
              <Money
                minor={visit.status === 'completed' ? visit.price : visit.paid}
                currency={visit.currency}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ShortDate({ at }: { at: string }) {
  const { zone, locale } = useLocale()
  const { asOf } = useInbox()
  // A day of another year would look like one of this year.
  const isThisYear = dayOf(at, zone).slice(0, 4) === dayOf(asOf, zone).slice(0, 4)
  const rest = isThisYear ? ({ day: 'numeric' } as const) : ({ year: 'numeric' } as const)
  const text = new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'short', ...rest }).format(
    new Date(at),
  )
  return (
    <time dateTime={at} title={formatWhen(at, 'full', zone, locale)}>
      {text}
    </time>
  )
}
