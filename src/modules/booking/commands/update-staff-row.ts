import type { Updateable } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import { bookingTables, type StaffTable } from '../tables.ts'

/** Writes columns of a person who is not in the trash; refuses with `booking.staff_not_found` otherwise. */
export async function updateStaffRow(
  ctx: CommandContext,
  staffId: string,
  columns: Updateable<StaffTable>,
): Promise<void> {
  const updated = await bookingTables(ctx.tx)
    .updateTable('staff')
    .set(columns)
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', staffId)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!updated) throw new AppError('booking.staff_not_found')
}
