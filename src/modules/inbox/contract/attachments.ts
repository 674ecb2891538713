import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id, text } from '#values/ids.ts'
import { Attachment } from './conversations.ts'

/** The largest file that may be sent: what WhatsApp takes for audio and video. */
export const MOST_ATTACHMENT_BYTES = 16 * 1024 * 1024

/** Files that may be sent to customers, by media type, with the ending they are stored under. */
export const attachmentTypes: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/webm': 'webm',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/msword': 'doc',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/calendar': 'ics',
}

/** Stores a file for a message to be sent. What it is, is read from its bytes; its name only tells between kin. */
export const uploadAttachment = endpoint({
  method: 'POST',
  path: '/api/v1/attachments',
  summary: 'Upload a file for a message',
  access: 'message.send',
  status: 201,
  maxBytes: Math.ceil(MOST_ATTACHMENT_BYTES * 1.4),
  perMinute: 60,
  input: z.object({
    name: text(200),
    base64: z
      .string({ error: 'Choose a file.' })
      .min(1, 'Choose a file.')
      .max(Math.ceil(MOST_ATTACHMENT_BYTES / 3) * 4, 'Use a file under 16 MB.'),
  }),
  output: Attachment,
  errors: ['inbox.file_refused', 'input.too_large'],
})

/** The file itself, for members who may read messages. Pictures, sound, film and PDF are shown, all else is saved. */
export const getAttachment = endpoint({
  method: 'GET',
  path: '/api/v1/attachments/:attachmentId',
  summary: 'A file of a message',
  access: 'message.view',
  input: z.object({ attachmentId: Id }),
  output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  produces: 'application/octet-stream',
  errors: ['inbox.not_found'],
})

/** Throws away a file that was uploaded and not sent. */
export const deleteAttachment = endpoint({
  method: 'DELETE',
  path: '/api/v1/attachments/:attachmentId',
  summary: 'Throw away a file that was not sent',
  access: 'message.send',
  input: z.object({ attachmentId: Id }),
  output: z.object({ ok: z.literal(true) }),
  errors: ['inbox.not_found'],
})
