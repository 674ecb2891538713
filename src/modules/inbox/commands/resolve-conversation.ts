import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { lockConversations } from './change-conversations.ts'
import { type ResolvedBy, resolveConversations } from './resolve-conversations.ts'

/** Resolves a conversation; of two who do it at once, one is told that it is done. */
export async function resolveConversation(
  ctx: CommandContext,
  input: Input<typeof contract.resolveConversation> & { by?: ResolvedBy },
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const by = input.by ?? (ctx.actor.kind === 'user' ? 'agent' : 'system')
  const locked = await lockConversations(ctx, [input.conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  const resolved = await resolveConversations(ctx, locked, by)
  if (resolved.length === 0) throw new AppError('inbox.already_resolved')
  return readConversation(ctx, input.conversationId)
}
