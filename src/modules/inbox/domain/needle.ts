/** What a person typed into the search, in the forms in which it may have been stored. */
export interface Needle {
  /** For texts, with the wildcards of LIKE made harmless. */
  text: string
  /** For names, numbers and addresses: digits without spaces and without a leading zero, else the text. */
  contact: string
  /** The human number of a conversation: `#1042` or `1042`; null when it cannot be one. */
  number: number | null
}

/** Reads a search. `07700 900142` finds +44 7700 900142, `50%` is text, `#1042` is also a conversation. */
export function readNeedle(typed: string): Needle {
  const text = typed.trim().replace(/[\\%_]/g, '\\$&')
  const isPhone = /^\+?[\d\s().-]+$/.test(typed.trim())
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
  const number = /^#?(\d{1,9})$/.exec(typed.trim())
  return {
    text,
    contact: isPhone && digits.length >= 3 ? digits : text,
    number: number ? Number(number[1]) : null,
  }
}
