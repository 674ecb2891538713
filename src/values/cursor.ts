import { invalidInput } from './errors.ts'

/** An opaque mark of where a page ended, from the sort keys of its last row. */
export function encodeCursor(keys: readonly string[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(keys))
  return btoa(String.fromCharCode(...bytes))
}

/** The sort keys of a cursor, or null for the first page. Refuses, with the field named, one that is not ours. */
export function decodeCursor(cursor: string | undefined, count: number): string[] | null {
  if (!cursor) return null
  const keys = readKeys(cursor)
  if (keys?.length === count) return keys
  throw invalidInput([{ path: ['cursor'], message: 'Take the cursor from the previous page as it is.' }])
}

function readKeys(cursor: string): string[] | null {
  try {
    const bytes = Uint8Array.from(atob(cursor), (char) => char.charCodeAt(0))
    const keys: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : null
  } catch {
    return null
  }
}
