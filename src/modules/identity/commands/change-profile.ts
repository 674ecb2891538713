import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { memberChanged } from '../events.ts'
import { authTables, identityTables } from '../tables.ts'

export interface ProfileChange {
  name?: string
  /** Null removes the picture. */
  avatarId?: string | null
}

/** Changes a person's account; their memberships follow by `renameMember`. Returns the picture it had before. */
export async function changeProfile(
  ctx: CommandContext,
  { userId, change }: { userId: string; change: ProfileChange },
): Promise<string | null> {
  const table = authTables(ctx.tx)
  const before = await table.selectFrom('user').select('image').where('id', '=', userId).executeTakeFirst()
  await table
    .updateTable('user')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.avatarId !== undefined && { image: change.avatarId }),
      updatedAt: ctx.now.toString(),
    })
    .where('id', '=', userId)
    .execute()
  return before?.image ?? null
}

/** Carries a changed name or picture into one organisation. */
export async function renameMember(
  ctx: CommandContext,
  { memberId, change }: { memberId: string; change: ProfileChange },
): Promise<void> {
  const member = await identityTables(ctx.tx)
    .updateTable('members')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.avatarId !== undefined && { avatar_id: change.avatarId }),
    })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', memberId)
    .returning(['name', 'roles', 'status'])
    .executeTakeFirst()
  if (!member) return
  await publish(ctx, memberChanged({ memberId, ...member }))
  await audit(ctx, {
    action: 'member.profile',
    recordType: 'member',
    recordId: memberId,
    summary: change.name ? `${member.name} changed their name` : `${member.name} changed their picture`,
  })
}
