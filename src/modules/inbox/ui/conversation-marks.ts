import { readSearchWords } from '../domain/search-words.ts'

/** A piece of a text, and whether it is what was searched for. */
export interface MarkedPiece {
  text: string
  isMatch: boolean
}

/** So much stands before the first match in a narrow row; the rest of what went before is left out. */
const BEFORE = 12

/** A text in pieces, those that were searched for marked. Capitals and accents do not count, as in the search itself. */
export function markedPieces(text: string, q: string, isShort = false): MarkedPiece[] {
  const lower = plain(text)
  const { said, called } = readSearchWords(q)
  const words = [...said, ...called].map(plain).filter(Boolean)
  const spans = words.flatMap((word) => placesOf(lower, word)).sort((a, b) => a.from - b.from)
  if (spans.length === 0) return [{ text, isMatch: false }]
  let at = isShort ? nearStart(text, spans[0]!.from) : 0
  const pieces: MarkedPiece[] = at > 0 ? [{ text: '…', isMatch: false }] : []
  for (const { from, to } of spans) {
    if (to <= at) continue
    const start = Math.max(from, at)
    if (start > at) pieces.push({ text: text.slice(at, start), isMatch: false })
    pieces.push({ text: text.slice(start, to), isMatch: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMatch: false })
  return pieces
}

function placesOf(lower: string, word: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = []
  for (let from = lower.indexOf(word); from !== -1; from = lower.indexOf(word, from + word.length)) {
    // One or two letters mean the beginning of a word.
    if (word.length > 2 || !/[\p{L}\p{N}]/u.test(lower[from - 1] ?? '')) {
      places.push({ from, to: from + word.length })
    }
  }
  return places
}

function nearStart(text: string, first: number): number {
  if (first <= BEFORE) return 0
  const space = text.indexOf(' ', first - BEFORE)
  return space !== -1 && space < first ? space + 1 : first
}

/** One code unit for each of the text, so that places hold: é is e, capitals are small. */
function plain(text: string): string {
  return text
    .split('')
    .map((one) => {
      const base = one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      return base.length === 1 ? base : one
    })
    .join('')
}
