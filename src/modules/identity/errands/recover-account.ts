import type { ErrandContext } from '#platform/context.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import {
  completeReset,
  completeVerification,
  requestReset,
  requestVerification,
} from '../adapters/accounts.ts'
import { confirmEmail } from '../commands/confirm-email.ts'
import { findAccount, listMemberships } from '../queries/directory.ts'
import { forgetSessions, noteEverywhere, sendAuthMail } from './visitor.ts'

/** Mails a link to set a new password, if the address has an account. */
export async function requestPasswordReset(
  ctx: ErrandContext,
  { email }: { email: string },
): Promise<{ done: true }> {
  const account = await ctx.query(findAccount, email)
  for (const { to, name, token } of await requestReset(ctx.services, email)) {
    const url = `${ctx.config.baseUrl}/reset-password?token=${encodeURIComponent(token)}`
    await sendAuthMail(ctx, { kind: 'reset', to, name, url }, account?.userId ?? null)
  }
  return { done: true }
}

/** Sets a new password by the mailed link. The link came by mail, so it proves the address too. */
export async function resetPassword(
  ctx: ErrandContext,
  input: { token: string; newPassword: string },
): Promise<{ done: true }> {
  const { userId, email } = await completeReset(ctx.services, input)
  forgetSessions(ctx)
  await noteEverywhere(ctx, userId, 'password_changed')
  const account = await ctx.query(findAccount, email)
  if (account && !account.emailVerified) await confirmEverywhere(ctx, userId, email)
  return { done: true }
}

/** Confirms an address by the mailed link. */
export async function verifyEmail(ctx: ErrandContext, { token }: { token: string }): Promise<{ done: true }> {
  const email = await completeVerification(ctx.services, token)
  const account = await ctx.query(findAccount, email)
  if (account) await confirmEverywhere(ctx, account.userId, email)
  return { done: true }
}

/** Mails the confirmation link again, if the address still needs one. */
export async function resendVerification(
  ctx: ErrandContext,
  { email }: { email: string },
): Promise<{ done: true }> {
  const account = await ctx.query(findAccount, email)
  if (!account || account.emailVerified) return { done: true }
  for (const { to, name, token } of await requestVerification(ctx.services, email)) {
    const url = `${ctx.config.baseUrl}/verify-email?token=${encodeURIComponent(token)}`
    await sendAuthMail(ctx, { kind: 'verify', to, name, url }, account.userId)
  }
  return { done: true }
}

async function confirmEverywhere(ctx: ErrandContext, userId: string, email: string): Promise<void> {
  for (const { orgId, memberId } of await ctx.query(listMemberships, userId)) {
    const who = { orgId, actor: system('Sign-in') }
    await runCommand(ctx.services, confirmEmail, { memberId, userId, email }, who)
  }
}
