import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { MemberDetail } from '../contract/team.ts'
import { changeMember } from './change-member.ts'

/** Takes a member's access away at once, until restored. */
export async function suspendMember(ctx: CommandContext, input: { memberId: string }): Promise<MemberDetail> {
  permit(ctx, 'team.manage')
  return changeMember(
    ctx,
    input.memberId,
    { status: 'suspended' },
    { action: 'member.suspend', summary: (name) => `Suspended ${name}` },
  )
}
