import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { type WeeklyHours, weekdays } from '#values/business-hours.ts'
import type { Input } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { changesBetween } from '../domain/changes.ts'
import { sortedOpenings, weeklyFaults } from '../domain/openings.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'
import { updateStaffRow } from './update-staff-row.ts'

/** Sets a person's working week by the clock of their zone. */
export async function setWeeklyHours(
  ctx: CommandContext,
  { staffId, zone, weekly }: Input<typeof contract.setWeeklyHours>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const faults = weeklyFaults(weekly)
  if (faults.length > 0) throw invalidInput(faults)
  const before = await readStaffMember(ctx, staffId)
  const sorted = Object.fromEntries(weekdays.map((day) => [day, sortedOpenings(weekly[day])])) as WeeklyHours
  const after = { ...before, weekly: sorted, zone: zone ?? before.zone }
  await updateStaffRow(ctx, staffId, { weekly: JSON.stringify(sorted), zone: after.zone })
  await noteStaffChange(ctx, {
    action: 'staff.hours',
    recordId: staffId,
    summary: `Changed the weekly hours of ${before.name}`,
    changes: changesBetween(before, after, ['weekly', 'zone']),
  })
  return after
}
