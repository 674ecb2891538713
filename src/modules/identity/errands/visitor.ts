import type { ErrandContext } from '#platform/context.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'
import { SESSIONS_TOPIC } from '#platform/live/topics.ts'
import { runCommand } from '#platform/run.ts'
import { system } from '#values/actor.ts'
import { AppError } from '#values/errors.ts'
import { type Activity, noteActivity } from '../commands/note-activity.ts'
import { requestAuthMail } from '../commands/request-auth-mail.ts'
import { findDefaultOrg, listMemberships, type Membership } from '../queries/directory.ts'
import { sessionToken } from '../queries/session-token.ts'

/** The account of the visitor, also while they look through somebody else's eyes. */
export function ownUserId(ctx: ErrandContext): string {
  if (ctx.actor.kind !== 'user') throw new AppError('auth.required')
  return ctx.actor.viewedBy ?? ctx.actor.userId
}

/** The token of the visitor's session. */
export function ownToken(ctx: ErrandContext): string {
  const token = sessionToken(ctx.request.headers, ctx.config)
  if (!token) throw new AppError('auth.required')
  return token
}

/** Makes every process of this machine ask the database again who is signed in, for open screens too. */
export function forgetSessions(ctx: ErrandContext): void {
  ctx.cache.changed(NO_ORG, ['sessions'])
  if (ctx.orgId === NO_ORG) return
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  ctx.services.live.changed(ctx.orgId, [{ topic: SESSIONS_TOPIC, name: 'sessions', ids: [], at }])
}

/** Address and browser of the request, for the activity list. */
export function traceOf(ctx: ErrandContext): Pick<Activity, 'ip' | 'userAgent'> {
  return { ip: ctx.request.ip, userAgent: ctx.request.headers.get('user-agent') }
}

/** Notes an act in every organisation of a person. Returns them. */
export async function noteEverywhere(
  ctx: ErrandContext,
  userId: string,
  kind: Activity['kind'],
): Promise<Membership[]> {
  const memberships = await ctx.query(listMemberships, userId)
  for (const { orgId, memberId } of memberships) {
    const activity = { memberId, kind, ...traceOf(ctx) }
    await runCommand(ctx.services, noteActivity, activity, { orgId, actor: system('Sign-in') })
  }
  return memberships
}

/** Has an account's mail sent by an organisation of its owner, else by the default one. */
export async function sendAuthMail(
  ctx: ErrandContext,
  mail: { kind: 'verify' | 'reset' | 'exists'; to: string; name: string; url: string },
  userId: string | null,
): Promise<void> {
  const [first] = userId ? await ctx.query(listMemberships, userId) : []
  const orgId = first?.orgId ?? (await ctx.query(findDefaultOrg, undefined))?.id
  if (!orgId) return
  await runCommand(ctx.services, requestAuthMail, mail, { orgId, actor: system('Sign-in') })
}
