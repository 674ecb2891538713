import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Conversation } from '../contract/conversations.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { lockConversations } from './change-conversations.ts'
import { snoozeConversations } from './snooze-conversations.ts'

/** Puts a conversation aside until a time; `reopenConversation` takes that back. */
export async function snoozeConversation(
  ctx: CommandContext,
  { conversationId, until }: Input<typeof contract.snoozeConversation>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  if (locked[0]!.status === 'resolved') throw new AppError('inbox.already_resolved')
  await snoozeConversations(ctx, locked, until)
  return readConversation(ctx, conversationId)
}
