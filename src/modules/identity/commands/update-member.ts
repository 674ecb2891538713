import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import type { updateMember as contract, MemberDetail } from '../contract/team.ts'
import { changeMember } from './change-member.ts'

/** Changes roles, limits and single permissions of a member. */
export async function updateMember(
  ctx: CommandContext,
  { memberId, ...change }: Input<typeof contract>,
): Promise<MemberDetail> {
  permit(ctx, 'team.manage')
  return changeMember(ctx, memberId, change, {
    action: 'member.update',
    summary: (name) => `Changed what ${name} may do`,
  })
}
