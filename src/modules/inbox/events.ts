import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A conversation as it stood when the event happened. */
export const ConversationFacts = z.object({
  conversationId: Id,
  number: z.number().int(),
  channelId: Id,
  channelKind: z.string(),
  contactId: Id,
  contactName: z.string(),
  clientId: Id.nullable(),
  assigneeId: Id.nullable(),
  status: z.string(),
})
export type ConversationFacts = z.infer<typeof ConversationFacts>

const topics = ['conversations'] as const

/** Only screens that show one of the conversations ask for it again. */
const conversationsOf = ({ messages }: { messages: readonly { conversationId: string }[] }) =>
  messages.map(({ conversationId }) => conversationId)

/** One event for a whole batch, so that a flood of messages is not a flood of events. Oldest first. */
export const messagesReceived = defineEvent({
  name: 'inbox.messages_received',
  summary: 'Customers wrote. Holds one entry for each message of a batch.',
  payload: z.object({
    messages: z.array(
      z.object({
        conversationId: Id,
        messageId: Id,
        channelId: Id,
        channelKind: z.string(),
        contactId: Id,
        clientId: Id.nullable(),
        /** The message opened the conversation, or opened it again. */
        isOpening: z.boolean(),
        kind: z.string(),
        preview: z.string(),
      }),
    ),
  }),
  topics,
  about: conversationsOf,
})

export const replyQueued = defineEvent({
  name: 'inbox.reply_queued',
  summary: 'Somebody of the team, the bot or a rule wrote to a customer.',
  payload: ConversationFacts.extend({ messageId: Id, authorKind: z.string(), preview: z.string() }),
  topics,
})

/** For open screens and webhooks; the states themselves stand in the messages. */
export const deliveriesChanged = defineEvent({
  name: 'inbox.deliveries_changed',
  summary: 'Messages went further: sent, delivered, read or failed.',
  payload: z.object({
    messages: z.array(
      z.object({ messageId: Id, conversationId: Id, status: z.string(), category: z.string().nullable() }),
    ),
  }),
  topics,
  about: conversationsOf,
})

/** `change` names what changed: `assigned`, `priority`, `labels`, `snoozed`, `woken`, `linked`, `noted`, `read`. */
export const conversationChanged = defineEvent({
  name: 'inbox.conversation_changed',
  summary: 'A conversation was assigned, labelled, put aside or otherwise changed.',
  payload: ConversationFacts.extend({ change: z.string() }),
  topics,
})

/** For open screens only, told and never stored: a colleague is writing in a conversation. */
export const typing = defineEvent({
  name: 'inbox.typing',
  summary: 'A colleague is writing',
  isInternal: true,
  payload: z.object({ conversationId: Id, memberId: Id }),
  topics,
})

/** For the reader's own screens only, told and never stored. */
export const conversationRead = defineEvent({
  name: 'inbox.conversation_read',
  summary: 'A member read a conversation, or made it unread',
  isInternal: true,
  payload: z.object({ conversationId: Id, memberId: Id }),
  topics,
})

/** Policies, teams, assignment rules, labels, canned replies, macros or settings changed: lists are asked for again. */
export const inboxRulesChanged = defineEvent({
  name: 'inbox.rules_changed',
  summary: 'A rule or a list of the inbox changed.',
  payload: z.object({ what: z.string() }),
  topics: ['settings'],
})

export const conversationResolved = defineEvent({
  name: 'inbox.conversation_resolved',
  summary: 'A conversation was resolved.',
  payload: ConversationFacts.extend({ by: z.enum(['agent', 'bot', 'system']), tookMs: z.number() }),
  topics,
})

export const conversationReopened = defineEvent({
  name: 'inbox.conversation_reopened',
  summary: 'A resolved conversation was opened again, by the customer or the office.',
  payload: ConversationFacts.extend({ by: z.enum(['contact', 'agent']) }),
  topics,
})

export const slaBreached = defineEvent({
  name: 'inbox.sla_breached',
  summary: 'An answer or a resolution that was promised is overdue.',
  payload: ConversationFacts.extend({ promise: z.enum(['first', 'next', 'resolution']), dueAt: z.string() }),
  topics: ['conversations', 'feed'],
})

export const botEscalated = defineEvent({
  name: 'inbox.bot_escalated',
  summary: 'The bot passed a conversation to a person.',
  payload: ConversationFacts.extend({ reason: z.string(), intent: z.string() }),
  topics,
})

export const ratingGiven = defineEvent({
  name: 'inbox.rating_given',
  summary: 'A customer rated a conversation, from 1 to 5.',
  payload: ConversationFacts.extend({ score: z.number().int() }),
  topics: ['conversations', 'feed'],
})

export const ticketChanged = defineEvent({
  name: 'inbox.ticket_changed',
  summary: 'A ticket was opened, changed or resolved.',
  payload: z.object({
    ticketId: Id,
    number: z.number().int(),
    title: z.string(),
    status: z.string(),
    priority: z.string(),
    conversationId: Id.nullable(),
    clientId: Id.nullable(),
    change: z.string(),
  }),
  topics: ['tickets', 'conversations'],
})

export const agentChanged = defineEvent({
  name: 'inbox.agent_changed',
  summary: 'A member became online, busy, away or offline.',
  payload: z.object({ memberId: Id, state: z.string() }),
  topics: ['agents'],
})

export const channelChanged = defineEvent({
  name: 'inbox.channel_changed',
  summary: 'A channel was added, changed, switched on or off, or its health changed.',
  payload: z.object({ channelId: Id, kind: z.string(), change: z.string() }),
  topics: ['channels'],
})

export const deliveryRateFell = defineEvent({
  name: 'inbox.delivery_rate_fell',
  summary: 'Of the messages of the last hour on a channel fewer arrived than the alert allows.',
  payload: z.object({
    channelId: Id,
    channelName: z.string(),
    percent: z.number(),
    sent: z.number().int(),
    delivered: z.number().int(),
  }),
  topics: ['channels', 'feed'],
})

export const deliveryRateRecovered = defineEvent({
  name: 'inbox.delivery_rate_recovered',
  summary: 'Enough of a channel’s messages of the last hour arrived again, or none were sent.',
  payload: z.object({ channelId: Id, channelName: z.string(), percent: z.number().nullable() }),
  topics: ['channels'],
})

export const broadcastChanged = defineEvent({
  name: 'inbox.broadcast_changed',
  summary: 'A broadcast was scheduled, begun, stopped or finished.',
  payload: z.object({ broadcastId: Id, name: z.string(), status: z.string() }),
  topics: ['broadcasts'],
})

export const botChanged = defineEvent({
  name: 'inbox.bot_changed',
  summary: 'A flow, an intent or an automatic reply was added, changed or deleted.',
  payload: z.object({
    what: z.enum(['flow', 'intent', 'auto_reply']),
    name: z.string(),
    change: z.enum(['saved', 'deleted']),
  }),
  topics: ['settings'],
})
