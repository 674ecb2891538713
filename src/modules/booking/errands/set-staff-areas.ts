import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { setStaffAreas as writeAreas } from '../commands/set-staff-areas.ts'
import type * as contract from '../contract.ts'
import { warmPostcode } from './locate-postcode.ts'

/** Sets a person's areas, after asking the postcode service for the positions that are only roughly known. */
export async function setStaffAreas(
  ctx: ErrandContext,
  input: Input<typeof contract.setStaffAreas>,
): Promise<contract.StaffMember> {
  permit(ctx, 'staff.edit')
  await Promise.all(input.areas.map(({ postcode }) => warmPostcode(ctx, { postcode })))
  return ctx.command(writeAreas, input)
}
