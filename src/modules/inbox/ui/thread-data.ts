import type { Attachment, Message } from '../contract/conversations.ts'

// What a message carries besides its words differs by kind and vendor, and comes from outside: everything is looked at
// before it is shown, and what does not fit is left out.

type Data = Message['data']

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
const recordOf = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {}
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const firstText = (...values: unknown[]): string => values.map(textOf).find(Boolean) ?? ''
const firstNumber = (...values: unknown[]): number | null =>
  values.map(numberOf).find((value) => value !== null) ?? null

/** A place on the map, and where to open it. Null when the coordinates are none. */
export function placeOf({ data }: Pick<Message, 'data'>) {
  const inner = recordOf(data.location)
  const lat = firstNumber(data.latitude, data.lat, inner.latitude, inner.lat)
  const lon = firstNumber(data.longitude, data.lon, data.lng, inner.longitude, inner.lon)
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null
  return {
    lat,
    lon,
    name: firstText(data.name, inner.name),
    address: firstText(data.address, inner.address),
    href: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`,
  }
}

export interface Card {
  name: string
  phones: string[]
  emails: string[]
}

/** People whose cards were sent. */
export function cardsOf({ data }: Pick<Message, 'data'>): Card[] {
  return listOf(data.contacts ?? data.cards).map((entry) => {
    const card = recordOf(entry)
    const name = recordOf(card.name)
    const values = (list: unknown, ...keys: string[]) =>
      listOf(list)
        .map((item) =>
          typeof item === 'string' ? item : firstText(...keys.map((key) => recordOf(item)[key])),
        )
        .filter(Boolean)
    return {
      name: firstText(card.name, name.formatted_name, name.formattedName, card.formattedName) || 'No name',
      phones: values(card.phones, 'phone', 'number', 'wa_id'),
      emails: values(card.emails, 'email', 'address'),
    }
  })
}

/** What somebody chose, or what could be chosen. */
export function choiceOf({ data }: Pick<Message, 'data'>) {
  const reply = recordOf(data.reply ?? data.button_reply ?? data.list_reply ?? data.choice)
  const words = (item: unknown) =>
    typeof item === 'string'
      ? item
      : firstText(recordOf(item).title, recordOf(item).text, recordOf(item).label)
  return {
    title: firstText(data.title, reply.title),
    detail: firstText(data.description, reply.description),
    offers: listOf(data.choices ?? data.buttons)
      .map(words)
      .filter(Boolean),
  }
}

/** What somebody filled into a form of ours, as question and answer. */
export function answersOf({ data }: Pick<Message, 'data'>): [question: string, answer: string][] {
  return Object.entries(recordOf(data.answers)).flatMap(([key, value]) => {
    const answer = Array.isArray(value) ? value.map(String).join(', ') : String(value ?? '')
    const isWords = typeof value !== 'object' || Array.isArray(value)
    return key === 'flow_token' || answer === '' || !isWords ? [] : [[key.replaceAll('_', ' '), answer]]
  })
}

/** What the provider calls a kind that we do not know, and what it says about it. */
export function unknownOf({ data }: Pick<Message, 'data'>) {
  const [error] = listOf(data.errors).map(recordOf)
  const type = firstText(data.type)
  return {
    type: /^[\w .-]{1,40}$/.test(type) ? type : '',
    reason: firstText(error?.title, error?.message, error?.details).slice(0, 200),
  }
}

/** A reaction's sign; empty when it was taken back. */
export function reactionOf({ data, body }: Pick<Message, 'data' | 'body'>): string {
  return firstText(data.emoji, recordOf(data.reaction).emoji, body)
}

export interface CallFacts {
  isMissed: boolean
  isOutgoing: boolean
  seconds: number | null
  words: string
}

/** A telephone call: whether somebody took it, and how long it was. */
export function callOf({ data, direction }: Pick<Message, 'data' | 'direction'>): CallFacts {
  const state = firstText(data.status, data.state, data.outcome).toLowerCase()
  const isMissed = /miss|no.?answer|busy|voicemail|cancel|fail/.test(state) || data.isMissed === true
  const seconds = isMissed
    ? firstNumber(data.recordingSeconds)
    : firstNumber(data.durationSeconds, data.recordingSeconds)
  const isOutgoing = direction === 'out' || firstText(data.direction).startsWith('out')
  const isRunning = /ring|progress|received|initiated/.test(state)
  const words = isMissed
    ? isOutgoing
      ? 'Not answered'
      : 'Missed call'
    : isRunning
      ? 'Call'
      : isOutgoing
        ? 'Outgoing call'
        : 'Incoming call'
  return { isMissed, isOutgoing, seconds, words }
}

/** A mail's HTML as the server has cleaned it, and the addresses of pictures that lie elsewhere. */
export function mailOf({ data }: Pick<Message, 'data'>) {
  const addresses = listOf(data.remoteImages).map(textOf)
  const people = (value: unknown) =>
    Array.isArray(value) ? value.map(textOf).filter(Boolean) : [textOf(value)]
  return {
    html: textOf(data.html),
    /** Its HTML is too long to come along and is fetched by itself. */
    isLong: textOf(data.htmlKey) !== '',
    subject: textOf(data.subject),
    /** What hangs below the answer: earlier mails and the signature, as text. */
    quoted: textOf(data.quoted),
    remoteImages: addresses,
    cc: people(data.cc).filter(Boolean),
  }
}

/** A button of a template, as the client sees it. */
export function templateButtons({ data }: Pick<Message, 'data'>): string[] {
  const template = recordOf(data.template)
  return choiceOf({ data: { buttons: template.buttons ?? [] } }).offers
}

export type FileFamily = 'image' | 'audio' | 'video' | 'document'

/** How a file is shown. */
export function familyOf({ mediaType }: Pick<Attachment, 'mediaType'>): FileFamily {
  const family = mediaType.split('/')[0]
  if (family === 'audio' || family === 'video') return family
  return family === 'image' && !/svg|tiff|heic/.test(mediaType) ? 'image' : 'document'
}

/** `842 kB`, `3.1 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `PDF`, `DOCX`: what a file is, for its sign. */
export function endingOf(name: string): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  return ending ? ending.toUpperCase() : 'FILE'
}

/** A text in pieces: plain, links, and names that a note mentions. */
export type Piece = { kind: 'text' | 'link' | 'mention'; text: string; href?: string }

const LINK = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’]/giu

/** Finds what can be pressed in a text. Only http and https become links. */
export function piecesOf(text: string, names: readonly string[] = []): Piece[] {
  const found: { at: number; piece: Piece }[] = []
  for (const match of text.matchAll(LINK)) {
    found.push({ at: match.index, piece: { kind: 'link', text: match[0], href: match[0] } })
  }
  const longest = [...names].filter(Boolean).sort((a, b) => b.length - a.length)
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1).toLowerCase()
    const name = longest.find((one) => rest.startsWith(one.toLowerCase()))
    const isInWord = /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
    if (name && !isInWord)
      found.push({ at, piece: { kind: 'mention', text: text.slice(at, at + 1 + name.length) } })
  }
  found.sort((a, b) => a.at - b.at)
  const pieces: Piece[] = []
  let end = 0
  for (const { at, piece } of found) {
    if (at < end) continue
    if (at > end) pieces.push({ kind: 'text', text: text.slice(end, at) })
    pieces.push(piece)
    end = at + piece.text.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

/** One to three emoji and nothing else: shown large, without a bubble around them. */
export function isOnlyEmoji(text: string): boolean {
  return /^(?:\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*\s?){1,3}$/u.test(
    text,
  )
}
