import type { Conversation } from '../contract/conversations.ts'
import type { ConversationFacts } from '../events.ts'

/** What events tell of a conversation. */
export function conversationFacts(
  conversation: ConversationFacts | (Conversation & { conversationId?: never }),
): ConversationFacts {
  const { number, channelId, channelKind, contactId, contactName, clientId, assigneeId, status } =
    conversation
  const conversationId = 'id' in conversation ? conversation.id : conversation.conversationId
  return {
    conversationId,
    number,
    channelId,
    channelKind,
    contactId,
    contactName,
    clientId,
    assigneeId,
    status,
  }
}
