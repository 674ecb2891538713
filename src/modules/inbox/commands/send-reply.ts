import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import type * as contract from '../contract/conversations.ts'
import type { Message } from '../contract/conversations.ts'
import { actingMember } from './acting-member.ts'
import { assignConversations } from './assign-conversations.ts'
import { lockConversations } from './change-conversations.ts'
import { markManyRead } from './mark-read.ts'
import { noteActs } from './note-acts.ts'
import { queueMessage } from './queue-message.ts'
import { resolveConversations } from './resolve-conversations.ts'
import { forgetDraft } from './save-draft.ts'

/**
 * Writes to the customer. Whoever answers a conversation that is nobody's takes it; the draft is gone, and what stood
 * in the thread counts as read.
 */
export async function sendReply(
  ctx: CommandContext,
  input: Input<typeof contract.sendReply>,
): Promise<Message> {
  permit(ctx, 'message.send')
  const memberId = actingMember(ctx)
  const { conversationId, body, attachmentIds, templateId, variables } = input
  if (body === '' && !templateId && !attachmentIds?.length)
    throw invalidInput([{ path: ['body'], message: 'Write a message or add a file.' }])
  const locked = await lockConversations(ctx, [conversationId])
  if (locked.length === 0) throw new AppError('inbox.conversation_not_found')
  if (locked[0]!.assigneeId === null && locked[0]!.status !== 'resolved')
    await assignConversations(ctx, locked, { assigneeId: memberId })
  const message = await queueMessage(ctx, {
    conversationId,
    authorKind: 'agent',
    authorId: memberId,
    body,
    ...(templateId && { templateId, variables: variables ?? [] }),
    ...(attachmentIds && { attachmentIds }),
  })
  await Promise.all([
    forgetDraft(ctx, conversationId, memberId),
    markManyRead(ctx, [conversationId], memberId, false),
    noteActs(ctx, [{ conversationId, event: 'replied', body: '' }]),
  ])
  if (input.resolve) await resolveConversations(ctx, await lockConversations(ctx, [conversationId]), 'agent')
  return message
}
