import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract.ts'
import { readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'
import { updateStaffRow } from './update-staff-row.ts'

/** Moves a person to the trash: no new visits; those they have stay until somebody moves them. */
export async function deleteStaffMember(
  ctx: CommandContext,
  { staffId }: Input<typeof contract.deleteStaffMember>,
): Promise<Output<typeof contract.deleteStaffMember>> {
  permit(ctx, 'staff.edit')
  const { name } = await readStaffMember(ctx, staffId)
  await updateStaffRow(ctx, staffId, { deleted_at: ctx.now.toString() })
  await noteStaffChange(ctx, {
    action: 'staff.delete',
    recordId: staffId,
    summary: `Moved ${name} to the trash`,
  })
  return { id: staffId }
}
