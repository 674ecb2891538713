import type { ErrandContext } from '#platform/context.ts'
import { orgIdBySlug } from '#platform/http/dispatch.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { type SignedIn, signInWithCode, signInWithPassword } from '../adapters/accounts.ts'
import { endSessions } from '../commands/end-sessions.ts'
import { ensureMember } from '../commands/ensure-member.ts'
import { enterOrganization } from '../commands/enter-organization.ts'
import type { confirmSignIn as codeContract, signIn as contract, SignInResult } from '../contract/account.ts'
import { isOfficeMember } from '../domain/permissions.ts'
import { findAccount, listMemberships, type Membership } from '../queries/directory.ts'
import { forgetSessions, sendAuthMail, traceOf } from './visitor.ts'

/** Signs in with e-mail address and password, or asks for the second step. */
export async function signIn(ctx: ErrandContext, input: Input<typeof contract>): Promise<SignInResult> {
  const { result, mails } = await signInWithPassword(ctx.services, input, ctx.request)
  if (result) return finishSignIn(ctx, result, input.email, input.orgSlug)
  const account = await ctx.query(findAccount, input.email)
  for (const { to, name, token } of mails) {
    const url = `${ctx.config.baseUrl}/verify-email?token=${encodeURIComponent(token)}`
    await sendAuthMail(ctx, { kind: 'verify', to, name, url }, account?.userId ?? null)
  }
  throw new AppError('identity.email_not_verified')
}

/** Finishes a sign-in with the second step. */
export async function confirmSignIn(
  ctx: ErrandContext,
  input: Input<typeof codeContract>,
): Promise<SignInResult> {
  return finishSignIn(ctx, await signInWithCode(ctx.services, input, ctx.request))
}

async function finishSignIn(
  ctx: ErrandContext,
  signedIn: SignedIn,
  email?: string,
  orgSlug?: string,
): Promise<SignInResult> {
  if (signedIn.status === 'code_required') {
    ctx.reply.cookies.push(...signedIn.cookies)
    return { status: 'code_required' }
  }
  const { userId, token } = signedIn
  const membership = await chooseOrganization(ctx, userId, email, orgSlug)
  if (!membership) {
    await ctx.command(endSessions, { userId, token })
    throw new AppError('identity.no_membership')
  }
  const { orgId, memberId, slug } = membership
  const activity = { memberId, kind: 'signed_in' as const, ...traceOf(ctx) }
  const who = { orgId, actor: system('Sign-in') }
  const roles = await runCommand(ctx.services, enterOrganization, { token, ...activity }, who)
  forgetSessions(ctx)
  ctx.reply.cookies.push(...signedIn.cookies)
  return { status: 'signed_in', office: isOfficeMember(roles), orgSlug: slug }
}

/** The organisation on whose pages the visitor signs in, joined as a customer if need be; else their first one. */
async function chooseOrganization(
  ctx: ErrandContext,
  userId: string,
  email?: string,
  orgSlug?: string,
): Promise<Membership | undefined> {
  const memberships = await ctx.query(listMemberships, userId)
  const wanted = memberships.find(({ slug }) => slug === orgSlug)
  const orgId = !wanted && orgSlug && email ? await orgIdBySlug(ctx.services, orgSlug) : null
  if (!orgId || !email) return wanted ?? memberships[0]
  const account = await ctx.query(findAccount, email)
  if (!account) return memberships[0]
  const { name } = account
  const who = { orgId, actor: system('Sign-in') }
  await runCommand(ctx.services, ensureMember, { userId, name, email, roles: ['customer'] }, who)
  const joined = await ctx.query(listMemberships, userId)
  return joined.find((one) => one.orgId === orgId) ?? joined[0]
}
