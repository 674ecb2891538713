import type { ErrandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { startCheckout } from '../commands/start-checkout.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { warmPostcode } from './locate-postcode.ts'

/** Starts a booking once it is known where the postcode is, as exactly as can be had. */
export async function startCheckoutAtPostcode(
  ctx: ErrandContext,
  input: Input<typeof contract.startCheckout>,
): Promise<Checkout> {
  await warmPostcode(ctx, input)
  return ctx.command(startCheckout, input)
}
