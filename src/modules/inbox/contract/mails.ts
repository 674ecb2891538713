import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A mail's HTML, for mails whose HTML is too long to stand in the message. Sanitised. */
export const getMailHtml = endpoint({
  method: 'GET',
  path: '/api/v1/conversations/messages/:messageId/html',
  summary: 'The formatted text of a mail',
  access: 'message.view',
  input: z.object({ messageId: Id }),
  output: z.object({ html: z.string() }),
  errors: ['inbox.message_not_found'],
})

/**
 * A picture that lies on the sender's server, when the reader asks for it. We fetch it, so the sender does not learn who
 * reads, from where and with what.
 */
export const getMailImage = endpoint({
  method: 'GET',
  path: '/api/v1/conversations/messages/:messageId/images/:index',
  summary: 'A remote picture of a mail',
  access: 'message.view',
  input: z.object({ messageId: Id, index: z.coerce.number().int().min(0).max(500) }),
  output: bytes,
  produces: 'application/octet-stream',
  errors: ['inbox.not_found', 'inbox.vendor_refused'],
})

/** The small picture in our mails, when the office follows whether they are opened. Always answers with the picture. */
export const noteMailOpened = endpoint({
  method: 'GET',
  path: '/api/v1/opened/:token',
  summary: 'Tells that a mail of ours was opened',
  access: 'public',
  perMinute: 600,
  input: z.object({ token: z.string().regex(/^[\w-]{64}$/) }),
  output: bytes,
  produces: 'image/gif',
})
