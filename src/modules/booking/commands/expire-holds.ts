import { getOrganization } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { selectVisits } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { releaseHold } from './release-hold.ts'

const AT_ONCE = 100
const KEPT_DAYS = 3

/** Gives back the times of holds that ran out, and forgets unfinished bookings after three days. */
export async function expireHolds(ctx: CommandContext): Promise<void> {
  const { policies } = await getOrganization(ctx)
  const stale = await selectVisits(ctx)
    .where('a.status', '=', 'hold')
    .where('a.hold_expires_at', '<=', ctx.now.toString())
    .where('a.created_at', '>', ctx.now.subtract({ hours: KEPT_DAYS * 24 }).toString())
    .orderBy('a.staff_id')
    .limit(AT_ONCE)
    .execute()
  // In the order of the people, as every lock on them is taken.
  for (const hold of stale) await releaseHold(ctx, hold, policies)
  await forgetUnfinished(ctx)
}

async function forgetUnfinished(ctx: CommandContext): Promise<void> {
  const before = ctx.now.subtract({ hours: KEPT_DAYS * 24 }).toString()
  const tables = bookingTables(ctx.tx)
  await tables
    .deleteFrom('appointments')
    .where('org_id', '=', ctx.orgId)
    .where('created_at', '<', before)
    .where('status', 'in', ['expired', 'hold'])
    .execute()
  await tables
    .deleteFrom('checkouts')
    .where('org_id', '=', ctx.orgId)
    .where('created_at', '<', before)
    .where('updated_at', '<', before)
    .execute()
}
