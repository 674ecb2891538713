import type { ErrandContext } from '#platform/context.ts'
import { runCommand } from '#platform/run.ts'
import { AppError } from '#values/errors.ts'
import { endSessions } from '../commands/end-sessions.ts'
import { enterOrganization } from '../commands/enter-organization.ts'
import { beginViewAs, endViewAs } from '../commands/view-as.ts'
import type { Device } from '../contract/devices.ts'
import { listMemberships } from '../queries/directory.ts'
import { listDevices } from '../queries/list-devices.ts'
import { sessionToken } from '../queries/session-token.ts'
import { forgetSessions, noteEverywhere, ownToken, ownUserId, traceOf } from './visitor.ts'

/** Where the visitor is signed in. */
export async function listSessions(ctx: ErrandContext): Promise<{ items: Device[] }> {
  const token = sessionToken(ctx.request.headers, ctx.config)
  return { items: await ctx.query(listDevices, { userId: ownUserId(ctx), token }) }
}

/** Signs one of the visitor's devices out. */
export async function revokeSession(
  ctx: ErrandContext,
  { sessionId }: { sessionId: string },
): Promise<{ done: true }> {
  const ended = await ctx.command(endSessions, { userId: ownUserId(ctx), sessionId })
  if (ended === 0) throw new AppError('identity.session_not_found')
  forgetSessions(ctx)
  return { done: true }
}

/** Signs every other device of the visitor out. */
export async function revokeOtherSessions(ctx: ErrandContext): Promise<{ ended: number }> {
  const userId = ownUserId(ctx)
  const ended = await ctx.command(endSessions, { userId, exceptToken: ownToken(ctx) })
  forgetSessions(ctx)
  await noteEverywhere(ctx, userId, 'sessions_ended')
  return { ended }
}

/** Works in another organisation of the visitor from now on, on this device. */
export async function switchOrganization(
  ctx: ErrandContext,
  { orgId }: { orgId: string },
): Promise<{ done: true }> {
  const memberships = await ctx.query(listMemberships, ownUserId(ctx))
  const membership = memberships.find((one) => one.orgId === orgId)
  if (!membership) throw new AppError('identity.org_not_found')
  const { memberId } = membership
  const entry = { token: ownToken(ctx), memberId, kind: 'switched_in' as const, ...traceOf(ctx) }
  await runCommand(ctx.services, enterOrganization, entry, { orgId, actor: ctx.actor })
  forgetSessions(ctx)
  return { done: true }
}

/** Looks through a member's eyes on this device. */
export async function startViewAs(
  ctx: ErrandContext,
  { memberId }: { memberId: string },
): Promise<{ done: true }> {
  await ctx.command(beginViewAs, { memberId, token: ownToken(ctx) })
  forgetSessions(ctx)
  return { done: true }
}

/** Returns to the visitor's own eyes. */
export async function stopViewAs(ctx: ErrandContext): Promise<{ done: true }> {
  await ctx.command(endViewAs, { token: ownToken(ctx) })
  forgetSessions(ctx)
  return { done: true }
}
