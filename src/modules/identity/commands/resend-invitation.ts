import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import type { Invitation } from '../contract/invitations.ts'
import { listInvitations } from '../queries/list-invitations.ts'
import { createInvitation } from './create-invitation.ts'

/** Sends an unanswered invitation again: a new link with a new term takes the old one's place. */
export async function resendInvitation(
  ctx: CommandContext,
  input: { invitationId: string },
): Promise<Invitation> {
  permit(ctx, 'team.manage')
  const { items } = await listInvitations(ctx)
  const invitation = items.find(({ id }) => id === input.invitationId)
  if (!invitation) throw new AppError('identity.invitation_not_found')
  const { email, roles, scope } = invitation
  return createInvitation(ctx, { email, roles, scope })
}
