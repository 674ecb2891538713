import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { readMember } from '../queries/get-member.ts'
import { authTables } from '../tables.ts'

/** Lets an administrator's session see what a member sees. An owner's eyes are for owners only. */
export async function beginViewAs(
  ctx: CommandContext,
  { memberId, token }: { memberId: string; token: string },
): Promise<void> {
  permit(ctx, 'team.view_as')
  const member = await readMember(ctx, memberId)
  if (member.status !== 'active') throw new AppError('identity.member_not_found')
  if (ctx.actor.kind !== 'user' || ctx.actor.memberId === memberId)
    throw new AppError('identity.not_yourself')
  if (member.roles.includes('owner')) {
    if (!ctx.actor.permissions.has('team.owners')) throw new AppError('identity.owner_only')
  }
  await writeViewAs(ctx, token, memberId)
  await audit(ctx, {
    action: 'member.view_as',
    recordType: 'member',
    recordId: memberId,
    summary: `Began to look through the eyes of ${member.name}`,
  })
}

/** Returns a session to its owner's eyes. */
export async function endViewAs(ctx: CommandContext, { token }: { token: string }): Promise<void> {
  await writeViewAs(ctx, token, null)
}

async function writeViewAs(ctx: CommandContext, token: string, memberId: string | null): Promise<void> {
  await authTables(ctx.tx)
    .updateTable('session')
    .set({ viewAsMemberId: memberId })
    .where('token', '=', token)
    .execute()
}
