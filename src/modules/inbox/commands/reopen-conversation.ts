import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { lockConversations } from './change-conversations.ts'
import { reopenConversations } from './reopen-conversations.ts'

/** Opens a conversation that is resolved or put aside. */
export async function reopenConversation(
  ctx: CommandContext,
  { conversationId }: Input<typeof contract.reopenConversation>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  const reopened = await reopenConversations(ctx, locked)
  if (reopened.length === 0) throw new AppError('inbox.not_resolved')
  return readConversation(ctx, conversationId)
}
