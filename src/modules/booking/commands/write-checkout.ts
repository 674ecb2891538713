import type { CommandContext } from '#platform/context.ts'
import type { CheckoutRow } from '../queries/checkout-row.ts'
import { bookingTables } from '../tables.ts'

/** Keeps what a step of the checkout has learnt. */
export async function writeCheckout(
  ctx: CommandContext,
  row: CheckoutRow,
  changes: Partial<CheckoutRow>,
): Promise<CheckoutRow> {
  const next = { ...row, ...changes }
  await bookingTables(ctx.tx)
    .updateTable('checkouts')
    .set({
      data: JSON.stringify(next.data),
      appointment_id: next.appointmentId,
      updated_at: ctx.now.toString(),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', row.id)
    .execute()
  return next
}
