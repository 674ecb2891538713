import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import { AppError } from '#values/errors.ts'
import type { ChosenExtra } from '../contract/appointments.ts'

/** What a visitor has chosen and typed so far, as it is kept. */
export interface CheckoutData {
  postcode: string
  serviceId?: string
  extras?: ChosenExtra[]
  staffId?: string | null
  details?: CheckoutDetails
  payment?: CheckoutPayment
}

export interface CheckoutDetails {
  name: string
  email: string
  phone: string
  line1: string
  line2?: string | undefined
  city: string
  accessNotes?: string | undefined
  customerNotes?: string | undefined
}

/** The last attempt to pay by card. */
export interface CheckoutPayment {
  id: string
  status: 'pending' | 'needs_action' | 'succeeded' | 'failed'
  /** The payment service's own name for the charge, for the second step. */
  ref: string | null
  message: string | null
  last4: string | null
}

export interface CheckoutRow {
  id: string
  data: CheckoutData
  appointmentId: string | null
}

/** The unfinished booking behind a link; `booking.checkout_not_found` otherwise. */
export function readCheckout(ctx: QueryContext, token: string): Promise<CheckoutRow> {
  return checkoutById(ctx, recordOfToken(ctx, 'checkout', token), sql``)
}

/** The same, locked: steps of one checkout come one after the other. */
export function lockCheckout(ctx: QueryContext, token: string): Promise<CheckoutRow> {
  return checkoutById(ctx, recordOfToken(ctx, 'checkout', token), sql`for update`)
}

async function checkoutById(
  ctx: QueryContext,
  id: string,
  lock: ReturnType<typeof sql>,
): Promise<CheckoutRow> {
  const { rows } = await sql<CheckoutRow>`
    select c.id, c.data, c.appointment_id as "appointmentId" from booking.checkouts c
    where c.org_id = ${ctx.orgId} and c.id = ${id} ${lock}`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('booking.checkout_not_found')
  return rows[0]
}
