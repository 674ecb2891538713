import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract.ts'
import { inScope, readStaffMember } from '../queries/list-staff.ts'
import { noteStaffChange } from './note-change.ts'

/** Takes a person back from the trash, with the hours, skills and areas they had. */
export async function restoreStaffMember(
  ctx: CommandContext,
  { staffId }: Input<typeof contract.restoreStaffMember>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const { rows } = await sql<{ name: string }>`
    update booking.staff s set deleted_at = null
    where s.org_id = ${ctx.orgId} and s.id = ${staffId} and s.deleted_at is not null and ${inScope(ctx)}
    returning s.name`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('booking.staff_not_found')
  await noteStaffChange(ctx, {
    action: 'staff.restore',
    recordId: staffId,
    summary: `Took ${rows[0].name} back from the trash`,
  })
  return readStaffMember(ctx, staffId)
}
