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

/** The text as JSON, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
