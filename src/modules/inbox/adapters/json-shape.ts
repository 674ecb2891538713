/** Vendors' JSON, read without trust: whatever is not what it should be counts as missing. */
export type Shape = Readonly<Record<string, unknown>>

const NONE: Shape = {}

export function shape(value: unknown): Shape {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Shape) : NONE
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function words(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

const LONGEST_REF = 500

/** A vendor's id or address as it may be kept and looked up: of bounded length, well formed; anything else is missing. */
export function ref(value: unknown, longest = LONGEST_REF): string {
  const text = words(value)
  return text.length <= longest && text.isWellFormed() && !/\p{Cc}/u.test(text) ? text : ''
}

/** The text as JSON, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
