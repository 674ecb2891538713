import { Money } from '#web/kit/money.tsx'
import type { Broadcast } from '../contract/broadcasts.ts'
import { share } from './broadcast-look.tsx'

/** `1 person`, `1,204 people`. */
export const people = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`

/** How far a running broadcast is, and how long it will take yet at its pace. */
export function BroadcastProgress({ broadcast: { results, perMinute } }: { broadcast: Broadcast }) {
  const all = results.recipients - results.skipped
  const minutes = Math.ceil(results.waiting / perMinute)
  return (
    <section className="card pad stack s8" aria-label="Progress">
      <p className="row wrap">
        <b className="m grow">
          {(all - results.waiting).toLocaleString('en-GB')} of {people(all)}
        </b>
        <span className="muted t13">
          {perMinute.toLocaleString('en-GB')} a minute
          {results.waiting > 0 &&
            `, about ${minutes >= 90 ? `${Math.round(minutes / 60)} h` : `${minutes} min`} to go`}
        </span>
      </p>
      <progress
        className="bc-progress"
        max={Math.max(1, all)}
        value={all - results.waiting}
        aria-label="Written to"
      />
    </section>
  )
}

/** How far the messages got: each bar is part of the one above. */
export function BroadcastFunnel({ broadcast: { results, status } }: { broadcast: Broadcast }) {
  const all = results.recipients - results.skipped
  const bars = [
    { name: 'Sent', value: results.sent, of: all },
    { name: 'Arrived', value: results.delivered, of: results.sent },
    { name: 'Read', value: results.read, of: results.delivered },
    { name: 'Answered', value: results.replied, of: results.sent },
    { name: 'Booked', value: results.conversions, of: results.sent },
  ]
  const waiting = status === 'stopped' ? 'did not get it' : 'waiting'
  const besides = [
    people(all),
    results.skipped > 0 && `${results.skipped.toLocaleString('en-GB')} left out`,
    results.waiting > 0 && `${results.waiting.toLocaleString('en-GB')} ${waiting}`,
    results.failed > 0 && `${results.failed.toLocaleString('en-GB')} failed`,
  ]
  return (
    <section className="card pad" aria-label="Results">
      <dl className="bc-funnel">
        {bars.map(({ name, value, of }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className="bc-bar" aria-hidden="true">
                <i style={{ width: `${all > 0 ? (100 * value) / all : 0}%` }} />
              </span>
              <b className="tn">{value.toLocaleString('en-GB')}</b>{' '}
              <span className="muted tn">{share(value, of)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted t13">
        {besides.filter(Boolean).join(', ')}. Bookings since, without cancelled ones, are worth{' '}
        <Money minor={results.revenue} />.
      </p>
    </section>
  )
}
