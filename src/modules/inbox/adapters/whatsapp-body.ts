import type { OutgoingMessage, TemplateButton, TemplateDraft } from './channel.ts'
import { list, shape, words } from './json-shape.ts'

const BUTTONS = 3
const ROWS = 10

/** A choice to offer: `data.buttons` of an `interactive` message. */
interface Choice {
  id: string
  title: string
}

/**
 * A message as `POST /{phone number id}/messages` takes it
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages). `mediaId`: of its uploaded file.
 */
export function whatsAppBody(message: OutgoingMessage, mediaId: string | null): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: message.to.platformUserId.replace(/^\+/, ''),
    ...(message.replyToRef && message.kind !== 'reaction' && { context: { message_id: message.replyToRef } }),
    ...contentOf(message, mediaId),
  }
}

function contentOf(message: OutgoingMessage, mediaId: string | null): Record<string, unknown> {
  const { kind, body, data, template, files } = message
  if (template) return { type: 'template', template: templateBody(template) }
  if (mediaId && files[0]) return mediaBody(message, mediaId)
  if (kind === 'reaction') {
    return { type: 'reaction', reaction: { message_id: message.replyToRef ?? '', emoji: body } }
  }
  if (kind === 'location') {
    const { latitude, longitude, name, address } = data
    return { type: 'location', location: { latitude, longitude, name, address } }
  }
  const choices = choicesOf(data.buttons)
  if (choices.length > 0) return { type: 'interactive', interactive: choiceBody(body, choices) }
  return { type: 'text', text: { body, preview_url: /https?:\/\//.test(body) } }
}

function mediaBody({ kind, body, files }: OutgoingMessage, id: string): Record<string, unknown> {
  const caption = body !== '' && kind !== 'audio' && kind !== 'sticker' ? { caption: body } : {}
  const filename = kind === 'document' ? { filename: files[0]!.name } : {}
  return { type: kind, [kind]: { id, ...caption, ...filename } }
}

function templateBody({ name, language, variables }: NonNullable<OutgoingMessage['template']>) {
  const parameters = variables.map((text) => ({ type: 'text', text }))
  const components = parameters.length > 0 ? [{ type: 'body', parameters }] : []
  return { name, language: { code: language }, components }
}

function choicesOf(value: unknown): Choice[] {
  return list(value)
    .map((item) => ({ id: words(shape(item).id), title: words(shape(item).title) }))
    .filter(({ title }) => title !== '')
}

/** Up to three choices are buttons; more are a list of at most ten. */
function choiceBody(text: string, choices: readonly Choice[]): Record<string, unknown> {
  const body = { text: text || '…' }
  if (choices.length <= BUTTONS) {
    const buttons = choices.map(({ id, title }) => ({
      type: 'reply',
      reply: { id: id || title, title: title.slice(0, 20) },
    }))
    return { type: 'button', body, action: { buttons } }
  }
  const rows = choices.slice(0, ROWS).map(({ id, title }) => ({ id: id || title, title: title.slice(0, 24) }))
  return { type: 'list', body, action: { button: 'Choose', sections: [{ rows }] } }
}

/** A template as `POST /{account id}/message_templates` takes it. */
export function whatsAppTemplate(draft: TemplateDraft): Record<string, unknown> {
  const { name, language, category, body, footer, examples, buttons } = draft
  return {
    name,
    language,
    category: category.toUpperCase(),
    components: [
      { type: 'BODY', text: body, ...(examples.length > 0 && { example: { body_text: [examples] } }) },
      ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
      ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: buttons.map(buttonBody) }] : []),
    ],
  }
}

function buttonBody({ kind, text, target }: TemplateButton): Record<string, unknown> {
  if (kind === 'link') return { type: 'URL', text, url: target }
  if (kind === 'call') return { type: 'PHONE_NUMBER', text, phone_number: target }
  return { type: 'QUICK_REPLY', text }
}
