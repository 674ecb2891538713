import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, Instant, PageInput, pageOf, text } from '#values/ids.ts'
import {
  AuthorKind,
  BotState,
  ChannelKind,
  ConversationStatus,
  DeliveryStatus,
  Direction,
  FailureCategory,
  HandledBy,
  MessageKind,
  Priority,
  SlaState,
} from './words.ts'

export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(50).optional())

/** A conversation in a list. Instants in UTC; names instead of nulls where a person reads them. */
export const Conversation = z.object({
  id: Id,
  number: z.number().int(),
  channelId: Id,
  channelKind: ChannelKind,
  channelName: z.string(),
  contactId: Id,
  contactName: z.string(),
  /** The number or address they write from. */
  contactAddress: z.string(),
  clientId: Id.nullable(),
  subject: z.string(),
  status: ConversationStatus,
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  teamId: Id.nullable(),
  teamName: z.string().nullable(),
  priority: Priority,
  labels: z.array(z.string()),
  snoozedUntil: z.string().nullable(),
  openedAt: z.string(),
  lastMessageAt: z.string(),
  /** In a search: the piece of the message that matched; `lastAuthor` is who said it. */
  lastPreview: z.string(),
  lastAuthor: AuthorKind,
  /** Since when the customer waits; null when it is their turn. */
  waitingSince: z.string().nullable(),
  /** When the answer owed now falls due. */
  dueAt: z.string().nullable(),
  firstSla: SlaState,
  resolutionDueAt: z.string().nullable(),
  resolutionSla: SlaState,
  resolvedAt: z.string().nullable(),
  reopenedCount: z.number().int(),
  handledBy: HandledBy,
  botState: BotState,
  messageCount: z.number().int(),
  /** Something came that the reader has not opened yet. */
  isUnread: z.boolean(),
})
export type Conversation = z.infer<typeof Conversation>

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  status: z.enum(['waiting', 'stored', 'failed']),
  /** Where the file is served from to signed-in members; null until it is stored. */
  url: z.string().nullable(),
  error: z.string().nullable(),
})
export type Attachment = z.infer<typeof Attachment>

/** One entry of the thread: something said, a private note, or an event. */
export const Message = z.object({
  id: Id,
  conversationId: Id,
  direction: Direction,
  authorKind: AuthorKind,
  authorId: Id.nullable(),
  /** The person's name; "Bot", "Automatic reply", the contact's name. */
  authorName: z.string(),
  kind: MessageKind,
  body: z.string(),
  /** By kind: coordinates, buttons, `{ html }` of a mail (sanitised), a call's facts, `{ event, … }`. */
  data: z.record(z.string(), z.unknown()),
  status: DeliveryStatus,
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  readAt: z.string().nullable(),
  failure: z
    .object({ code: z.string(), title: z.string(), category: FailureCategory, at: z.string() })
    .nullable(),
  templateName: z.string().nullable(),
  /** What the vendor charges, minor units. */
  price: z.number().nullable(),
  /** The message of the same thread that it answers, or that a reaction is about. */
  replyToId: Id.nullable(),
  attachments: z.array(Attachment),
})
export type Message = z.infer<typeof Message>

/** Which part of the work a list shows. `mine`, `unassigned`, `team`: not resolved; `all` is everything not resolved. */
export const InboxView = z.enum(['mine', 'unassigned', 'team', 'all', 'mentions', 'snoozed', 'resolved'])
export type InboxView = z.infer<typeof InboxView>

const Filter = {
  view: InboxView.default('all'),
  /** Words said, or part of a name, number or address. */
  q: z.string().trim().max(100, 'Search for at most 100 characters.').optional(),
  channelId: many(Id),
  channelKind: many(ChannelKind),
  /** A member's id. */
  assigneeId: many(Id),
  teamId: many(Id),
  priority: many(Priority),
  label: many(z.string().max(60)),
  clientId: Id.optional(),
  contactId: Id.optional(),
  sla: many(z.enum(['due_soon', 'overdue'])),
}

/** Conversations: the work at hand by least time left, `resolved` and searches newest first. */
export const listConversations = endpoint({
  method: 'GET',
  path: '/api/v1/conversations',
  summary: 'Conversations of a view, filtered and searched',
  access: 'message.view',
  input: z.object({
    ...Filter,
    sort: z.enum(['due', 'newest', 'oldest', 'waiting', 'priority']).default('due'),
    ...PageInput.shape,
  }),
  output: pageOf(Conversation).extend({
    /** Numbers on the tabs, whatever the filter. */
    counts: z.object({
      mine: z.number().int(),
      unassigned: z.number().int(),
      team: z.number().int(),
      all: z.number().int(),
      snoozed: z.number().int(),
      mentions: z.number().int(),
    }),
    asOf: z.string(),
  }),
})

/** A conversation as its page shows it: facts, contact, and the latest messages. */
export const getConversation = endpoint({
  method: 'GET',
  path: '/api/v1/conversations/:conversationId',
  summary: 'One conversation with its latest messages',
  access: 'message.view',
  input: z.object({ conversationId: Id }),
  output: z.object({
    conversation: Conversation,
    /** Oldest first; the latest 50. */
    messages: z.array(Message),
    /** Where to read on towards the past. */
    olderCursor: z.string().optional(),
    contact: z.object({
      id: Id,
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      firstSeenAt: z.string(),
      isOptedOut: z.boolean(),
      /** Merges into this contact that can be taken back. */
      merges: z.array(z.object({ id: Id, name: z.string(), mergedAt: z.string() })),
    }),
    /** WhatsApp: until when anything may be written; null elsewhere, in the past when the window is shut. */
    windowClosesAt: z.string().nullable(),
    /** Whether a reply can be written here at all, and why not. */
    canReply: z.boolean(),
    cannotReplyBecause: z.string().nullable(),
    participants: z.array(z.object({ memberId: Id, name: z.string() })),
    tickets: z.array(
      z.object({
        id: Id,
        number: z.number().int(),
        title: z.string(),
        status: z.enum(['open', 'pending', 'resolved']),
        priority: Priority,
      }),
    ),
    draft: z.object({ mode: z.enum(['reply', 'note']), body: z.string() }).nullable(),
    rating: z
      .object({ score: z.number().int().nullable(), comment: z.string(), askedAt: z.string() })
      .nullable(),
  }),
  errors: ['inbox.conversation_not_found'],
})

/** Messages before the ones already shown, oldest first. */
export const listMessagesOf = endpoint({
  method: 'GET',
  path: '/api/v1/conversations/:conversationId/messages',
  summary: 'Earlier messages of a conversation',
  access: 'message.view',
  input: z.object({ conversationId: Id, ...PageInput.shape }),
  output: z.object({ items: z.array(Message), olderCursor: z.string().optional() }),
  errors: ['inbox.conversation_not_found'],
})

/** Writes to the customer. Answered when queued; the states follow on the message. */
export const sendReply = endpoint({
  method: 'POST',
  path: '/api/v1/conversations/:conversationId/replies',
  summary: 'Write to the customer',
  access: 'message.send',
  status: 201,
  input: z.object({
    conversationId: Id,
    body: text(10_000, 0).default(''),
    /** Uploaded before; see uploadAttachment. */
    attachmentIds: many(Id),
    /** Instead of a body: an approved template with its variables in order. */
    templateId: Id.optional(),
    variables: many(text(1_000)),
    /** Resolve at once after sending. */
    resolve: z.boolean().or(z.stringbool()).default(false),
  }),
  output: Message,
  errors: [
    'inbox.conversation_not_found',
    'inbox.window_closed',
    'inbox.opted_out',
    'inbox.channel_off',
    'inbox.cannot_send',
    'inbox.template_not_usable',
    'inbox.variables_missing',
    'inbox.file_refused',
  ],
})

/** A private note; `@name` of a member mentions them. */
export const addNote = endpoint({
  method: 'POST',
  path: '/api/v1/conversations/:conversationId/notes',
  summary: 'Write a private note for the team',
  access: 'message.send',
  status: 201,
  input: z.object({ conversationId: Id, body: text(10_000), mentionIds: many(Id) }),
  output: Message,
  errors: ['inbox.conversation_not_found'],
})

/** Begins a conversation with a client or an address. */
export const startConversation = endpoint({
  method: 'POST',
  path: '/api/v1/conversations',
  summary: 'Begin a conversation',
  access: 'message.send',
  status: 201,
  input: z.object({
    channelId: Id,
    clientId: Id.optional(),
    /** A number in any spelling or a mail address; the client's own when missing. */
    address: text(320).optional(),
    name: text(200).optional(),
    subject: text(200, 0).default(''),
    body: text(10_000, 0).default(''),
    templateId: Id.optional(),
    variables: many(text(1_000)),
  }),
  output: Conversation,
  errors: [
    'inbox.channel_not_found',
    'inbox.opted_out',
    'inbox.channel_off',
    'inbox.cannot_send',
    'inbox.window_closed',
    'inbox.template_not_usable',
    'inbox.variables_missing',
  ],
})

const one = { conversationId: Id }
const change = (name: string, summary: string) =>
  ({
    method: 'POST',
    path: `/api/v1/conversations/:conversationId/${name}`,
    summary,
    access: 'message.send',
  }) as const

export const resolveConversation = endpoint({
  ...change('resolve', 'Resolve a conversation'),
  input: z.object(one),
  output: Conversation,
  errors: ['inbox.conversation_not_found', 'inbox.already_resolved'],
})

export const reopenConversation = endpoint({
  ...change('reopen', 'Open a resolved or snoozed conversation again'),
  input: z.object(one),
  output: Conversation,
  errors: ['inbox.conversation_not_found', 'inbox.not_resolved'],
})

export const snoozeConversation = endpoint({
  ...change('snooze', 'Put a conversation aside until a time; a message brings it back at once'),
  input: z.object({ ...one, until: Instant }),
  output: Conversation,
  errors: ['inbox.conversation_not_found', 'inbox.already_resolved'],
})

/** Null takes the person or team away; missing leaves it. */
export const assignConversation = endpoint({
  ...change('assign', 'Give a conversation to a person or a team'),
  input: z.object({ ...one, assigneeId: Id.nullish(), teamId: Id.nullish() }),
  output: Conversation,
  errors: ['inbox.conversation_not_found', 'inbox.not_found'],
})

export const setPriority = endpoint({
  ...change('priority', 'Set how pressing a conversation is'),
  input: z.object({ ...one, priority: Priority }),
  output: Conversation,
  errors: ['inbox.conversation_not_found'],
})

/** The whole set of labels, by name; unknown ones are created. */
export const setLabels = endpoint({
  ...change('labels', 'Set the labels of a conversation'),
  input: z.object({ ...one, labels: z.array(text(60)).max(20) }),
  output: Conversation,
  errors: ['inbox.conversation_not_found'],
})

/** Links the conversation's contact to a client, or takes the link away. */
export const linkClient = endpoint({
  ...change('client', 'Link the contact to a client'),
  input: z.object({ ...one, clientId: Id.nullable() }),
  output: Conversation,
  errors: ['inbox.conversation_not_found', 'crm.client_not_found'],
})

export const markRead = endpoint({
  ...change('read', 'Note that you have read a conversation; or make it unread'),
  access: 'message.view',
  input: z.object({ ...one, unread: z.boolean().or(z.stringbool()).default(false) }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.conversation_not_found'],
})

export const saveDraft = endpoint({
  method: 'PUT',
  path: '/api/v1/conversations/:conversationId/draft',
  summary: 'Keep what you are writing; an empty body throws it away',
  access: 'message.send',
  input: z.object({ ...one, mode: z.enum(['reply', 'note']), body: text(10_000, 0) }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.conversation_not_found'],
})

/** Tells colleagues on the same conversation that you are typing. */
export const noteTyping = endpoint({
  ...change('typing', 'Tell others that you are writing'),
  input: z.object(one),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.conversation_not_found'],
})

export const retryMessage = endpoint({
  method: 'POST',
  path: '/api/v1/conversations/messages/:messageId/retry',
  summary: 'Send a failed message again',
  access: 'message.send',
  input: z.object({ messageId: Id }),
  output: Message,
  errors: ['inbox.message_not_found', 'inbox.not_retryable', 'inbox.window_closed', 'inbox.opted_out'],
})

/** One change to many conversations; `dryRun` only counts. */
export const bulkConversations = endpoint({
  method: 'POST',
  path: '/api/v1/conversations/bulk',
  summary: 'Change many conversations at once',
  access: 'message.send',
  input: z.object({
    ids: z.array(Id).min(1).max(500),
    change: z.enum(['resolve', 'reopen', 'assign', 'team', 'priority', 'label', 'unlabel', 'read', 'snooze']),
    /** The member, team, priority, label or instant. */
    value: z.string().max(100).nullable().default(null),
    dryRun: z.boolean().or(z.stringbool()).default(false),
  }),
  output: z.object({ changed: z.number().int(), unchanged: z.number().int(), changedIds: z.array(Id) }),
  errors: ['inbox.not_found'],
})
