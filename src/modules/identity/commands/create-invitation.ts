import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { actorName, permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { hashToken, newToken } from '#values/token.ts'
import type { createInvitation as contract, Invitation } from '../contract/invitations.ts'
import { isOfficeMember } from '../domain/permissions.ts'
import { judgeNewRoles } from '../domain/team.ts'
import { memberInvited } from '../events.ts'
import { getOrganization } from '../queries/get-organization.ts'
import { toInvitation } from '../queries/list-invitations.ts'
import { identityTables } from '../tables.ts'

const VALID_HOURS = 7 * 24

/** Invites a person with preset roles; an open invitation to the same address is replaced. */
export async function createInvitation(
  ctx: CommandContext,
  input: Input<typeof contract>,
): Promise<Invitation> {
  permit(ctx, 'team.manage')
  const refusal = judgeNewRoles(ctx.actor, input.roles)
  if (refusal) throw new AppError(`identity.${refusal}`)
  await refuseColleagues(ctx, input.email)
  await withdrawOpen(ctx, input.email)
  const token = newToken(ctx.orgId)
  const row = {
    org_id: ctx.orgId,
    id: newId(),
    email: input.email,
    roles: input.roles as string[],
    scope: input.scope && JSON.stringify(input.scope),
    token_hash: await hashToken(token),
    invited_by: await inviter(ctx),
    invited_by_name: actorName(ctx.actor),
    created_at: ctx.now.toString(),
    expires_at: ctx.now.add({ hours: VALID_HOURS }).toString({ smallestUnit: 'millisecond' }),
  }
  const written = await identityTables(ctx.tx)
    .insertInto('invitations')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { name: orgName } = await getOrganization(ctx)
  await publish(
    ctx,
    memberInvited({
      invitationId: row.id,
      email: row.email,
      orgName,
      invitedBy: row.invited_by_name,
      roles: row.roles,
      url: `${ctx.config.baseUrl}/invitations/${token}`,
      expiresAt: row.expires_at,
    }),
  )
  await audit(ctx, {
    action: 'invitation.create',
    recordType: 'invitation',
    recordId: row.id,
    summary: `Invited ${row.email} as ${row.roles.join(', ')}`,
  })
  return toInvitation(written, ctx.now)
}

async function refuseColleagues(ctx: CommandContext, email: string): Promise<void> {
  const members = await identityTables(ctx.tx)
    .selectFrom('members')
    .select('roles')
    .where('org_id', '=', ctx.orgId)
    .where('email', '=', email)
    .where('status', '<>', 'removed')
    .execute()
  if (members.some(({ roles }) => isOfficeMember(roles))) throw new AppError('identity.already_member')
}

async function withdrawOpen(ctx: CommandContext, email: string): Promise<void> {
  await identityTables(ctx.tx)
    .updateTable('invitations')
    .set({ revoked_at: ctx.now.toString() })
    .where('org_id', '=', ctx.orgId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** The inviting member, if they stand in the members' table (the command line does not). */
async function inviter(ctx: CommandContext): Promise<string | null> {
  if (ctx.actor.kind !== 'user') return null
  const member = await identityTables(ctx.tx)
    .selectFrom('members')
    .select('id')
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', ctx.actor.memberId)
    .executeTakeFirst()
  return member?.id ?? null
}
