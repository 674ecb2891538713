import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Appointment, AppointmentStatus, SoldExtra } from '../contract/appointments.ts'
import {
  decideCancellation,
  decideReschedule,
  type NoticePolicy,
  noticeDeadline,
} from '../domain/cancellation.ts'
import { bookingTables } from '../tables.ts'

/** Visits with the names a person wants to see beside them. Every list of visits starts from here. */
export function selectAppointments(ctx: QueryContext) {
  return bookingTables(ctx.tx)
    .selectFrom('appointments as a')
    .innerJoin('staff as s', (join) =>
      join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.staff_id'),
    )
    .innerJoin('services as v', (join) =>
      join.onRef('v.org_id', '=', 'a.org_id').onRef('v.id', '=', 'a.service_id'),
    )
    .where('a.org_id', '=', ctx.orgId)
    .select([
      'a.id',
      'a.number',
      'a.status',
      'a.service_id',
      'a.service_name',
      'v.colour',
      'a.staff_id',
      's.name as staff_name',
      'a.client_id',
      'a.customer_name',
      'a.customer_email',
      'a.customer_phone',
      'a.starts_at',
      'a.ends_at',
      'a.busy_from',
      'a.busy_to',
      'a.travel_before_minutes',
      'a.address_line1',
      'a.address_line2',
      'a.city',
      'a.postcode',
      'a.lat',
      'a.lon',
      'a.access_notes',
      'a.customer_notes',
      'a.extras',
      'a.price_amount',
      'a.paid_amount',
      'a.refunded_amount',
      'a.currency',
      'a.payment_status',
      'a.source',
      'a.created_at',
      'a.started_at',
      'a.finished_at',
      'a.cancelled_at',
      'a.cancel_reason',
      'a.cancelled_by',
    ])
}

export type AppointmentRow = Awaited<ReturnType<ReturnType<typeof selectAppointments>['execute']>>[number]

/** The contract's shape of a visit; what the customer may still do is decided by the same rule that enforces it. */
export function toAppointment(row: AppointmentRow, policy: NoticePolicy, now: string): Appointment {
  const status = row.status as AppointmentStatus
  const notice = { status, startsAt: row.starts_at, policy, now, override: false }
  return {
    id: row.id,
    number: row.number,
    status,
    serviceId: row.service_id,
    serviceName: row.service_name,
    colour: row.colour,
    staffId: row.staff_id,
    staffName: row.staff_name,
    clientId: row.client_id,
    customerName: row.customer_name,
    customerEmail: row.customer_email,
    customerPhone: row.customer_phone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    busyFrom: row.busy_from,
    busyTo: row.busy_to,
    travelBeforeMinutes: row.travel_before_minutes,
    address: {
      line1: row.address_line1,
      line2: row.address_line2,
      city: row.city,
      postcode: row.postcode,
      lat: row.lat,
      lon: row.lon,
    },
    accessNotes: row.access_notes,
    customerNotes: row.customer_notes,
    extras: row.extras as SoldExtra[],
    price: row.price_amount,
    paid: row.paid_amount,
    refunded: row.refunded_amount,
    currency: row.currency,
    paymentStatus: row.payment_status,
    source: row.source,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    cancelledBy: row.cancelled_by,
    deadline: noticeDeadline(row.starts_at, policy),
    can_cancel: decideCancellation({ ...notice, paid: row.paid_amount, refunded: row.refunded_amount }).ok,
    can_reschedule: decideReschedule(notice).ok,
  }
}

/** Turns rows into visits with the organisation's policy, read once. */
export async function toAppointments(ctx: QueryContext, rows: AppointmentRow[]): Promise<Appointment[]> {
  const { policies } = await getOrganization(ctx)
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  return rows.map((row) => toAppointment(row, policies, now))
}

/** The organisation's currency and zone in SQL terms: `(at time zone zone)::date` for local days. */
export const localDay = (column: string, zone: string) =>
  sql<string>`(${sql.ref(column)} at time zone ${zone})::date`
