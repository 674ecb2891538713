import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Checkout } from '../../contract/guest.ts'
import { durationWords, minutesOf } from './checkout-steps.ts'
import { HeldFor } from './held-for.tsx'

/** What is being booked and what it costs: beside the form on a desk, under it on a phone. */
export function BookingSummary({ checkout }: { checkout: Checkout }) {
  const { service, price, slot, zone } = checkout
  const { locale } = useLocale()
  if (!service) return null
  return (
    <aside aria-label="Your booking">
      <div className="card pad">
        <div className="row" style={{ marginBottom: 12 }}>
          <h2 className="grow">Your booking</h2>
          {checkout.holdExpiresAt && <HeldFor until={checkout.holdExpiresAt} />}
        </div>
        <dl className="sum">
          {price.lines.map((line, index) => (
            <PriceLine
              key={line.label}
              line={line}
              note={index === 0 ? durationWords(minutesOf(checkout)) : undefined}
            />
          ))}
        </dl>
        <div className="tot">
          <span className="m">Total</span>
          <b>
            <Money minor={price.total} currency={price.currency} />
          </b>
        </div>
        <p className="small">
          {price.vat > 0 && (
            <>
              Includes <Money minor={price.vat} currency={price.currency} /> VAT.{' '}
            </>
          )}
          No fees added later.
        </p>
        {slot && (
          <p
            style={{
              borderTop: '1px solid var(--line)',
              marginTop: 14,
              paddingTop: 12,
              fontSize: 16,
              lineHeight: '24px',
            }}
          >
            <b className="b">
              {formatWhen(slot.startsAt, 'date', zone, locale)},{' '}
              {formatWhen(slot.startsAt, 'time', zone, locale)} –{' '}
              {formatWhen(slot.endsAt, 'time', zone, locale)}
            </b>
            <br />
            <span className="muted">
              with {slot.staffName}, at {checkout.postcode}
            </span>
          </p>
        )}
      </div>
      {checkout.freeUntil && Date.parse(checkout.freeUntil) > Date.now() && (
        <p className="why" style={{ margin: '16px 24px 0' }}>
          <Icon name="calendar-check" size={18} />
          <span>
            Free to change or cancel until {formatWhen(checkout.freeUntil, 'date-time', zone, locale)}.
          </span>
        </p>
      )}
    </aside>
  )
}

function PriceLine({ line, note }: { line: { label: string; amount: number }; note?: string }) {
  return (
    <>
      <dt>{line.label}</dt>
      <dd>
        <Money minor={line.amount} />
      </dd>
      {note && (
        <dd className="s" style={{ textAlign: 'left' }}>
          {note}
        </dd>
      )}
    </>
  )
}
