import { readNeedle } from './needle.ts'

/** What a search asks for. Everything of a list has to be there, in any order; capitals and accents do not count. */
export interface SearchWords {
  /** Looked for in what was said and in subjects. */
  said: string[]
  /** Looked for in names, numbers and addresses: a number without spaces and leading zero, else the same words. */
  called: string[]
  /** The human number of a conversation or ticket; null when it cannot be one. */
  number: number | null
}

/** More words than these make no search narrower that anybody can read. */
const MOST_WORDS = 8

/** Words stand alone, `"two of them"` in quotes belong together. `07700 900142` is +44 7700 900142, `#1042` a number. */
export function readSearchWords(typed: string): SearchWords {
  const { contact, number } = readNeedle(typed)
  const pieces = typed.match(/["“”][^"“”]+["“”]|[^\s"“”]+/g) ?? [typed]
  const words = pieces.map((piece) => piece.replace(/["“”]/g, '').trim()).filter(Boolean)
  const said = [...new Set(words.length > 0 ? words : [typed.trim()])].slice(0, MOST_WORDS)
  return { said, called: /^\d{3,}$/.test(contact) ? [contact] : said, number }
}

/** Characters shown before the first word that was searched for, and in all. */
const BEFORE = 30
const LENGTH = 140

/** The piece of a text around the first word of a search, in one line, with … where something was left out. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const lower = plain(line)
  const places = words.map((word) => lower.indexOf(plain(word))).filter((place) => place >= 0)
  const first = places.length > 0 ? Math.min(...places) : 0
  const start = first <= BEFORE ? 0 : line.lastIndexOf(' ', first - BEFORE) + 1
  const piece = [...line.slice(start)].slice(0, LENGTH).join('')
  return `${start > 0 ? '…' : ''}${piece}${start + piece.length < line.length ? '…' : ''}`
}

/** One code unit for each of the text, so that places hold: é is e, capitals are small. */
function plain(text: string): string {
  return [...text]
    .map((one) => {
      const base = one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      return base.length === one.length ? base : one
    })
    .join('')
}
