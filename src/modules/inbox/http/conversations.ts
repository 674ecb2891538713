import { type Served, serve, serveErrand } from '#platform/http.ts'
import { addNote } from '../commands/add-note.ts'
import { noteSeen } from '../commands/agents/note-seen.ts'
import { setCapacity } from '../commands/agents/set-capacity.ts'
import { setMyState } from '../commands/agents/set-my-state.ts'
import { assignConversation } from '../commands/assign-conversation.ts'
import { bulkConversations } from '../commands/bulk-conversations.ts'
import { giveRating } from '../commands/give-rating.ts'
import { linkClient } from '../commands/link-client.ts'
import { markRead } from '../commands/mark-read.ts'
import { mergeContacts } from '../commands/merge-contacts.ts'
import { noteTyping } from '../commands/note-typing.ts'
import { reopenConversation } from '../commands/reopen-conversation.ts'
import { resolveConversation } from '../commands/resolve-conversation.ts'
import { retryMessage } from '../commands/retry-message.ts'
import { saveDraft } from '../commands/save-draft.ts'
import { sendReply } from '../commands/send-reply.ts'
import { setLabels } from '../commands/set-labels.ts'
import { setPriority } from '../commands/set-priority.ts'
import { snoozeConversation } from '../commands/snooze-conversation.ts'
import { splitContacts } from '../commands/split-contacts.ts'
import { startConversation } from '../commands/start-conversation.ts'
import { createTicket } from '../commands/tickets/create-ticket.ts'
import { reopenTicket } from '../commands/tickets/reopen-ticket.ts'
import { resolveTicket } from '../commands/tickets/resolve-ticket.ts'
import { updateTicket } from '../commands/tickets/update-ticket.ts'
import * as contract from '../contract.ts'
import { deleteAttachment } from '../errands/delete-attachment.ts'
import { getAttachment } from '../errands/get-attachment.ts'
import { uploadAttachment } from '../errands/upload-attachment.ts'
import { listAgentActivity } from '../queries/agents/list-agent-activity.ts'
import { listAgents } from '../queries/agents/list-agents.ts'
import { findContacts } from '../queries/find-contacts.ts'
import { getConversation } from '../queries/get-conversation.ts'
import { getPublicRating } from '../queries/get-public-rating.ts'
import { listConversations } from '../queries/list-conversations.ts'
import { listMessagesOf } from '../queries/list-messages-of.ts'
import { getTicket } from '../queries/tickets/get-ticket.ts'
import { listTickets } from '../queries/tickets/list-tickets.ts'
import { rulesEndpoints } from './rules.ts'

export const conversationsEndpoints: readonly Served[] = [
  serve(contract.listConversations, listConversations),
  serve(contract.bulkConversations, bulkConversations),
  serve(contract.startConversation, startConversation),
  serve(contract.getConversation, getConversation),
  serve(contract.listMessagesOf, listMessagesOf),
  serve(contract.sendReply, sendReply),
  serve(contract.addNote, addNote),
  serve(contract.resolveConversation, resolveConversation),
  serve(contract.reopenConversation, reopenConversation),
  serve(contract.snoozeConversation, snoozeConversation),
  serve(contract.assignConversation, assignConversation),
  serve(contract.setPriority, setPriority),
  serve(contract.setLabels, setLabels),
  serve(contract.linkClient, linkClient),
  serve(contract.markRead, markRead),
  serve(contract.saveDraft, saveDraft),
  serve(contract.noteTyping, noteTyping),
  serve(contract.retryMessage, retryMessage),
  serve(contract.findContacts, findContacts),
  serve(contract.mergeContacts, mergeContacts),
  serve(contract.splitContacts, splitContacts),
  serveErrand(contract.uploadAttachment, uploadAttachment),
  serveErrand(contract.getAttachment, getAttachment),
  serveErrand(contract.deleteAttachment, deleteAttachment),
  serve(contract.listAgents, listAgents),
  serve(contract.setMyState, setMyState),
  serve(contract.noteSeen, noteSeen),
  serve(contract.setCapacity, setCapacity),
  serve(contract.listAgentActivity, listAgentActivity),
  serve(contract.listTickets, listTickets),
  serve(contract.createTicket, createTicket),
  serve(contract.getTicket, getTicket),
  serve(contract.updateTicket, updateTicket),
  serve(contract.resolveTicket, resolveTicket),
  serve(contract.reopenTicket, reopenTicket),
  serve(contract.getPublicRating, getPublicRating),
  serve(contract.giveRating, giveRating),
  ...rulesEndpoints,
]
