import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { identityTables } from '../tables.ts'

/** Withdraws an unanswered invitation; its link stops working at once. */
export async function revokeInvitation(
  ctx: CommandContext,
  input: { invitationId: string },
): Promise<{ done: true }> {
  permit(ctx, 'team.manage')
  const revoked = await identityTables(ctx.tx)
    .updateTable('invitations')
    .set({ revoked_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', input.invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['email'])
    .executeTakeFirst()
  if (!revoked) throw new AppError('identity.invitation_not_found')
  await audit(ctx, {
    action: 'invitation.revoke',
    recordType: 'invitation',
    recordId: input.invitationId,
    summary: `Withdrew the invitation to ${revoked.email}`,
  })
  return { done: true }
}
