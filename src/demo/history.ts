import {
  appointmentBooked,
  appointmentCancelled,
  type ImportedVisit,
  orderNumber,
} from '#modules/booking/public.ts'
import type { ImportedMoment } from '#modules/crm/public.ts'
import type { ImportedPayment } from '#modules/payments/public.ts'
import type { PastFact } from '#platform/events.ts'
import { firm } from './firm.ts'
import type { PlannedVisit } from './plan.ts'
import { type Chance, idBy } from './random.ts'

export interface Settled {
  imported: ImportedVisit[]
  payments: ImportedPayment[]
  moments: ImportedMoment[]
}

/** Gives every planned visit its number, its money and its lines on the client's timeline. */
export function settle(chance: Chance, visits: PlannedVisit[], now: string): Settled {
  const settled: Settled = { imported: [], payments: [], moments: [] }
  const numbers = new Set<string>()
  for (const visit of visits) {
    const paid = paymentOf(chance, visit, now)
    if (paid) settled.payments.push(paid)
    settled.imported.push(importedVisit(visit, freshNumber(chance, numbers), paid))
    settled.moments.push(...momentsOf(visit, paid))
  }
  return settled
}

function freshNumber(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const number = orderNumber(firm.name, (below) => chance.whole(0, below - 1))
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

function paymentOf(chance: Chance, visit: PlannedVisit, now: string): ImportedPayment | null {
  const online = visit.online && chance.happens(0.7)
  const done = visit.outcome === 'completed'
  if (
    !online &&
    !(done && (chance.happens(0.97) || Date.parse(visit.endsAt) < Date.parse(now) - 20 * 86_400_000))
  )
    return null
  if (visit.outcome === 'cancelled' && !online) return null
  const method = online ? 'card' : chance.pick(['cash', 'bank_transfer', 'card'] as const)
  return {
    id: idBy(chance, Date.parse(online ? visit.createdAt : visit.endsAt)),
    subjectId: visit.id,
    clientId: visit.client.id,
    amount: visit.price,
    refunded: visit.outcome === 'cancelled' ? visit.price : 0,
    currency: firm.currency,
    method,
    cardBrand: method === 'card' ? chance.pick(['Visa', 'Mastercard']) : null,
    cardLast4: method === 'card' ? String(chance.whole(1000, 9999)) : null,
    at: online ? visit.createdAt : visit.endsAt,
  }
}

function importedVisit(visit: PlannedVisit, number: string, payment: ImportedPayment | null): ImportedVisit {
  const started = visit.outcome === 'completed' || visit.outcome === 'in_progress'
  return {
    id: visit.id,
    number,
    status: visit.outcome,
    serviceId: visit.service.id,
    serviceName: visit.service.name,
    staffId: visit.staffId,
    clientId: visit.client.id,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    travelBeforeMinutes: visit.travelBeforeMinutes,
    extras: visit.extras,
    price: visit.price,
    paid: payment?.amount ?? 0,
    refunded: payment?.refunded ?? 0,
    currency: firm.currency,
    paymentStatus: payment
      ? payment.refunded > 0
        ? 'refunded'
        : 'paid'
      : visit.plan.payOnDay === false
        ? 'unpaid'
        : 'on_the_day',
    customer: { name: visit.client.name, email: visit.client.email, phone: visit.client.phone },
    address: visit.client,
    accessNotes: visit.client.accessNotes || null,
    source: visit.online ? 'online' : 'office',
    createdAt: visit.createdAt,
    startedAt: started ? visit.startsAt : null,
    finishedAt: visit.outcome === 'completed' ? visit.endsAt : null,
    cancelledAt: visit.cancelledAt,
    cancelReason: visit.outcome === 'cancelled' ? 'Plans changed' : null,
    cancelledBy: visit.cancelledBy === 'customer' ? visit.client.name : visit.cancelledBy && 'Ewa Lis',
  }
}

function momentsOf(visit: PlannedVisit, payment: ImportedPayment | null): ImportedMoment[] {
  const base = {
    clientId: visit.client.id,
    amount: null,
    currency: null,
    refType: 'appointment',
    refId: visit.id,
  }
  const what = `${visit.service.name} with ${visit.staffName}`
  const moments: ImportedMoment[] = [
    {
      ...base,
      at: visit.createdAt,
      kind: 'visit',
      title: visit.online ? 'Booked online' : 'Booked by the office',
      detail: what,
      actor: visit.online ? visit.client.name : 'Ewa Lis',
      amount: visit.price,
      currency: firm.currency,
    },
  ]
  if (visit.outcome === 'completed')
    moments.push({
      ...base,
      at: visit.endsAt,
      kind: 'visit',
      title: 'Visit done',
      detail: what,
      actor: visit.staffName,
    })
  if (visit.outcome === 'no_show')
    moments.push({
      ...base,
      at: visit.startsAt,
      kind: 'visit',
      title: 'Nobody was in',
      detail: what,
      actor: visit.staffName,
    })
  if (visit.cancelledAt)
    moments.push({
      ...base,
      at: visit.cancelledAt,
      kind: 'visit',
      title: 'Visit cancelled',
      detail: what,
      actor: visit.cancelledBy === 'customer' ? visit.client.name : 'Ewa Lis',
    })
  if (payment) {
    const by = payment.cardLast4
      ? `${payment.cardBrand} ending ${payment.cardLast4}`
      : payment.method === 'cash'
        ? 'Cash'
        : 'Bank transfer'
    moments.push({
      ...base,
      at: payment.at,
      kind: 'payment',
      title: 'Paid',
      detail: by,
      amount: payment.amount,
      currency: payment.currency,
      actor: visit.client.name,
      refType: 'payment',
      refId: payment.id,
    })
  }
  return moments
}

const FEED_LINES = 24

/** The latest bookings and cancellations as events, so that Today has something to tell from the first minute. */
export function latestFacts(
  imported: readonly ImportedVisit[],
  planned: readonly PlannedVisit[],
): PastFact[] {
  const staffNames = new Map(planned.map(({ staffId, staffName }) => [staffId, staffName]))
  return imported
    .flatMap((visit) => factsOf(visit, staffNames.get(visit.staffId)!))
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, FEED_LINES)
    .reverse()
}

function factsOf(visit: ImportedVisit, staffName: string): PastFact[] {
  const {
    id: appointmentId,
    number,
    status,
    clientId,
    serviceId,
    serviceName,
    staffId,
    startsAt,
    endsAt,
    customer,
  } = visit
  const facts = {
    ...{
      appointmentId,
      number,
      status,
      clientId,
      serviceId,
      serviceName,
      staffId,
      staffName,
      startsAt,
      endsAt,
    },
    customerName: customer.name,
    customerEmail: customer.email,
    customerPhone: customer.phone,
    postcode: visit.address.postcode,
    price: visit.price,
    paid: visit.paid,
    currency: visit.currency,
    source: visit.source,
  }
  const by = visit.source === 'online' ? 'Guest' : 'Ewa Lis'
  const told: PastFact[] = [{ fact: appointmentBooked(facts), at: visit.createdAt, actor: by }]
  if (visit.cancelledAt) {
    const who = visit.cancelledBy === customer.name ? 'customer' : 'office'
    const cancelled = {
      ...facts,
      refund: visit.refunded,
      fee: visit.paid - visit.refunded,
      reason: visit.cancelReason,
      by: who,
    } as const
    told.push({
      fact: appointmentCancelled(cancelled),
      at: visit.cancelledAt,
      actor: visit.cancelledBy ?? by,
    })
  }
  return told
}
