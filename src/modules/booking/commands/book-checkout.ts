import { ensureContact } from '#modules/crm/public.ts'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { AppError } from '#values/errors.ts'
import { paymentStatusOf } from '../domain/payment-status.ts'
import { appointmentBooked } from '../events.ts'
import type { CheckoutDetails, CheckoutRow } from '../queries/checkout-row.ts'
import { findCheckoutVisit } from '../queries/checkout-visit.ts'
import { readLinkedVisit, type VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { takeHold } from './hold-slot.ts'
import { customerColumns } from './insert-visit.ts'
import { visitFacts } from './visit-facts.ts'

/** The details and the time of a checkout; `booking.checkout_incomplete` names what is missing. */
export function requireComplete(
  row: CheckoutRow,
  visit: VisitRow | undefined,
): { details: CheckoutDetails; visit: VisitRow } {
  if (!row.data.serviceId) throw new AppError('booking.checkout_incomplete', { missing: 'service' })
  if (!visit) throw new AppError('booking.checkout_incomplete', { missing: 'time' })
  if (!row.data.details) throw new AppError('booking.checkout_incomplete', { missing: 'details' })
  return { details: row.data.details, visit }
}

/** Longer than any payment service takes to answer, and than a bank's question stays open. */
const PAYING_MINUTES = 15

/**
 * Makes sure that the time is held while the booking is made, taking it again when the hold has run out. Throws
 * `booking.slot_taken` when somebody else has it, `booking.hold_expired` when it is no longer on offer; both with the
 * nearest free times.
 */
export async function keepHold(ctx: CommandContext, row: CheckoutRow, visit: VisitRow): Promise<string> {
  if (await lengthenHold(ctx, visit.id)) return visit.id
  try {
    const staffId = row.data.staffId ?? null
    const expired = await findCheckoutVisit(ctx, visit.id)
    const id = await takeHold(ctx, row, expired, {
      startsAt: visit.starts_at,
      staffId,
      prefer: visit.staff_id,
    })
    await lengthenHold(ctx, id)
    return id
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'booking.slot_not_offered') throw error
    throw new AppError('booking.hold_expired', error.details)
  }
}

/** Claims a hold that has not run out: from here to the commit nobody else can let it expire. */
async function lengthenHold(ctx: CommandContext, holdId: string): Promise<boolean> {
  const claimed = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ hold_expires_at: ctx.now.add({ minutes: PAYING_MINUTES }).toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', holdId)
    .where('status', '=', 'hold')
    .where('hold_expires_at', '>', ctx.now.toString())
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}

/** Notes the customer as a client; the same person twice is one client. */
export function ensureCustomer(
  ctx: CommandContext,
  details: CheckoutDetails,
  postcode: string,
): Promise<string> {
  const { name, email, phone, line1, line2, city, accessNotes } = details
  return ensureContact(ctx, { name, email, phone, address: { line1, line2, city, postcode }, accessNotes })
}

/** Turns the hold of a checkout into a visit and tells the house. */
export async function confirmHold(
  ctx: CommandContext,
  input: { holdId: string; details: CheckoutDetails; clientId: string; paid: number; price: number },
): Promise<void> {
  const { holdId, paid, price } = input
  await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({
      ...customerColumns(input.details),
      client_id: input.clientId,
      status: 'confirmed',
      hold_expires_at: null,
      paid_amount: paid,
      payment_status: paymentStatusOf({ price, paid, refunded: 0, onTheDay: true }),
      created_at: ctx.now.toString(),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', holdId)
    .where('status', '=', 'hold')
    .executeTakeFirstOrThrow()
  const visit = await readLinkedVisit(ctx, holdId)
  await Promise.all([
    publish(ctx, appointmentBooked(visitFacts(visit))),
    audit(ctx, {
      action: 'appointment.book',
      recordType: 'appointment',
      recordId: holdId,
      summary: `Booked ${visit.service_name} with ${visit.staff_name} online`,
    }),
  ])
}
