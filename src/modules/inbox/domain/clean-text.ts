const BODY = 65_536
const LINE = 300
const DEPTH = 20

/** Text as the database takes it: no NUL, no broken surrogates, at most so many characters. */
export function cleanText(text: string, most = BODY): string {
  const cut = text.length > most ? text.slice(0, most) : text
  return cut.toWellFormed().replaceAll('\u0000', '')
}

/** A name, subject or address: one clean line. */
export function cleanLine(text: string): string {
  return cleanText(text, LINE).replace(/\s+/g, ' ').trim()
}

/** A vendor's data as the database takes it, keys included; what lies too deep is left out. */
export function cleanData(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth >= DEPTH) return null
  if (Array.isArray(value)) return value.map((item) => cleanData(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanLine(key), cleanData(inner, depth + 1)]),
  )
}
