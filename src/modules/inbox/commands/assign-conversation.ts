import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { assignConversations } from './assign-conversations.ts'
import { lockConversations } from './change-conversations.ts'

/** Gives a conversation to a person, a team or both; null takes them away. */
export async function assignConversation(
  ctx: CommandContext,
  { conversationId, ...to }: Input<typeof contract.assignConversation>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  await assignConversations(ctx, locked, to)
  return readConversation(ctx, conversationId)
}
