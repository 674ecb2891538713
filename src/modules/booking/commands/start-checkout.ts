import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import type { CheckoutData } from '../queries/checkout-row.ts'
import { showCheckout } from '../queries/get-checkout.ts'
import { locate } from '../queries/locate.ts'
import { listCandidates } from '../queries/people.ts'
import { findServiceFacts } from '../queries/service-facts.ts'
import { bookingTables } from '../tables.ts'

/** Starts a booking at a postcode that somebody covers. A service that is not on offer there is left to be chosen. */
export async function startCheckout(
  ctx: CommandContext,
  input: Input<typeof contract.startCheckout>,
): Promise<Checkout> {
  const people = await listCandidates(ctx, { place: await locate(ctx, input.postcode) })
  if (people.length === 0) throw new AppError('booking.area_not_served', { postcode: input.postcode })
  const service = input.serviceId ? await findServiceFacts(ctx, input.serviceId, { online: true }) : null
  const isOffered = service !== null && people.some(({ serviceIds }) => serviceIds.includes(service.id))
  const data: CheckoutData = { postcode: input.postcode, ...(isOffered && { serviceId: service.id }) }
  const id = newId()
  await bookingTables(ctx.tx)
    .insertInto('checkouts')
    .values({
      org_id: ctx.orgId,
      id,
      data: JSON.stringify(data),
      created_at: ctx.now.toString(),
      updated_at: ctx.now.toString(),
    })
    .execute()
  return showCheckout(ctx, { id, data, appointmentId: null })
}
