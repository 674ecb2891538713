import { getOrganization } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Checkout } from '../contract/guest.ts'
import { lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked } from '../queries/checkout-visit.ts'
import { showCheckout } from '../queries/get-checkout.ts'
import { findServiceFacts } from '../queries/service-facts.ts'
import { confirmHold, ensureCustomer, keepHold, requireComplete } from './book-checkout.ts'
import { writeCheckout } from './write-checkout.ts'

/** Books what a checkout holds, to be paid at the visit. Repeating it shows the booking that was made. */
export async function completeCheckout(ctx: CommandContext, input: { token: string }): Promise<Checkout> {
  const row = await lockCheckout(ctx, input.token)
  const seen = await findCheckoutVisit(ctx, row.appointmentId)
  if (isBooked(seen)) return showCheckout(ctx, row)
  const { details, visit } = requireComplete(row, seen)
  const holdId = await keepHold(ctx, row, visit)
  const held = (await findCheckoutVisit(ctx, holdId))!
  const [{ policies }, service] = await Promise.all([
    getOrganization(ctx),
    findServiceFacts(ctx, held.service_id, { online: true }),
  ])
  const price = held.price_amount
  if (price > 0 && !(policies.payOnTheDay && service?.payOnDay)) {
    throw new AppError('booking.pay_on_day_not_allowed')
  }
  const clientId = await ensureCustomer(ctx, details, row.data.postcode)
  await confirmHold(ctx, { holdId, details, clientId, paid: 0, price })
  return showCheckout(ctx, await writeCheckout(ctx, row, { appointmentId: holdId }))
}
