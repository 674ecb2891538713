import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { confirmTwoFactor, dropTwoFactor, prepareTwoFactor } from '../adapters/accounts.ts'
import type { confirmTotp as confirmContract, startTotp as startContract } from '../contract/account.ts'
import { forgetSessions, noteEverywhere, ownUserId } from './visitor.ts'

/** Begins two-step sign-in: gives what the app needs. */
export async function startTotp(
  ctx: ErrandContext,
  { password }: Input<typeof startContract>,
): Promise<Output<typeof startContract>> {
  return prepareTwoFactor(ctx.services, password, ctx.request)
}

/** Turns two-step sign-in on with the first code. */
export async function confirmTotp(
  ctx: ErrandContext,
  { code }: Input<typeof confirmContract>,
): Promise<{ done: true }> {
  ctx.reply.cookies.push(...(await confirmTwoFactor(ctx.services, code, ctx.request)))
  forgetSessions(ctx)
  await noteEverywhere(ctx, ownUserId(ctx), 'totp_enabled')
  return { done: true }
}

/** Turns two-step sign-in off. */
export async function disableTotp(
  ctx: ErrandContext,
  { password }: { password: string },
): Promise<{ done: true }> {
  ctx.reply.cookies.push(...(await dropTwoFactor(ctx.services, password, ctx.request)))
  forgetSessions(ctx)
  await noteEverywhere(ctx, ownUserId(ctx), 'totp_disabled')
  return { done: true }
}
