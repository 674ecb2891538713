import type { Conversation } from '../contract/conversations.ts'
import type { ConversationFacts } from '../events.ts'

/** What events tell of a conversation. */
export function conversationFacts(
  conversation: ConversationFacts | (Conversation & { conversationId?: never }),
): ConversationFacts {
  const { number, channelId, channelKind, contactId, contactName, clientId, assigneeId, status } =
    conversation
  // A row may carry another id as well, of what became of the conversation.
  const conversationId = conversation.conversationId ?? conversation.id
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
