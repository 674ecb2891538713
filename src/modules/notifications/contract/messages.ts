import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, PageInput, pageOf } from '#values/ids.ts'

/** How a message stands. `outbox`: kept for reading, because no mail server is set. */
export const MessageStatus = z.enum(['queued', 'sending', 'sent', 'failed', 'outbox', 'discarded'])
export type MessageStatus = z.infer<typeof MessageStatus>

/** A message in the list; instants in UTC. */
export const Message = z.object({
  id: Id,
  templateKey: z.string(),
  /** The template's name in words. */
  templateName: z.string(),
  channel: z.enum(['email']),
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  status: MessageStatus,
  attempts: z.number().int(),
  /** Null when no further try is planned. */
  nextTryAt: z.string().nullable(),
  /** Why the last try did not work. */
  lastError: z.string().nullable(),
  clientId: Id.nullable(),
  subjectType: z.string().nullable(),
  subjectId: Id.nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
})
export type Message = z.infer<typeof Message>

const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(10).optional())

/** The Outbox, newest first; `failed` counts the messages that need a person, whatever the filter. */
export const listMessages = endpoint({
  method: 'GET',
  path: '/api/v1/outbox',
  summary: 'Messages written by Frontdesk, with what became of each',
  access: 'message.view',
  input: z.object({
    /** Part of the receiver's name or address, or of the subject. */
    q: z.string().trim().max(100, 'Search for at most 100 characters.').optional(),
    status: many(MessageStatus),
    clientId: Id.optional(),
    subjectId: Id.optional(),
    ...PageInput.shape,
  }),
  output: pageOf(Message).extend({ failed: z.number().int(), hasMailServer: z.boolean() }),
})

/** One message with its text. `text` and `html` are null when a personal link in it is not for the reader's eyes. */
export const getMessage = endpoint({
  method: 'GET',
  path: '/api/v1/outbox/:messageId',
  summary: 'One message with its text',
  access: 'message.view',
  input: z.object({ messageId: Id }),
  output: Message.extend({
    html: z.string().nullable(),
    text: z.string().nullable(),
    /** 0 is the text that comes with Frontdesk. */
    templateVersion: z.number().int(),
    providerRef: z.string().nullable(),
    /** Why there is no text, in words; null when there is. */
    hiddenBecause: z.string().nullable(),
    maxAttempts: z.number().int(),
  }),
  errors: ['notifications.message_not_found'],
})

/** Sends a waiting or failed message now, with all tries anew. */
export const retryMessage = endpoint({
  method: 'POST',
  path: '/api/v1/outbox/:messageId/retry',
  summary: 'Try to send a message again now',
  access: 'message.send',
  input: z.object({ messageId: Id }),
  output: Message,
  errors: ['notifications.message_not_found', 'notifications.not_retryable'],
})

/** Gives a waiting or failed message up: it will not be sent. */
export const discardMessage = endpoint({
  method: 'POST',
  path: '/api/v1/outbox/:messageId/discard',
  summary: 'Do not send a message any more',
  access: 'message.send',
  input: z.object({ messageId: Id }),
  output: Message,
  errors: ['notifications.message_not_found', 'notifications.not_discardable'],
})
