import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'

/** Puts one or several days back to the person's weekly hours. Days without exception stay as they are. */
export async function removeScheduleOverride(
  ctx: CommandContext,
  { staffId, day, untilDay = day }: Input<typeof contract.removeScheduleOverride>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const before = await readStaffMember(ctx, staffId)
  const { rows } = await sql<{ day: string; hours: unknown }>`
    delete from booking.schedule_overrides
    where org_id = ${ctx.orgId} and staff_id = ${staffId} and day between ${day} and ${untilDay}
    returning day, hours`.execute(ctx.tx)
  if (rows.length === 0) return before
  await noteStaffChange(ctx, {
    action: 'staff.override_remove',
    recordId: staffId,
    summary: `${before.name} works the weekly hours on ${day === untilDay ? day : `${day} to ${untilDay}`} again`,
    changes: Object.fromEntries(rows.map((row) => [row.day, [row.hours, null]])),
  })
  return readStaffMember(ctx, staffId)
}
