import type { QueryContext } from '#platform/context.ts'
import { readCheckout } from './checkout-row.ts'

/** The payment of a checkout that waits for the bank's question to be answered, or null. */
export async function findOpenPayment(
  ctx: QueryContext,
  input: { token: string },
): Promise<{ paymentId: string; ref: string } | null> {
  const { payment } = (await readCheckout(ctx, input.token)).data
  return payment?.status === 'needs_action' && payment.ref
    ? { paymentId: payment.id, ref: payment.ref }
    : null
}
