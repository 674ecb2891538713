import type { ChannelKind, MessageKind } from '../contract/words.ts'

const MB = 1024 * 1024

/** A file about to be sent. */
export interface SendableFile {
  name: string
  mediaType: string
  bytes: number
}

interface Rule {
  kind: MessageKind
  types: readonly string[]
  most: number
}

// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
const whatsapp: readonly Rule[] = [
  { kind: 'image', types: ['image/jpeg', 'image/png'], most: 5 * MB },
  {
    kind: 'audio',
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    most: 16 * MB,
  },
  { kind: 'video', types: ['video/mp4', 'video/3gpp'], most: 16 * MB },
  { kind: 'sticker', types: ['image/webp'], most: 500 * 1024 },
  {
    kind: 'document',
    types: [
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'text/plain',
    ],
    most: 100 * MB,
  },
]

// https://www.twilio.com/docs/messaging/guides/accepted-mime-types: five megabytes in all, ten files.
const MMS_BYTES = 5 * MB
const MMS_FILES = 10
const MAIL_BYTES = 20 * MB

/** What a file is shown and sent as. */
export function kindOfFile(channel: ChannelKind, mediaType: string): MessageKind {
  const rule = channel === 'whatsapp' && whatsapp.find(({ types }) => types.includes(mediaType))
  if (rule) return rule.kind
  const family = mediaType.split('/')[0]
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'document'
}

/** Why these files cannot be sent on a kind of channel, in words for people; null when they can. */
export function whyNotSendable(channel: ChannelKind, files: readonly SendableFile[]): string | null {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (channel === 'phone') return 'Files cannot be sent by telephone.'
  if (channel === 'sms') {
    if (files.length > MMS_FILES) return `Send at most ${MMS_FILES} files with one SMS.`
    return total > MMS_BYTES ? `Files of one SMS may have ${sizeOf(MMS_BYTES)} together.` : null
  }
  if (channel === 'email')
    return total > MAIL_BYTES ? `Files of one mail may have ${sizeOf(MAIL_BYTES)}.` : null
  if (channel === 'webchat') return null
  for (const { name, mediaType, bytes } of files) {
    const rule = whatsapp.find(({ types }) => types.includes(mediaType))
    if (!rule) return `WhatsApp does not carry “${name}” (${mediaType}). Send it as a PDF or by e-mail.`
    if (bytes > rule.most) return `“${name}” is too large: WhatsApp takes ${sizeOf(rule.most)} for this type.`
  }
  return null
}

function sizeOf(bytes: number): string {
  return bytes >= MB ? `${Math.round(bytes / MB)} MB` : `${Math.round(bytes / 1024)} kB`
}
