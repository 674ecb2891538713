import type { ErrandContext } from '#platform/context.ts'
import { endSession, prolongSession } from '../adapters/accounts.ts'
import { noteActivity } from '../commands/note-activity.ts'
import { forgetSessions, traceOf } from './visitor.ts'

/** Ends the visitor's session on the server and clears its cookies. Harmless when nobody is signed in. */
export async function signOut(ctx: ErrandContext): Promise<{ done: true }> {
  ctx.reply.cookies.push(...(await endSession(ctx.services, ctx.request)))
  forgetSessions(ctx)
  if (ctx.actor.kind === 'user' && !ctx.actor.viewedBy) {
    const activity = { memberId: ctx.actor.memberId, kind: 'signed_out' as const, ...traceOf(ctx) }
    await ctx.command(noteActivity, activity)
  }
  return { done: true }
}

/** Prolongs the visitor's session when it is due, and sends its cookie anew. */
export async function refreshSession(ctx: ErrandContext): Promise<{ done: true }> {
  ctx.reply.cookies.push(...(await prolongSession(ctx.services, ctx.request)))
  return { done: true }
}
