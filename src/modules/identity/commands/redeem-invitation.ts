import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { Scope } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import type { Role } from '../contract/permissions.ts'
import { identityTables } from '../tables.ts'
import { ensureMember } from './ensure-member.ts'

/** Uses an invitation up, exactly once, and makes its receiver a member. Returns the member's id. */
export async function redeemInvitation(
  ctx: CommandContext,
  input: { tokenHash: string; userId: string; name: string; email: string },
): Promise<string> {
  const used = await identityTables(ctx.tx)
    .updateTable('invitations')
    .set({ accepted_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('token_hash', '=', input.tokenHash)
    .where('email', '=', input.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now.toString())
    .returning(['roles', 'scope'])
    .executeTakeFirst()
  if (!used) throw new AppError('identity.invitation_not_found')
  // The link was mailed to this address, so whoever holds it owns the address.
  await sql`update auth."user" set "emailVerified" = true where id = ${input.userId}`.execute(ctx.tx)
  const { userId, name, email } = input
  const member = { userId, name, email, roles: used.roles as Role[], scope: used.scope as Scope | null }
  const memberId = await ensureMember(ctx, member)
  await identityTables(ctx.tx)
    .insertInto('member_activity')
    .values({ org_id: ctx.orgId, id: newId(), member_id: memberId, kind: 'joined', at: ctx.now.toString() })
    .execute()
  return memberId
}
