import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'

/** Puts a day back to the person's weekly hours. A day without exception stays as it is. */
export async function removeScheduleOverride(
  ctx: CommandContext,
  { staffId, day }: Input<typeof contract.removeScheduleOverride>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const before = await readStaffMember(ctx, staffId)
  const { rows } = await sql<{ hours: unknown }>`
    delete from booking.schedule_overrides
    where org_id = ${ctx.orgId} and staff_id = ${staffId} and day = ${day} returning hours`.execute(ctx.tx)
  if (!rows[0]) return before
  await noteStaffChange(ctx, {
    action: 'staff.override_remove',
    recordId: staffId,
    summary: `${before.name} works the weekly hours on ${day} again`,
    changes: { [day]: [rows[0].hours, null] },
  })
  return readStaffMember(ctx, staffId)
}
