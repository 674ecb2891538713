import type { CommandContext, ErrandContext } from '#platform/context.ts'
import { idempotencyOf, once } from '#platform/http/idempotency.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { createStaffMember, type StaffInput } from '../commands/create-staff-member.ts'
import { updateStaffMember } from '../commands/update-staff-member.ts'
import * as contract from '../contract.ts'
import { getStaffMember } from '../queries/list-staff.ts'
import { dropReplacedPicture, withStoredPicture } from './store-picture.ts'

/** Adds a person with their picture. A request repeated with the same idempotency key adds nobody. */
export async function createStaffMemberWithPicture(
  ctx: ErrandContext,
  input: Input<typeof contract.createStaffMember>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  const { photo, ...fields } = input
  const { method, path } = contract.createStaffMember
  const key = idempotencyOf(ctx.request.headers.get('idempotency-key'), `${method} ${path}`, input)
  const command = (inner: CommandContext, person: StaffInput) =>
    key ? once(inner, key, () => createStaffMember(inner, person)) : createStaffMember(inner, person)
  return withStoredPicture(ctx, photo, (photoKey) => ctx.command(command, { ...fields, photoKey }))
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
