import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/guest.ts'
import type { Checkout } from '../contract/guest.ts'
import { lockCheckout } from '../queries/checkout-row.ts'
import { findCheckoutVisit, isBooked } from '../queries/checkout-visit.ts'
import { showCheckout } from '../queries/get-checkout.ts'
import type { VisitRow } from '../queries/visit-row.ts'
import { getWantedVisit, type WantedVisit } from '../queries/wanted-visit.ts'
import { bookingTables } from '../tables.ts'
import { endOf, soldColumns } from './insert-visit.ts'
import { releaseHold } from './release-hold.ts'
import { writeCheckout } from './write-checkout.ts'

/** Chooses service, extras and person. A held time is kept if the visit still fits it, else given back. */
export async function chooseService(
  ctx: CommandContext,
  input: Input<typeof contract.chooseService>,
): Promise<Checkout> {
  const row = await lockCheckout(ctx, input.token)
  const visit = await findCheckoutVisit(ctx, row.appointmentId)
  if (isBooked(visit)) throw new AppError('booking.checkout_not_found')
  const postcode = input.postcode ?? row.data.postcode
  const { serviceId, extras } = input
  const staffId = input.staffId ?? null
  const wanted = await getWantedVisit(ctx, { serviceId, postcode, staffId, extras, by: 'customer' })
  if (visit?.status === 'hold') {
    if (fits(visit, wanted)) await reprice(ctx, visit, wanted)
    else await releaseHold(ctx, visit, wanted.org.policies)
  }
  const data = { ...row.data, postcode, serviceId, extras, staffId }
  return showCheckout(ctx, await writeCheckout(ctx, row, { data }))
}

/** Whether the held time serves the new wish as it stands: same work, same length, same place, a person who may. */
function fits(hold: VisitRow, wanted: WantedVisit): boolean {
  return (
    hold.service_id === wanted.service.id &&
    hold.ends_at === endOf(hold.starts_at, wanted.durationMinutes) &&
    hold.postcode === wanted.place.postcode &&
    wanted.people.some(({ id }) => id === hold.staff_id)
  )
}

async function reprice(ctx: CommandContext, hold: VisitRow, wanted: WantedVisit): Promise<void> {
  const at = { staffId: hold.staff_id, startsAt: hold.starts_at, endsAt: hold.ends_at }
  const { extras, price_amount, due_now_amount, currency } = soldColumns(wanted, at)
  await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ extras, price_amount, due_now_amount, currency })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', hold.id)
    .where('status', '=', 'hold')
    .execute()
}
