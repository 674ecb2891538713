import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { Input } from '#values/endpoint.ts'
import type * as contract from '../contract/guest.ts'
import { readOrderNumber } from '../domain/number.ts'
import { visitLookedUp } from '../events.ts'
import { selectVisits } from '../queries/visit-row.ts'
import { visitFacts } from './visit-facts.ts'

/**
 * Sends the tracking link of an order again, to the address it was booked with. The answer never tells whether there
 * is such an order.
 */
export async function lookUpVisit(
  ctx: CommandContext,
  input: Input<typeof contract.lookUpVisit>,
): Promise<{ sent: true }> {
  const visit = await selectVisits(ctx)
    .where('a.number', '=', readOrderNumber(input.number))
    .where(sql<string>`lower(a.customer_email)`, '=', input.email.toLowerCase())
    .where('a.status', 'not in', ['hold', 'expired'])
    .executeTakeFirst()
  if (visit) await publish(ctx, visitLookedUp(visitFacts(visit)))
  return { sent: true }
}
