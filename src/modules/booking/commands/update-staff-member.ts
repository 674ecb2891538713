import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type * as contract from '../contract.ts'
import { changesBetween } from '../domain/changes.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { requireMember, type StaffInput, staffColumns } from './create-staff-member.ts'
import { noteStaffChange } from './note-change.ts'
import { updateStaffRow } from './update-staff-row.ts'
import { writeSkillsOfStaff } from './write-skills.ts'

const noted = [
  'name',
  'email',
  'phone',
  'bio',
  'photoUrl',
  'colour',
  'zone',
  'active',
  'memberId',
  'serviceIds',
] as const

/** Changes a person and their skills. A missing login, picture, zone or list of services stays as it is. */
export async function updateStaffMember(
  ctx: CommandContext,
  input: StaffInput & { staffId: string },
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const { staffId } = input
  const before = await readStaffMember(ctx, staffId)
  await requireMember(ctx, input.memberId, staffId)
  await updateStaffRow(ctx, staffId, {
    ...staffColumns(input),
    ...(input.memberId !== undefined && { member_id: input.memberId }),
    ...(input.photoKey !== undefined && { photo_key: input.photoKey }),
    ...(input.zone !== undefined && { zone: input.zone }),
  })
  if (input.serviceIds) await writeSkillsOfStaff(ctx, staffId, input.serviceIds)
  const after = await readStaffMember(ctx, staffId)
  await noteStaffChange(ctx, {
    action: 'staff.update',
    recordId: staffId,
    summary: `Changed ${after.name}`,
    changes: changesBetween(before, after, noted),
  })
  return after
}
