import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { slotHeld, slotReleased } from '../events.ts'
import { type CheckoutRow, lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked, isHeld } from '../queries/checkout-visit.ts'
import { showCheckout } from '../queries/get-checkout.ts'
import type { VisitRow } from '../queries/visit-row.ts'
import { getWantedVisit, type WantedVisit } from '../queries/wanted-visit.ts'
import { bookingTables } from '../tables.ts'
import { insertVisit, occupationOf, soldColumns } from './insert-visit.ts'
import { type BusyColumns, leave } from './occupy.ts'
import { takeTime } from './take-time.ts'
import { writeCheckout } from './write-checkout.ts'

/**
 * Holds a time while the booking is finished. Choosing another time moves the hold; choosing the same one again
 * changes and lengthens nothing.
 */
export async function holdSlot(
  ctx: CommandContext,
  input: Input<typeof contract.holdSlot>,
): Promise<Checkout> {
  const row = await lockCheckout(ctx, input.token)
  const visit = await findCheckoutVisit(ctx, row.appointmentId)
  if (isBooked(visit)) throw new AppError('booking.checkout_not_found')
  const staffId = input.staffId === undefined ? row.data.staffId : input.staffId
  if (
    isHeld(visit, ctx.now) &&
    visit.starts_at === input.startsAt &&
    [null, undefined, visit.staff_id].includes(staffId)
  ) {
    return showCheckout(ctx, row)
  }
  const appointmentId = await takeHold(ctx, row, visit, { startsAt: input.startsAt, staffId })
  return showCheckout(ctx, await writeCheckout(ctx, row, { appointmentId }))
}

/** Takes a time for a checkout, moving the hold it may have, and returns the row's id. */
export async function takeHold(
  ctx: CommandContext,
  row: CheckoutRow,
  visit: VisitRow | undefined,
  wish: { startsAt: string; staffId: string | null | undefined; prefer?: string },
): Promise<string> {
  const { startsAt } = wish
  const wanted = await wantedOf(ctx, row, wish.staffId)
  const left = visit?.status === 'hold' ? visit : undefined
  const id = await takeTime(ctx, wanted, startsAt, {
    rules: 'customer',
    id: visit?.id,
    prefer: wish.prefer,
    occupation: (person) => ({
      ...occupationOf(wanted, person, startsAt),
      leaves: left?.staff_id,
    }),
    write: (person, busy) =>
      writeHold(ctx, wanted, {
        ...soldColumns(wanted, occupationOf(wanted, person, startsAt)),
        ...busy,
        id: visit?.id,
        checkoutId: row.id,
      }),
  })
  if (left) {
    const { staff_id, staff_zone: zone, starts_at, ends_at } = left
    const pace = wanted.org.policies
    await leave(ctx, { staffId: staff_id, zone, startsAt: starts_at, pace })
    await publish(ctx, slotReleased({ staffId: staff_id, startsAt: starts_at, endsAt: ends_at }))
  }
  const held = (await findCheckoutVisit(ctx, id))!
  const { staff_id, starts_at, ends_at } = held
  await publish(ctx, slotHeld({ appointmentId: id, staffId: staff_id, startsAt: starts_at, endsAt: ends_at }))
  return id
}

/** The visit that a checkout describes; `booking.checkout_incomplete` while no service is chosen. */
export async function wantedOf(
  ctx: CommandContext,
  { data }: CheckoutRow,
  staffId: string | null | undefined = data.staffId,
): Promise<WantedVisit> {
  const { serviceId, postcode, extras = [] } = data
  if (!serviceId) throw new AppError('booking.checkout_incomplete', { missing: 'service' })
  return getWantedVisit(ctx, { serviceId, postcode, extras, staffId, by: 'customer' })
}

async function writeHold(
  ctx: CommandContext,
  wanted: WantedVisit,
  hold: ReturnType<typeof soldColumns> & BusyColumns & { id: string | undefined; checkoutId: string },
): Promise<string> {
  const { id, checkoutId, ...columns } = hold
  const hold_expires_at = ctx.now.add({ minutes: wanted.org.policies.holdMinutes }).toString()
  if (!id) {
    const rest = { status: 'hold', source: 'online', checkout_id: checkoutId, hold_expires_at } as const
    return insertVisit(ctx, wanted.org.name, { ...columns, ...rest })
  }
  await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ ...columns, status: 'hold', hold_expires_at, created_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', id)
    .where('status', 'in', ['hold', 'expired'])
    .execute()
  return id
}
