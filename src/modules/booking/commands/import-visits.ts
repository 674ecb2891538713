import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import type { AppointmentStatus, SoldExtra } from '../contract/appointments.ts'
import { busyTime } from '../domain/travel.ts'
import { bookingTables } from '../tables.ts'

/** A visit as another system kept it. Money in minor units, instants in ISO. */
export interface ImportedVisit {
  id: string
  number: string
  status: Exclude<AppointmentStatus, 'hold' | 'expired'>
  serviceId: string
  serviceName: string
  staffId: string
  clientId: string
  startsAt: string
  endsAt: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  travelBeforeMinutes: number
  extras: SoldExtra[]
  price: number
  paid: number
  refunded: number
  currency: string
  paymentStatus: 'unpaid' | 'on_the_day' | 'deposit' | 'paid' | 'part_refunded' | 'refunded'
  customer: { name: string; email: string | null; phone: string | null }
  address: { line1: string; city: string; postcode: string; lat: number; lon: number }
  accessNotes: string | null
  source: 'online' | 'office' | 'import'
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  cancelledAt: string | null
  cancelReason: string | null
  cancelledBy: string | null
}

const ROWS_AT_ONCE = 400

/**
 * Writes many visits at once, past ones included. No messages, no events: history is not news. Overlaps are refused
 * by the same constraint as ever, and the figures follow by the same triggers.
 */
export async function importVisits(ctx: CommandContext, visits: readonly ImportedVisit[]): Promise<void> {
  permit(ctx, 'booking.create')
  for (const chunk of chunksOf(visits, ROWS_AT_ONCE)) {
    await bookingTables(ctx.tx)
      .insertInto('appointments')
      .values(chunk.map((visit) => rowOf(ctx.orgId, visit)))
      .execute()
  }
}

function rowOf(orgId: string, visit: ImportedVisit) {
  const { busyFrom, busyTo } = busyTime(visit)
  return {
    org_id: orgId,
    id: visit.id,
    number: visit.number,
    status: visit.status,
    service_id: visit.serviceId,
    service_name: visit.serviceName,
    staff_id: visit.staffId,
    client_id: visit.clientId,
    starts_at: visit.startsAt,
    ends_at: visit.endsAt,
    buffer_before_minutes: visit.bufferBeforeMinutes,
    buffer_after_minutes: visit.bufferAfterMinutes,
    travel_before_minutes: visit.travelBeforeMinutes,
    busy_from: busyFrom,
    busy_to: busyTo,
    extras: JSON.stringify(visit.extras),
    price_amount: visit.price,
    paid_amount: visit.paid,
    refunded_amount: visit.refunded,
    currency: visit.currency,
    payment_status: visit.paymentStatus,
    customer_name: visit.customer.name,
    customer_email: visit.customer.email,
    customer_phone: visit.customer.phone,
    address_line1: visit.address.line1,
    city: visit.address.city,
    postcode: visit.address.postcode,
    lat: visit.address.lat,
    lon: visit.address.lon,
    access_notes: visit.accessNotes,
    source: visit.source,
    created_at: visit.createdAt,
    started_at: visit.startedAt,
    finished_at: visit.finishedAt,
    cancelled_at: visit.cancelledAt,
    cancel_reason: visit.cancelReason,
    cancelled_by: visit.cancelledBy,
  }
}
