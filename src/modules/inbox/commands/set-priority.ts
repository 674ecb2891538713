import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { lockConversations } from './change-conversations.ts'
import { prioritiseConversations } from './prioritise-conversations.ts'

/** Sets how pressing a conversation is; what was promised is planned anew. */
export async function setPriority(
  ctx: CommandContext,
  { conversationId, priority }: Input<typeof contract.setPriority>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  await prioritiseConversations(ctx, locked, priority)
  return readConversation(ctx, conversationId)
}
