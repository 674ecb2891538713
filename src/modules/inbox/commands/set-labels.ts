import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { lockConversations } from './change-conversations.ts'
import { ensureLabels, labelConversations } from './label-conversations.ts'

/** Sets the whole set of labels of a conversation; unknown ones are created. */
export async function setLabels(
  ctx: CommandContext,
  { conversationId, labels }: Input<typeof contract.setLabels>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  const names = await ensureLabels(ctx, labels)
  await labelConversations(ctx, locked, () => names)
  return readConversation(ctx, conversationId)
}
