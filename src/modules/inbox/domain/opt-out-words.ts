/** What somebody wants who writes one of the words that end or begin messages. */
export type Wish = 'out' | 'in'

/**
 * Whether a whole message is one of the words; case, spaces and punctuation around and between do not matter. A
 * sentence that only holds such a word ("please stop by at ten") is no wish.
 */
export function wishOf(
  body: string,
  words: { optOutWords: readonly string[]; optInWords: readonly string[] },
): Wish | null {
  if (body.length > 60) return null
  const said = plain(body)
  if (!said) return null
  if (words.optOutWords.some((word) => plain(word) === said)) return 'out'
  if (words.optInWords.some((word) => plain(word) === said)) return 'in'
  return null
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
