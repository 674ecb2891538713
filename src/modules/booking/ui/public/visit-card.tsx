import type { ReactNode } from 'react'
import { Avatar } from '#web/kit/avatar.tsx'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { TrackedVisit } from '../../contract/guest.ts'

/** When, what, who, where and what is paid: the confirmation and the tracking page show the same card. */
export function VisitCard({ visit }: { visit: TrackedVisit }) {
  const { locale } = useLocale()
  const { zone, startsAt, endsAt } = visit
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: zone }).format(new Date(startsAt))
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: zone }).format(new Date(startsAt))
  return (
    <section className="card lines visit" aria-label="Your visit">
      <div className="line">
        <span className="leaf" aria-hidden="true">
          <span>{month}</span>
          <b>{day}</b>
        </span>
        <span>
          <b className="b tn">
            {formatWhen(startsAt, 'day', zone, locale)}, {formatWhen(startsAt, 'time', zone, locale)} –{' '}
            {formatWhen(endsAt, 'time', zone, locale)}
          </b>
          <span className="small">Times in {zone.replace('_', ' ')}</span>
        </span>
      </div>
      <Line icon="sparkle" title={visit.serviceName}>
        {visit.extras.length > 0 &&
          `with ${visit.extras.map(({ name, quantity }) => (quantity > 1 ? `${name} × ${quantity}` : name)).join(', ')}`}
      </Line>
      <div className="line">
        <Avatar name={visit.staff.name} src={visit.staff.photoUrl} />
        <span>{visit.staff.name}</span>
      </div>
      <Line
        icon="pin"
        title={[visit.address.line1, visit.address.line2, visit.address.city, visit.address.postcode]
          .filter(Boolean)
          .join(', ')}
      >
        {visit.accessNotes}
      </Line>
      <Line icon="card" title={<PaidWords visit={visit} />}>
        {visit.last4 && `Card ending ${visit.last4}`}
      </Line>
    </section>
  )
}

function Line({ icon, title, children }: { icon: IconName; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="line">
      <Icon name={icon} size={20} />
      <span>
        <span>{title}</span>
        {children && <span className="small">{children}</span>}
      </span>
    </div>
  )
}

function PaidWords({ visit }: { visit: TrackedVisit }) {
  const { price, paid, refunded } = visit
  if (refunded > 0) {
    return (
      <>
        <Money minor={refunded} /> given back of <Money minor={paid} />
      </>
    )
  }
  if (paid >= price && price > 0)
    return (
      <>
        <Money minor={paid} /> paid
      </>
    )
  if (paid > 0) {
    return (
      <>
        <Money minor={paid} /> paid, <Money minor={price - paid} /> on the day
      </>
    )
  }
  return (
    <>
      <Money minor={price} /> to pay on the day
    </>
  )
}
