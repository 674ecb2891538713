import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Role } from '../contract/permissions.ts'
import { authTables, identityTables } from '../tables.ts'
import { type Activity, noteActivity } from './note-activity.ts'

/** Makes `ctx.orgId` the organisation of a session and notes it as seen. Returns the member's roles. */
export async function enterOrganization(
  ctx: CommandContext,
  { token, ...activity }: Activity & { token: string },
): Promise<Role[]> {
  const member = await identityTables(ctx.tx)
    .updateTable('members')
    .set({ last_seen_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', activity.memberId)
    .where('status', '=', 'active')
    .returning('roles')
    .executeTakeFirst()
  if (!member) throw new AppError('identity.no_membership')
  await authTables(ctx.tx)
    .updateTable('session')
    .set({ activeOrgId: ctx.orgId, viewAsMemberId: null })
    .where('token', '=', token)
    .execute()
  await noteActivity(ctx, activity)
  return member.roles
}
