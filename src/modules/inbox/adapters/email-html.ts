import { createRequire } from 'node:module'
import type sanitizeHtml from 'sanitize-html'

/** A mail's HTML as it may be shown: no script, no style, no form, nothing that is fetched before the reader asks. */
export interface SafeHtml {
  /** Remote pictures are `<img data-remote="0">`, enclosed ones `<img data-cid="…">`; quoted mails are folded. */
  html: string
  /** The addresses of the remote pictures, by their number. */
  remoteImages: string[]
}

/** With the first mail: where none comes, the library would only take memory. */
const load = createRequire(import.meta.url)

const MOST_IMAGES = 200
const LONGEST_ADDRESS = 2_000
const LONGEST_DATA_IMAGE = 200_000
const DEEPEST = 120
/** Nobody nests so deep by hand; the sanitiser would take seconds. */
const DEEPEST_READ = 600

const TAGS = [
  ...[
    'p',
    'div',
    'span',
    'br',
    'hr',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'strike',
    'del',
    'sub',
    'sup',
    'small',
  ],
  ...['a', 'img', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'details', 'center'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]

/** Their content is no text for people. */
const WITHOUT_TEXT = [
  ...['script', 'style', 'textarea', 'option', 'select', 'noscript', 'title', 'template', 'xmp', 'noembed'],
  ...['iframe', 'noframes', 'object', 'embed', 'applet', 'svg', 'math', 'audio', 'video', 'canvas'],
]

const QUOTES =
  /(?:^|\s)(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|moz-cite|zmail_extra)(?:\s|$)/

/**
 * Sanitises a mail's HTML. What a reader sees of it cannot act, hide behind styles, or tell the sender that it was read.
 * Null when it is made to choke on: its text is all there is then.
 */
export function sanitizeMailHtml(dirty: string): SafeHtml | null {
  if (deepestOf(dirty) > DEEPEST_READ) return null
  const remoteImages: string[] = []
  const sanitize = load('sanitize-html') as typeof sanitizeHtml
  const html = sanitize(dirty, {
    allowedTags: TAGS,
    nonTextTags: WITHOUT_TEXT,
    nestingLimit: DEEPEST,
    allowedAttributes: {
      a: ['href', 'title', 'target', 'rel'],
      img: ['src', 'alt', 'width', 'height', 'data-remote', 'data-cid'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align'],
      ol: ['start', 'type'],
      details: ['data-quoted'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    transformTags: {
      details: 'div',
      a: (tagName, { href, title }) => ({
        tagName,
        attribs: compact({ href, title, target: '_blank', rel: 'noopener noreferrer nofollow' }),
      }),
      img: (tagName, attribs) => ({ tagName, attribs: imageOf(attribs, remoteImages) }),
      div: quoted,
      blockquote: quoted,
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !hasPicture(frame.attribs),
  })
  return { html: html.trim(), remoteImages }
}

// Elements that parsers close by themselves.
const SELF_CLOSING =
  /^(?:p|li|dt|dd|td|th|tr|tbody|thead|tfoot|option|br|hr|img|input|meta|link|col|area|base|wbr|source|param|embed)$/i

/** How deep tags are nested, roughly: a cheap look before the costly one. */
function deepestOf(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [, closes, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,14})/gi)) {
    if (SELF_CLOSING.test(name!)) continue
    depth = Math.max(0, depth + (closes ? -1 : 1))
    if (depth > deepest) deepest = depth
  }
  return deepest
}

/** The words between the tags of HTML that was not sanitised; for mails that only have that. */
export function wordsOfHtml(html: string): string {
  return html.replace(/<(?:style|script)\b[^<]*/gi, '').replace(/<[^<>]*>/g, ' ')
}

/** Gives the folded quotations the word that opens them. */
export function withFoldWords(html: string): string {
  return html.replaceAll('<details data-quoted="1">', '<details><summary>Earlier messages</summary>')
}

function quoted(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const isQuote = QUOTES.test(attribs.class ?? '') || (tagName === 'blockquote' && attribs.type === 'cite')
  return isQuote ? { tagName: 'details', attribs: { 'data-quoted': '1' } } : { tagName, attribs: {} }
}

function imageOf(attribs: sanitizeHtml.Attributes, remoteImages: string[]): sanitizeHtml.Attributes {
  const shape = compact({ alt: attribs.alt?.slice(0, 300), ...sizeOf(attribs) })
  const src = (attribs.src ?? '').trim()
  if (/^cid:/i.test(src)) return { ...shape, 'data-cid': src.slice(4, 254) }
  if (/^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(src))
    return src.length <= LONGEST_DATA_IMAGE ? { ...shape, src } : shape
  const isRemote = /^https?:\/\//i.test(src) && src.length <= LONGEST_ADDRESS
  if (!isRemote || remoteImages.length >= MOST_IMAGES) return shape
  return { ...shape, 'data-remote': String(remoteImages.push(src) - 1) }
}

function sizeOf({ width, height }: sanitizeHtml.Attributes): Record<string, string | undefined> {
  const pixels = (text: string | undefined) => (text && /^\d{1,4}$/.test(text) ? text : undefined)
  return { width: pixels(width), height: pixels(height) }
}

function hasPicture(attribs: sanitizeHtml.Attributes): boolean {
  return (
    attribs.src !== undefined || attribs['data-remote'] !== undefined || attribs['data-cid'] !== undefined
  )
}

function compact(attribs: Record<string, string | undefined>): sanitizeHtml.Attributes {
  return Object.fromEntries(
    Object.entries(attribs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
