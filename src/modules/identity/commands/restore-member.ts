import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { MemberDetail } from '../contract/team.ts'
import { changeMember } from './change-member.ts'

/** Gives a suspended member access again. */
export async function restoreMember(ctx: CommandContext, input: { memberId: string }): Promise<MemberDetail> {
  permit(ctx, 'team.manage')
  return changeMember(
    ctx,
    input.memberId,
    { status: 'active' },
    { action: 'member.restore', summary: (name) => `Gave ${name} access again` },
  )
}
