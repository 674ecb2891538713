import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/guest.ts'
import { listPublicServices } from '../queries/list-public-services.ts'
import { warmPostcode } from './locate-postcode.ts'

/** What can be booked at a postcode, asking first where an unknown one is. */
export async function listServicesAtPostcode(
  ctx: ErrandContext,
  input: Input<typeof contract.listPublicServices>,
): Promise<Output<typeof contract.listPublicServices>> {
  const { postcode } = input
  if (postcode) await warmPostcode(ctx, { postcode })
  return ctx.query(listPublicServices, input)
}
