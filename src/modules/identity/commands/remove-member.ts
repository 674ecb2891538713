import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { changeMember } from './change-member.ts'

/** Removes a member from the organisation; account and history remain, single permissions do not. */
export async function removeMember(
  ctx: CommandContext,
  input: { memberId: string },
): Promise<{ done: true }> {
  permit(ctx, 'team.manage')
  await changeMember(
    ctx,
    input.memberId,
    { status: 'removed', grants: [] },
    { action: 'member.remove', summary: (name) => `Removed ${name} from the organisation` },
  )
  return { done: true }
}
