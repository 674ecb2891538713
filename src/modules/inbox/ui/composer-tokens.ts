/** What the caret stands in: a slash for kept texts, an at sign for a colleague's name. */
export interface Token {
  kind: 'canned' | 'mention'
  /** What was typed after the sign. */
  query: string
  from: number
  to: number
}

/** A slash counts only at the beginning of a line or after a space, so that "and/or" and addresses are left alone. */
const CANNED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u
const MENTION = /(?:^|[\s(])@([\p{L}\p{N}'’-]{0,30}(?: [\p{L}'’-]{0,30})?)$/u

/** The token at the caret, or null. Mentions exist in notes alone. */
export function tokenAt(text: string, caret: number, mode: 'reply' | 'note'): Token | null {
  const before = text.slice(0, caret)
  const canned = CANNED.exec(before)
  if (canned) return { kind: 'canned', query: canned[1]!, from: caret - canned[1]!.length - 1, to: caret }
  const mention = mode === 'note' ? MENTION.exec(before) : null
  if (mention) return { kind: 'mention', query: mention[1]!, from: caret - mention[1]!.length - 1, to: caret }
  return null
}

/** The text with the token's place taken by something else, and where the caret goes. */
export function replaceToken(text: string, token: Pick<Token, 'from' | 'to'>, by: string) {
  return { text: text.slice(0, token.from) + by + text.slice(token.to), caret: token.from + by.length }
}

interface Suggestible {
  label: string
  /** What else it is found by. */
  words: string
}

/** At most eight that match: those that begin so first, then those that contain it. */
export function suggest<T extends Suggestible>(all: readonly T[], query: string): T[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return all.slice(0, 8)
  const begins = all.filter(({ label }) => label.toLowerCase().startsWith(wanted))
  const contains = all.filter(
    (one) => !begins.includes(one) && `${one.label} ${one.words}`.toLowerCase().includes(wanted),
  )
  return [...begins, ...contains].slice(0, 8)
}
