import type { ErrandContext } from '#platform/context.ts'
import { orgIdBySlug } from '#platform/http/dispatch.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { createAccount, requestVerification } from '../adapters/accounts.ts'
import { ensureMember } from '../commands/ensure-member.ts'
import { requestAuthMail } from '../commands/request-auth-mail.ts'
import type { register as contract } from '../contract/account.ts'
import { findDefaultOrg } from '../queries/directory.ts'

/** Makes a customer account; the owner of an address that has one already gets a mail instead. Same answer. */
export async function register(ctx: ErrandContext, input: Input<typeof contract>): Promise<{ done: true }> {
  const orgId = input.orgSlug
    ? await orgIdBySlug(ctx.services, input.orgSlug)
    : (await ctx.query(findDefaultOrg, undefined))?.id
  if (!orgId) throw new AppError('http.not_found')
  const who = { orgId, actor: system('Registration') }
  const { name, email, password } = input
  const { userId, created } = await createAccount(ctx.services, { name, email, password, isVerified: false })
  if (!created) {
    const url = `${ctx.config.baseUrl}/sign-in`
    await runCommand(ctx.services, requestAuthMail, { kind: 'exists', to: email, name, url }, who)
    return { done: true }
  }
  await runCommand(ctx.services, ensureMember, { userId, name, email, roles: ['customer'] }, who)
  for (const { token } of await requestVerification(ctx.services, email)) {
    const url = `${ctx.config.baseUrl}/verify-email?token=${encodeURIComponent(token)}`
    await runCommand(ctx.services, requestAuthMail, { kind: 'verify', to: email, name, url }, who)
  }
  return { done: true }
}
