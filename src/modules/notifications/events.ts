import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/** A message as it stood when the event happened; its text is read through the Outbox. */
export const MessageFacts = z.object({
  messageId: Id,
  templateKey: z.string(),
  channel: z.string(),
  clientId: Id.nullable(),
  /** What it is about, such as `appointment`. */
  subjectType: z.string().nullable(),
  subjectId: Id.nullable(),
  toName: z.string(),
  subject: z.string(),
})
export type MessageFacts = z.infer<typeof MessageFacts>

const topics = ['messages', 'feed'] as const

/** `state` is `outbox` when no mail server is set: the message is kept for reading, not sent. */
export const messageSent = defineEvent({
  name: 'notifications.message_sent',
  summary: 'A message left: by mail, or into the Outbox while no mail server is set.',
  payload: MessageFacts.extend({ state: z.enum(['sent', 'outbox']) }),
  topics,
})

export const messageFailed = defineEvent({
  name: 'notifications.message_failed',
  summary: 'A message could not be delivered, after every try; the office must look.',
  payload: MessageFacts.extend({ error: z.string(), attempts: z.number().int() }),
  topics,
})
