import { Link } from 'react-router'
import type { Appointment, AppointmentStatus } from '#modules/booking/contract.ts'
import type { Payment } from '#modules/payments/contract.ts'
import { KpiBand, KpiTile } from '../../kit/kpi.tsx'
import { useLocale } from '../../kit/locale.tsx'
import { formatMoney, Money } from '../../kit/money.tsx'
import { SectionHead } from '../../kit/page-head.tsx'
import { StatusPill, type Tone } from '../../kit/status-pill.tsx'
import { formatWhen, When } from '../../kit/when.tsx'
import type { ClientData } from './client-data.ts'

/** The four figures of a client; left out where the member may not see bookings. */
export function ClientFigures({ data }: { data: ClientData }) {
  const { locale } = useLocale()
  const { upcoming, done, all, client } = data
  if (!upcoming || !done || !all) return null
  const { currency } = all.sums
  const owed = Math.max(0, done.sums.price - done.sums.paid)
  const rows = `/appointments?clientId=${client.id}`
  return (
    <KpiBand label="Figures of this client">
      <NextVisit visit={upcoming[0]} />
      <KpiTile
        label="Balance"
        value={formatMoney(owed === 0 ? 0 : -owed, currency, { locale })}
        tone={owed > 0 ? 'bad' : undefined}
        compare={owed > 0 ? <b className="bad">still to pay for visits done</b> : 'nothing is open'}
        definition="What is still to pay for completed visits."
      />
      <KpiTile
        label="Paid in all"
        value={formatMoney(all.sums.paid, currency, { locale, whole: true })}
        compare={all.total === 1 ? '1 booking' : `${all.total} bookings`}
        definition="Payments for all bookings, less refunds."
      />
      <KpiTile
        label="Visits"
        value={done.total}
        compare={<LastVisit at={client.lastVisitAt} />}
        definition="Completed visits."
        to={`${rows}&status=completed`}
      />
    </KpiBand>
  )
}

function LastVisit({ at }: { at: string | null }) {
  return at ? (
    <>
      last on <When at={at} style="date" />
    </>
  ) : (
    'none yet'
  )
}

function NextVisit({ visit }: { visit: Appointment | undefined }) {
  const { zone, locale } = useLocale()
  if (!visit) return <KpiTile label="Next visit" value="None" compare="nothing is planned" />
  const time = (at: string) => formatWhen(at, 'time', zone, locale)
  return (
    <KpiTile
      label="Next visit"
      value={formatWhen(visit.startsAt, 'date', zone, locale)}
      compare={`${time(visit.startsAt)}–${time(visit.endsAt)} with ${visit.staffName}`}
      to={`/appointments/${visit.id}`}
    />
  )
}

const states: Partial<Record<AppointmentStatus, { tone: Tone; word: string }>> = {
  pending: { tone: 'neutral', word: 'To confirm' },
  confirmed: { tone: 'good', word: 'Confirmed' },
  on_the_way: { tone: 'brand', word: 'On the way' },
  in_progress: { tone: 'brand', word: 'Under way' },
}

/** The next visits, each a link to its own page. */
export function ComingUp({ visits, clientId }: { visits: readonly Appointment[]; clientId: string }) {
  return (
    <section className="card pad" aria-labelledby="coming-up">
      <SectionHead
        id="coming-up"
        title="Coming up"
        end={
          <Link className="link t12" to={`/appointments?clientId=${clientId}`}>
            All visits
          </Link>
        }
      />
      {visits.length === 0 ? (
        <p className="muted t13">Nothing is planned.</p>
      ) : (
        <table className="mini tn">
          <tbody>
            {visits.map((visit) => (
              <tr key={visit.id}>
                <td className="m nw">
                  <Link className="link" to={`/appointments/${visit.id}`}>
                    <When at={visit.startsAt} style="date" />
                  </Link>
                </td>
                <td className="nw muted">
                  <When at={visit.startsAt} style="time" />
                </td>
                <td>
                  <StatusPill tone={states[visit.status]?.tone}>
                    {states[visit.status]?.word ?? visit.status}
                  </StatusPill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const methods: Record<Payment['method'], string> = { card: 'Card', cash: 'Cash', bank_transfer: 'Transfer' }

/** The latest payments, with what was given back. */
export function MoneyCard({ payments }: { payments: NonNullable<ClientData['payments']> }) {
  return (
    <section className="card pad" aria-labelledby="money">
      <SectionHead id="money" title="Money" count={payments.total} />
      {payments.items.length === 0 ? (
        <p className="muted t13">No payments yet.</p>
      ) : (
        <table className="mini tn">
          <tbody>
            {payments.items.map((payment) => (
              <tr key={payment.id}>
                <td className="nw muted">
                  <Day at={payment.settledAt ?? payment.createdAt} />
                </td>
                <td className="nw">
                  {methods[payment.method]}
                  {payment.cardLast4 && <span className="muted"> {payment.cardLast4}</span>}
                </td>
                <td className="num">
                  <Money minor={payment.amount} currency={payment.currency} />
                </td>
                <td>
                  <PaymentPill payment={payment} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** `20 Nov`, with the year when it is another one: the card is narrow. */
function Day({ at }: { at: string }) {
  const { zone, locale } = useLocale()
  const isThisYear = new Date(at).getUTCFullYear() === new Date().getUTCFullYear()
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: '2-digit' }),
  })
  return (
    <time dateTime={at} title={formatWhen(at, 'full', zone, locale)}>
      {format.format(new Date(at))}
    </time>
  )
}

function PaymentPill({ payment }: { payment: Payment }) {
  const [tone, word] = paymentLook(payment)
  return (
    <StatusPill tone={tone} plain>
      {word}
    </StatusPill>
  )
}

function paymentLook({ status, refunded, amount }: Payment): [Tone, string] {
  if (status === 'failed') return ['bad', 'Refused']
  if (status !== 'succeeded') return ['neutral', 'Open']
  if (refunded === 0) return ['good', 'Paid']
  return ['info', refunded >= amount ? 'Refunded' : 'Part refunded']
}
