import { Link, useSearchParams } from 'react-router'
import type { TimelineItem, TimelineKind } from '#modules/crm/contract.ts'
import type { IconName } from '../../kit/icon.tsx'
import { Money } from '../../kit/money.tsx'
import { MoreLink } from '../../kit/more-link.tsx'
import { Timeline, type TimelineEntry } from '../../kit/timeline.tsx'
import type { ClientData } from './client-data.ts'

const filters: { kind: TimelineKind; label: string }[] = [
  { kind: 'message', label: 'Messages' },
  { kind: 'visit', label: 'Visits' },
  { kind: 'payment', label: 'Money' },
  { kind: 'note', label: 'Notes' },
]

/** One timeline over all modules, newest first, filtered by what it is about. */
export function ClientTimeline({
  timeline,
  kind,
}: {
  timeline: ClientData['timeline']
  kind: TimelineKind | null
}) {
  const [search] = useSearchParams()
  const all = Object.values(timeline.counts).reduce((sum, count) => sum + count, 0)
  const isPaged = search.has('cursor') || timeline.nextCursor !== undefined
  return (
    <section className="card" aria-labelledby="everything">
      <div className="tlh">
        <h2 id="everything">Everything, newest first</h2>
        <Chip label="All" count={all} to="?" isOn={kind === null} />
        {filters.map((filter) => (
          <Chip
            key={filter.kind}
            label={filter.label}
            count={timeline.counts[filter.kind]}
            to={`?kind=${filter.kind}`}
            isOn={kind === filter.kind}
          />
        ))}
      </div>
      <div className="tl-box">
        {timeline.items.length === 0 ? (
          <p className="muted t13 pad-y">
            {kind ? 'Nothing of this sort yet.' : 'Bookings, payments, messages and notes will stand here.'}
          </p>
        ) : (
          <Timeline entries={timeline.items.map(toEntry)} />
        )}
        {isPaged && (
          <MoreLink
            shown={timeline.items.length}
            total={timeline.total}
            nextCursor={timeline.nextCursor}
            noun="entries"
          />
        )}
      </div>
    </section>
  )
}

function Chip(props: { label: string; count: number; to: string; isOn: boolean }) {
  return (
    <Link className="chip" to={props.to} aria-current={props.isOn ? 'true' : undefined} preventScrollReset>
      {props.label} {props.isOn && <span className="tn">{props.count}</span>}
    </Link>
  )
}

const icons: Record<TimelineKind, IconName> = {
  visit: 'calendar-check',
  payment: 'card',
  message: 'send',
  note: 'note-lock',
  change: 'edit',
}

const places: Record<string, string> = {
  appointment: '/appointments',
  message: '/outbox',
  conversation: '/inbox',
}

function toEntry(item: TimelineItem): TimelineEntry {
  const { id, at, kind, title, detail, amount, currency } = item
  if (kind === 'note') return { id, at, icon: icons.note, title, privateNote: { by: title, text: detail } }
  const place = item.refType && places[item.refType]
  return {
    id,
    at,
    icon: icons[kind],
    title: place ? <Link to={`${place}/${item.refId}`}>{title}</Link> : title,
    detail,
    aside: amount !== null && <Money minor={amount} currency={currency ?? undefined} />,
  }
}
