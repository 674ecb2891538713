import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { createStaffMember } from '../commands/create-staff-member.ts'
import { updateStaffMember } from '../commands/update-staff-member.ts'
import type * as contract from '../contract.ts'
import { getStaffMember } from '../queries/list-staff.ts'
import { dropReplacedPicture, withStoredPicture } from './store-picture.ts'

/** Adds a person with their picture. */
export async function createStaffMemberWithPicture(
  ctx: ErrandContext,
  { photo, ...fields }: Input<typeof contract.createStaffMember>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  return withStoredPicture(ctx, photo, (photoKey) => ctx.command(createStaffMember, { ...fields, photoKey }))
}

/** Changes a person and their picture. */
export async function updateStaffMemberWithPicture(
  ctx: ErrandContext,
  { photo, ...fields }: Input<typeof contract.updateStaffMember>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const before = await ctx.query(getStaffMember, { staffId: fields.staffId })
  const after = await withStoredPicture(ctx, photo, (photoKey) =>
    ctx.command(updateStaffMember, { ...fields, photoKey }),
  )
  await dropReplacedPicture(ctx, before.photoUrl, after.photoUrl)
  return after
}
