import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { TravelPace } from '#values/geo.ts'
import { slotReleased } from '../events.ts'
import type { VisitRow } from '../queries/visit-row.ts'
import { bookingTables } from '../tables.ts'
import { leave, lockStaff } from './occupy.ts'

/** Gives a held time back. Does nothing when the hold has gone already. */
export async function releaseHold(ctx: CommandContext, hold: VisitRow, pace: TravelPace): Promise<void> {
  await lockStaff(ctx, [hold.staff_id])
  const released = await bookingTables(ctx.tx)
    .updateTable('appointments')
    .set({ status: 'expired' })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', hold.id)
    .where('status', '=', 'hold')
    .returning('id')
    .executeTakeFirst()
  if (!released) return
  const { staff_id: staffId, staff_zone: zone, starts_at: startsAt, ends_at: endsAt } = hold
  await leave(ctx, { staffId, zone, startsAt, pace })
  await publish(ctx, slotReleased({ staffId, startsAt, endsAt }))
}
