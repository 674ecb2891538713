import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type * as contract from '../contract/webchat.ts'
import { readThread } from '../queries/visitor-thread.ts'
import { TYPING } from './visitor-bell.ts'

/** Tells the office's open screens that a visitor is writing. Nothing is stored. */
export async function noteVisitorTyping(
  ctx: ErrandContext,
  { token, key }: Input<typeof contract.noteVisitorTyping>,
): Promise<Output<typeof contract.noteVisitorTyping>> {
  const { conversations } = await ctx.query(readThread, { token, key, since: ctx.now.toString() })
  const at = ctx.now.toString({ smallestUnit: 'millisecond' })
  const changes = conversations.map(({ conversationId, contactId }) => ({
    topic: 'conversations',
    name: TYPING,
    ids: [conversationId, contactId],
    at,
  }))
  if (changes.length > 0) ctx.services.live.changed(ctx.orgId, changes)
  return { ok: true }
}
