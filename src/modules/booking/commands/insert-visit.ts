import { randomInt } from 'node:crypto'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import { orderNumber } from '../domain/number.ts'
import type { Candidate } from '../queries/people.ts'
import type { WantedVisit } from '../queries/wanted-visit.ts'
import { bookingTables } from '../tables.ts'
import type { BusyColumns, Occupation } from './occupy.ts'

/** The place in a day that a wanted visit would take with this person. */
export function occupationOf(wanted: WantedVisit, person: Candidate, startsAt: string): Occupation {
  return {
    staffId: person.id,
    zone: person.zone,
    startsAt,
    endsAt: endOf(startsAt, wanted.durationMinutes),
    bufferBeforeMinutes: wanted.bufferBeforeMinutes,
    bufferAfterMinutes: wanted.bufferAfterMinutes,
    lat: wanted.place.lat,
    lon: wanted.place.lon,
    pace: wanted.org.policies,
  }
}

/** The end (ISO) of a visit that takes so many minutes. */
export function endOf(startsAt: string, minutes: number): string {
  return new Date(Date.parse(startsAt) + minutes * 60_000).toISOString()
}

/** What is sold, where and when, as columns; the same for holds and bookings. */
export function soldColumns(wanted: WantedVisit, at: Pick<Occupation, 'staffId' | 'startsAt' | 'endsAt'>) {
  return {
    service_id: wanted.service.id,
    service_name: wanted.service.name,
    extras: JSON.stringify(wanted.extras),
    price_amount: wanted.price.total,
    due_now_amount: wanted.price.dueNow,
    currency: wanted.org.currency,
    staff_id: at.staffId,
    starts_at: at.startsAt,
    ends_at: at.endsAt,
    postcode: wanted.place.postcode,
    lat: wanted.place.lat,
    lon: wanted.place.lon,
  }
}

/** Who the visit is for and how to find them, as columns. */
export function customerColumns(customer: {
  name: string
  email?: string | undefined
  phone?: string | undefined
  line1?: string | undefined
  line2?: string | undefined
  city?: string | undefined
  accessNotes?: string | undefined
  customerNotes?: string | undefined
}) {
  return {
    customer_name: customer.name,
    customer_email: customer.email ?? null,
    customer_phone: customer.phone ?? null,
    address_line1: customer.line1 ?? null,
    address_line2: customer.line2 ?? null,
    city: customer.city ?? null,
    access_notes: customer.accessNotes ?? null,
    customer_notes: customer.customerNotes ?? null,
  }
}

type Sold = ReturnType<typeof soldColumns>
type Customer = ReturnType<typeof customerColumns>

/** Inserts a visit or a hold under a new order number and returns its id. */
export async function insertVisit(
  ctx: CommandContext,
  orgName: string,
  row: Sold &
    BusyColumns &
    Partial<Customer> & {
      status: 'hold' | 'confirmed'
      source: 'online' | 'office'
      client_id?: string
      checkout_id?: string
      hold_expires_at?: string
      payment_status?: 'unpaid' | 'on_the_day'
    },
): Promise<string> {
  const id = newId()
  await bookingTables(ctx.tx)
    .insertInto('appointments')
    .values({
      org_id: ctx.orgId,
      id,
      number: orderNumber(orgName, (below) => randomInt(below)),
      created_at: ctx.now.toString(),
      ...row,
    })
    .execute()
  return id
}
