import { formatMoney } from '#values/money.ts'

/** An event as the feed reads it; the payload is whatever the event carried then. */
export interface FeedEvent {
  id: string
  name: string
  actor: string
  /** ISO instant. */
  at: string
  payload: Record<string, unknown>
}

/** One line of the feed: who did what, and the fact under it. */
export interface FeedLine {
  id: string
  at: string
  name: string
  actor: string
  title: string
  detail: string
  appointmentId: string | null
}

/** Tells an event in words for the office, with times in the organisation's zone. */
export function tellEvent(event: FeedEvent, zone: string, locale: string): FeedLine {
  const { payload } = event
  const who = text(payload.customerName) ?? 'Somebody'
  const line = {
    id: event.id,
    at: event.at,
    name: event.name,
    actor: event.actor,
    appointmentId: text(payload.appointmentId) ?? text(payload.subjectId) ?? null,
  }
  const when = text(payload.startsAt) && moment(String(payload.startsAt), zone, locale)
  const visit = [when, text(payload.serviceName), text(payload.staffName) && `with ${payload.staffName}`]
    .filter(Boolean)
    .join(', ')
  const amount =
    typeof payload.amount === 'number'
      ? formatMoney({ amount: payload.amount, currency: String(payload.currency) }, locale)
      : ''
  switch (event.name) {
    case 'booking.appointment_booked':
      return {
        ...line,
        title: payload.source === 'online' ? `${who} booked online` : `${event.actor} booked ${who}`,
        detail: visit,
      }
    case 'booking.appointment_moved':
      return {
        ...line,
        title: payload.by === 'customer' ? `${who} moved a visit` : `${event.actor} moved ${who}`,
        detail: `to ${visit}`,
      }
    case 'booking.appointment_cancelled':
      return {
        ...line,
        title: payload.by === 'customer' ? `${who} cancelled` : `${event.actor} cancelled ${who}`,
        detail: text(payload.reason) ?? visit,
      }
    case 'booking.appointment_restored':
      return { ...line, title: `${event.actor} restored ${who}`, detail: visit }
    case 'booking.appointment_confirmed':
      return { ...line, title: `${event.actor} confirmed ${who}`, detail: visit }
    case 'booking.appointment_changed':
      return { ...line, title: `${who}: ${text(payload.change) ?? 'details changed'}`, detail: visit }
    case 'payments.payment_succeeded':
      return {
        ...line,
        title: `${amount} paid`,
        detail: text(payload.detail) ?? text(payload.customerName) ?? '',
      }
    case 'payments.payment_failed':
      return { ...line, title: `Payment of ${amount} failed`, detail: text(payload.reason) ?? '' }
    case 'payments.refund_succeeded':
      return { ...line, title: `${amount} given back`, detail: text(payload.reason) ?? '' }
    default:
      return { ...line, title: event.name, detail: '' }
  }
}

function moment(instant: string, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
    .format(Date.parse(instant))
    .replace(/,? at /, ', ')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
