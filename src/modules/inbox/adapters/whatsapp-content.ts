import type { Incoming, IncomingFile } from '../contract/incoming.ts'
import { list, parseJson, ref, type Shape, shape, words } from './json-shape.ts'

/** What a message says, apart from who and when. */
export interface Content {
  kind: Incoming['kind']
  body: string
  data?: Record<string, unknown>
  file?: IncomingFile
  replyToRef?: string
}

/** A message's content by its type; what we do not know is kept raw. `errors`: told beside the messages of the delivery. */
export function contentOf(message: Shape, errors: readonly unknown[]): Content {
  const type = words(message.type)
  const part = shape(message[type])
  switch (type) {
    case 'text':
      return { kind: 'text', body: words(part.body) }
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return ref(part.id) ? mediaContent(type, part) : unknownContent(message, errors)
    case 'location':
      return locationContent(part)
    case 'contacts': {
      const cards = list(message.contacts)
      const names = cards.map((card) => words(shape(shape(card).name).formatted_name)).filter(Boolean)
      return { kind: 'contacts', body: names.join(', '), data: { contacts: cards } }
    }
    case 'button':
      return chosen(words(part.payload), words(part.text), 'button')
    case 'interactive':
      return interactiveContent(part) ?? unknownContent(message, errors)
    case 'reaction':
      return { kind: 'reaction', body: words(part.emoji), replyToRef: ref(part.message_id) }
    case 'order':
      return { kind: 'interactive', body: orderWords(part), data: { order: part } }
    case 'system':
      return { kind: 'text', body: words(part.body), data: { system: part } }
    default:
      return unknownContent(message, errors)
  }
}

function mediaContent(kind: 'image' | 'video' | 'audio' | 'document' | 'sticker', part: Shape): Content {
  const mediaType = words(part.mime_type).split(';')[0]!.trim().toLowerCase() || 'application/octet-stream'
  return {
    kind,
    body: words(part.caption),
    data: {
      ...(part.voice === true && { voice: true }),
      ...(part.animated === true && { animated: true }),
    },
    file: { name: words(part.filename) || kind, mediaType, providerRef: ref(part.id) },
  }
}

function locationContent(part: Shape): Content {
  const { latitude, longitude } = part
  const name = [words(part.name), words(part.address)].filter(Boolean).join(', ')
  const data = {
    latitude,
    longitude,
    name: words(part.name),
    address: words(part.address),
    url: words(part.url),
  }
  return { kind: 'location', body: name || `${words(latitude)}, ${words(longitude)}`, data }
}

function interactiveContent(part: Shape): Content | null {
  const type = words(part.type)
  const reply = shape(part[type])
  if (type === 'button_reply' || type === 'list_reply')
    return chosen(words(reply.id), words(reply.title), type)
  if (type === 'nfm_reply') {
    const answers = parseJson(words(reply.response_json))
    return { kind: 'interactive', body: words(reply.body), data: { type, answers } }
  }
  return null
}

/** Every choice of the customer has one form: `data.reply = { id, title }`. */
function chosen(id: string, title: string, type: string): Content {
  return { kind: 'interactive', body: title, data: { type, reply: { id, title } } }
}

function orderWords(part: Shape): string {
  const items = list(part.product_items).map((item) => {
    const { quantity, product_retailer_id } = shape(item)
    return `${words(quantity)} × ${words(product_retailer_id)}`
  })
  return [words(part.text), items.length > 0 && `Order: ${items.join(', ')}`].filter(Boolean).join('\n')
}

function unknownContent(message: Shape, errors: readonly unknown[]): Content {
  const own = list(message.errors)
  const told = own.length > 0 ? own : errors
  return { kind: 'unknown', body: '', data: { type: words(message.type), errors: told, raw: message } }
}
