import type { ErrandContext } from '#platform/context.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { hashToken } from '#values/token.ts'
import { createAccount } from '../adapters/accounts.ts'
import { enterOrganization } from '../commands/enter-organization.ts'
import { redeemInvitation } from '../commands/redeem-invitation.ts'
import type { acceptInvitation as contract, Invitation, InvitationView } from '../contract/invitations.ts'
import { type Account, findAccount } from '../queries/directory.ts'
import { findSessionAccount } from '../queries/find-session-account.ts'
import { getOrganization } from '../queries/get-organization.ts'
import { findInvitation } from '../queries/list-invitations.ts'
import { sessionToken } from '../queries/session-token.ts'
import { signIn } from './sign-in.ts'
import { forgetSessions, traceOf } from './visitor.ts'

/** What the receiver of an invitation sees. */
export async function getInvitation(
  ctx: ErrandContext,
  { token }: { token: string },
): Promise<InvitationView> {
  const invitation = await invitationOf(ctx, token)
  const [org, account, visitor] = await Promise.all([
    ctx.query(getOrganization, undefined),
    ctx.query(findAccount, invitation.email),
    visitorOf(ctx),
  ])
  const { email, roles, invitedBy, expiresAt, status } = invitation
  return {
    orgName: org.name,
    email,
    roles,
    invitedBy,
    expiresAt,
    isExpired: status === 'expired',
    hasAccount: account !== null,
    isSignedIn: visitor?.email === email,
  }
}

/** Joins the organisation: with the visitor's own account, or with a new one that is then signed in. */
export async function acceptInvitation(
  ctx: ErrandContext,
  { token, name, password }: Input<typeof contract>,
): Promise<{ done: true }> {
  const invitation = await invitationOf(ctx, token)
  if (invitation.status === 'expired') throw new AppError('identity.invitation_expired')
  const { email } = invitation
  const visitor = await visitorOf(ctx)
  if (visitor && visitor.email !== email) throw new AppError('identity.invitation_other_account')
  const account = visitor ?? (await newAccount(ctx, { email, name, password }))
  const receiver = { tokenHash: await hashToken(token), userId: account.userId, name: account.name, email }
  const who = { orgId: ctx.orgId, actor: system('Invitation') }
  const memberId = await runCommand(ctx.services, redeemInvitation, receiver, who)
  const session = sessionToken(ctx.request.headers, ctx.config)
  if (visitor && session) {
    const entry = { token: session, memberId, kind: 'switched_in' as const, ...traceOf(ctx) }
    await runCommand(ctx.services, enterOrganization, entry, who)
  } else {
    const { slug: orgSlug } = await ctx.query(getOrganization, undefined)
    await signIn(ctx, { email, password: password ?? '', remember: true, orgSlug })
  }
  forgetSessions(ctx)
  return { done: true }
}

async function newAccount(
  ctx: ErrandContext,
  { email, name, password }: { email: string; name?: string; password?: string },
): Promise<Pick<Account, 'userId' | 'name'>> {
  if (await ctx.query(findAccount, email)) throw new AppError('auth.required')
  const faults = [
    ...(name ? [] : [{ path: ['name'], message: 'Write your name here.' }]),
    ...(password ? [] : [{ path: ['password'], message: 'Choose a password.' }]),
  ]
  if (!name || !password) throw new AppError('input.invalid', { faults })
  const { userId, created } = await createAccount(ctx.services, { name, email, password, isVerified: true })
  if (!created) throw new AppError('auth.required')
  return { userId, name }
}

async function invitationOf(ctx: ErrandContext, token: string): Promise<Invitation> {
  const invitation = await ctx.query(findInvitation, await hashToken(token))
  if (!invitation) throw new AppError('identity.invitation_not_found')
  return invitation
}

async function visitorOf(ctx: ErrandContext): Promise<Account | null> {
  const token = sessionToken(ctx.request.headers, ctx.config)
  return token ? ctx.query(findSessionAccount, token) : null
}
