import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { Drawer } from '#web/kit/drawer.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { formatWhen, When } from '#web/kit/when.tsx'
import { usePresence } from '#web/live.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay, useSession } from '#web/session.ts'
import {
  type AppointmentStatus,
  getAppointment,
  restoreAppointment,
  setAppointmentStatus,
} from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'
import type { Route } from './+types/visit-drawer'
import { CancelDialog } from './cancel-dialog.tsx'
import { EditVisitDialog } from './edit-visit-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { RecordPaymentDialog } from './record-payment-dialog.tsx'
import { paymentLook, statusLook, statusVerbs } from './status-look.ts'
import { VisitNotes } from './visit-notes.tsx'

export async function loader({ params, context }: Route.LoaderArgs) {
  return serverApi(context)(getAppointment, { appointmentId: params.appointmentId })
}

export type VisitDetail = Route.ComponentProps['loaderData']
type Open = 'cancel' | 'move' | 'edit' | 'pay' | null

/** One visit over the list, calendar or Today: everything about it, and what may be done with it. */
export default function VisitDrawer({ loaderData: visit }: Route.ComponentProps) {
  const [open, setOpen] = useState<Open>(null)
  const { pathname, search } = useLocation()
  const { memberId } = useSession()
  const others = usePresence(`appointment:${visit.id}`).filter((person) => person.memberId !== memberId)
  const close = () => setOpen(null)
  const below = pathname.replace(/\/(visit\/)?[0-9a-f-]{36}$/, '') + search
  return (
    <Drawer
      title={
        <span className="row">
          {visit.customerName ?? 'Visit'}
          <StatusPill {...statusLook[visit.status]}>{statusWords(visit.status)}</StatusPill>
        </span>
      }
      to={below}
      width={560}
      actions={<DrawerActions visit={visit} onOpen={setOpen} />}
    >
      {others.length > 0 && (
        <p className="muted t13">Also looking: {others.map(({ name }) => name).join(', ')}</p>
      )}
      <VisitFacts visit={visit} onEdit={() => setOpen('edit')} />
      <MoneyPart visit={visit} onPay={() => setOpen('pay')} />
      <VisitNotes visit={visit} />
      <History history={visit.history} />
      {open === 'cancel' && <CancelDialog visit={visit} onClose={close} />}
      {open === 'move' && <MoveDialog visit={visit} onClose={close} />}
      {open === 'edit' && <EditVisitDialog visit={visit} onClose={close} />}
      {open === 'pay' && <RecordPaymentDialog visit={visit} onClose={close} />}
    </Drawer>
  )
}

function DrawerActions({ visit, onOpen }: { visit: VisitDetail; onOpen: (open: Open) => void }) {
  const mayEdit = useMay('booking.edit')
  const mayCancel = useMay('booking.cancel')
  const setStatus = useCommand(setAppointmentStatus, {
    success: (changed) => `${changed.number}: ${statusWords(changed.status).toLowerCase()}`,
    undo: {
      endpoint: setAppointmentStatus,
      input: () => ({ appointmentId: visit.id, status: visit.status }),
    },
  })
  const restore = useCommand(restoreAppointment, { success: 'The visit is back' })
  const isLive = ['pending', 'confirmed', 'on_the_way'].includes(visit.status)
  const [next, ...others] = visit.nextStatuses
  const step = (status: AppointmentStatus, tone: 'primary' | 'plain') => (
    <Button
      key={status}
      tone={tone}
      busy={setStatus.isBusy}
      onClick={() => void setStatus({ appointmentId: visit.id, status })}
    >
      {statusVerbs[status] ?? statusWords(status)}
    </Button>
  )
  return (
    <>
      {mayCancel && visit.status === 'cancelled' && (
        <Button busy={restore.isBusy} icon="undo" onClick={() => void restore({ appointmentId: visit.id })}>
          Restore
        </Button>
      )}
      {mayCancel && isLive && <Button onClick={() => onOpen('cancel')}>Cancel visit…</Button>}
      {mayEdit && isLive && <Button onClick={() => onOpen('move')}>Move / reassign…</Button>}
      {mayEdit && others.slice(0, 2).map((status) => step(status, 'plain'))}
      {mayEdit && next && step(next, 'primary')}
    </>
  )
}

function VisitFacts({ visit, onEdit }: { visit: VisitDetail; onEdit: () => void }) {
  const { zone, locale } = useLocale()
  const mayEdit = useMay('booking.edit')
  const { line1, line2, city, postcode } = visit.address
  const address = [line1, line2, city, postcode].filter(Boolean).join(', ')
  return (
    <section className="stack s8">
      <div className="sec-h">
        <h3>{visit.number}</h3>
        {mayEdit && (
          <span className="end">
            <Button size="sm" tone="quiet" icon="edit" onClick={onEdit}>
              Edit
            </Button>
          </span>
        )}
      </div>
      <dl className="kv">
        <dt>When</dt>
        <dd className="tn">
          {formatWhen(visit.startsAt, 'day', zone, locale)},{' '}
          {formatWhen(visit.startsAt, 'time', zone, locale)} –{' '}
          {formatWhen(visit.endsAt, 'time', zone, locale)}
          {visit.travelBeforeMinutes > 0 && (
            <span className="muted"> · {visit.travelBeforeMinutes} min on the road before</span>
          )}
        </dd>
        <dt>What</dt>
        <dd>
          {visit.serviceName}
          {visit.extras.length > 0 && (
            <span className="muted">
              {' '}
              with{' '}
              {visit.extras
                .map(({ name, quantity }) => (quantity > 1 ? `${name} × ${quantity}` : name))
                .join(', ')}
            </span>
          )}
        </dd>
        <dt>Who</dt>
        <dd>
          <Link className="link" to={`/staff/${visit.staffId}`}>
            {visit.staffName}
          </Link>
        </dd>
        <dt>Where</dt>
        <dd>
          {address}{' '}
          <a
            className="link nw"
            href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`}
            rel="noreferrer"
            target="_blank"
          >
            Map
          </a>
        </dd>
        {visit.accessNotes && (
          <>
            <dt>Getting in</dt>
            <dd>{visit.accessNotes}</dd>
          </>
        )}
        {visit.customerNotes && (
          <>
            <dt>They wrote</dt>
            <dd>{visit.customerNotes}</dd>
          </>
        )}
        <dt>Client</dt>
        <dd>
          {visit.clientId ? (
            <Link className="link" to={`/clients/${visit.clientId}`}>
              {visit.customerName}
            </Link>
          ) : (
            visit.customerName
          )}
          {visit.customerPhone && (
            <>
              {' · '}
              <a className="link" href={`tel:${visit.customerPhone}`}>
                {visit.customerPhone}
              </a>
            </>
          )}
          {visit.customerEmail && (
            <>
              {' · '}
              <a className="link" href={`mailto:${visit.customerEmail}`}>
                {visit.customerEmail}
              </a>
            </>
          )}
        </dd>
        <dt>Booked</dt>
        <dd>
          <When at={visit.createdAt} style="date-time" />{' '}
          {visit.source === 'online' ? 'online' : 'by the office'} ·{' '}
          <a className="link" href={visit.trackingUrl} target="_blank" rel="noreferrer">
            Their page
          </a>
        </dd>
        {visit.cancelledAt ? (
          <>
            <dt>Cancelled</dt>
            <dd>
              <When at={visit.cancelledAt} style="date-time" /> by {visit.cancelledBy ?? 'the office'}
              {visit.cancelReason && <span className="muted">: {visit.cancelReason}</span>}
            </dd>
          </>
        ) : (
          <>
            <dt>They may change</dt>
            <dd>
              {visit.can_cancel ? 'until ' : 'no longer, since '}
              <When at={visit.deadline} style="date-time" />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function MoneyPart({ visit, onPay }: { visit: VisitDetail; onPay: () => void }) {
  const mayTake = useMay('payment.take')
  const open = visit.price - visit.paid
  const look = paymentLook[visit.paymentStatus]
  return (
    <section>
      <div className="sec-h">
        <h3>Money</h3>
        <span className="end">
          <StatusPill tone={look.tone} shape={look.shape}>
            {look.word}
          </StatusPill>
          {mayTake && open > 0 && visit.status !== 'cancelled' && (
            <Button size="sm" onClick={onPay}>
              Record payment
            </Button>
          )}
        </span>
      </div>
      <table className="table">
        <thead>
          <tr>
            <th>What</th>
            <th>When</th>
            <th className="num">Amount</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Price</td>
            <td className="muted">VAT included</td>
            <td className="num">
              <Money minor={visit.price} currency={visit.currency} />
            </td>
          </tr>
          {visit.payments.map((payment) => (
            <tr key={payment.id}>
              <td>
                {payment.status === 'succeeded' ? 'Paid' : 'Not paid'}{' '}
                <span className="muted">{payment.detail}</span>
              </td>
              <td className="muted">
                <When at={payment.at} style="date-time" />
              </td>
              <td className="num">
                <Money
                  minor={payment.status === 'succeeded' ? -payment.amount : 0}
                  currency={visit.currency}
                />
                {payment.refunded > 0 && (
                  <div className="muted t12">
                    <Money minor={payment.refunded} currency={visit.currency} /> back
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function History({ history }: { history: VisitDetail['history'] }) {
  if (history.length === 0) return null
  return (
    <section>
      <div className="sec-h">
        <h3>History</h3>
      </div>
      <ol className="lines card">
        {history.map((line) => (
          <li key={line.id} className="row t13" style={{ padding: '8px 12px' }}>
            <span className="grow">
              <b className="m">{line.actor}</b> {line.summary}
            </span>
            <span className="muted nw">
              <When at={line.at} style="date-time" />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
