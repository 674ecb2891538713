import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked } from '../queries/checkout-visit.ts'
import { showCheckout } from '../queries/get-checkout.ts'
import { writeCheckout } from './write-checkout.ts'

/** Keeps who the visit is for and where. */
export async function saveDetails(
  ctx: CommandContext,
  input: Input<typeof contract.saveDetails>,
): Promise<Checkout> {
  const row = await lockCheckout(ctx, input.token)
  if (isBooked(await findCheckoutVisit(ctx, row.appointmentId))) {
    throw new AppError('booking.checkout_not_found')
  }
  const { token: _, ...details } = input
  return showCheckout(ctx, await writeCheckout(ctx, row, { data: { ...row.data, details } }))
}
