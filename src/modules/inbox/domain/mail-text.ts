/** A mail's text in two parts: what its writer wrote now, and what hangs below it (quoted mails, the signature). */
export interface MailText {
  own: string
  quoted: string
}

// "On 3 March 2026 at 10:12, Ana wrote:" in the languages that mail programs speak. It may run over three lines.
const ATTRIBUTION =
  /^(?:on|am|le|el|il|op|em|den|dne|w dniu)\b.{4,300}?(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napsal|napisał)\b.{0,120}:$/i
const DIVIDER =
  /^[-_*\s]*(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht)[-_*\s]*$/i
const RULE = /^_{10,}$/
const HEADER = /^\*?(?:from|von|de|da|van|från|fra|od)\*?\s*:\s*\*?\s*\S/i
const OTHER_HEADERS =
  /^\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|inviato|a|oggetto|verzonden|aan|onderwerp)\*?\s*:/i
const SIGNATURE = /^-- ?$/
const DEVICE_LINE =
  /^(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|von meinem .{2,40} gesendet|envoyé de mon|enviado desde mi)\b.{0,80}$/i

/**
 * Folds the quoted part away: everything from the first sign of an earlier mail, when nothing new follows it. Answers
 * written between quoted lines stay whole, and so does a mail that is nothing but a quotation.
 */
export function foldQuoted(text: string): MailText {
  const lines = tidyLines(text)
  const answerBelow = answerUnderQuote(lines)
  if (answerBelow) return answerBelow
  const lastOwn = lastOwnLine(lines)
  const start = lines.findIndex(
    (_, index) => startsQuote(lines, index) && isQuoteToTheEnd(lines, index, lastOwn),
  )
  const cut = start === -1 ? trailingFurniture(lines, lines.length) : trailingFurniture(lines, start)
  const own = joined(lines.slice(0, cut))
  if (own === '') return { own: joined(lines), quoted: '' }
  return { own, quoted: joined(lines.slice(cut)) }
}

function tidyLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
}

function joined(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{4,}/g, '\n\n\n')
}

const isQuoted = (line: string | undefined) => line?.trimStart().startsWith('>') ?? false

/** The last line that is neither quoted nor a signature. Found once: looking from every line would take for ever. */
function lastOwnLine(lines: readonly string[]): number {
  const until = trailingFurniture(lines, lines.length)
  return lines.findLastIndex((line, index) => index < until && line.trim() !== '' && !isQuoted(line))
}

/** Whether an earlier mail begins at this line: `>`, "… wrote:", "Original Message", a block of From/Sent/To. */
function startsQuote(lines: readonly string[], index: number): boolean {
  const line = lines[index]!.trim()
  if (line === '') return false
  if (isQuoted(line) || DIVIDER.test(line)) return true
  if (attributionEnd(lines, index) !== -1) return true
  if (RULE.test(line)) return isHeaderBlock(lines, nextFilled(lines, index + 1))
  return isHeaderBlock(lines, index)
}

/** The last line of an attribution that begins here, or -1. Mail programs break it after 76 characters. */
function attributionEnd(lines: readonly string[], index: number): number {
  let words = ''
  for (let end = index; end < Math.min(index + 3, lines.length); end++) {
    const line = lines[end]!.trim()
    if (line === '') return -1
    words = words ? `${words} ${line}` : line
    if (words.length > 500) return -1
    if (ATTRIBUTION.test(words)) return end
  }
  return -1
}

function isHeaderBlock(lines: readonly string[], index: number): boolean {
  if (!HEADER.test(lines[index]?.trim() ?? '')) return false
  const following = lines.slice(index + 1, index + 6).map((line) => line.trim())
  return following.filter((line) => OTHER_HEADERS.test(line)).length >= 2
}

/** Quoted with `>`: no own words may follow (`lastOwn` is their last line). Quoted below a header: it never ends. */
function isQuoteToTheEnd(lines: readonly string[], index: number, lastOwn: number): boolean {
  const end = attributionEnd(lines, index)
  const first = nextFilled(lines, end === -1 ? index : end + 1)
  return !isQuoted(lines[first]) || first > lastOwn
}

/** Some write below what they quote: one block of `>` at the top, then the answer. */
function answerUnderQuote(lines: readonly string[]): MailText | null {
  const first = nextFilled(lines, 0)
  const end = attributionEnd(lines, first)
  const quoteStart = end === -1 ? first : nextFilled(lines, end + 1)
  if (!isQuoted(lines[quoteStart])) return null
  let last = quoteStart
  for (let i = quoteStart; i < lines.length && (isQuoted(lines[i]) || lines[i] === ''); i++) {
    if (isQuoted(lines[i])) last = i
  }
  const cut = trailingFurniture(lines, lines.length)
  const answer = lines.slice(last + 1, cut)
  if (joined(answer) === '' || answer.some(isQuoted)) return null
  return { own: joined(answer), quoted: joined([...lines.slice(0, last + 1), ...lines.slice(cut)]) }
}

/** Where the signature or the "Sent from my phone" above `until` begins; `until` when there is none. */
function trailingFurniture(lines: readonly string[], until: number): number {
  const from = Math.max(0, until - 15)
  for (let i = from; i < until; i++) if (SIGNATURE.test(lines[i]!)) return i
  let last = until - 1
  while (last >= 0 && lines[last]!.trim() === '') last--
  return last >= 0 && DEVICE_LINE.test(lines[last]!.trim()) ? last : until
}

function nextFilled(lines: readonly string[], from: number): number {
  let index = from
  while (index < lines.length && lines[index]!.trim() === '') index++
  return index
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const PARAGRAPHS = new Set(['p', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre'])
const BLOCKS = new Set([...PARAGRAPHS, 'div', 'tr', 'details'])

/**
 * The text of sanitised HTML, with `>` before quoted lines. Only for HTML whose brackets are known to be in order: it
 * reads tags by their brackets.
 */
export function textOfHtml(html: string): string {
  const page = createPage()
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    if (token.startsWith('<')) writeTag(page, token)
    else page.say(decodeEntities(token).replace(/\s+/g, ' '))
  }
  return page
    .text()
    .replace(/ \n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

interface Page {
  say(words: string): void
  newLine(): void
  /** Begins a new line unless one has just begun. */
  breakLine(): void
  quote(step: 1 | -1): void
  text(): string
}

function createPage(): Page {
  const parts: string[] = []
  let last = '\n'
  let depth = 0
  const write = (words: string) => {
    parts.push(words)
    last = words.at(-1) ?? last
  }
  return {
    say(words) {
      if (words.trim() === '' && /\s/.test(last)) return
      if (depth > 0 && last === '\n') write('> ')
      write(words)
    },
    newLine: () => write('\n'),
    breakLine: () => {
      if (last !== '\n') write('\n')
    },
    quote: (step) => {
      depth = Math.max(0, depth + step)
    },
    text: () => parts.join(''),
  }
}

function writeTag(page: Page, tag: string): void {
  const closes = tag.startsWith('</')
  const name = /^<\/?([a-z0-9]+)/i.exec(tag)?.[1]?.toLowerCase() ?? ''
  if (name === 'br') page.newLine()
  else if (name === 'td' && closes) page.say(' ')
  else if (name === 'blockquote' || name === 'li' || BLOCKS.has(name)) {
    page.breakLine()
    if (name === 'blockquote') page.quote(closes ? -1 : 1)
    if (name === 'li' && !closes) page.say('• ')
    if (closes && PARAGRAPHS.has(name)) page.newLine()
  }
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ''
  })
}

/** Takes away what PostgreSQL and screens cannot take: NUL, other control characters, halves of surrogate pairs. */
export function cleanText(text: string, longest: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken away
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  return clean.length <= longest ? clean : `${clean.slice(0, longest).toWellFormed()}…`
}
