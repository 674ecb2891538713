/** An opaque mark of where a page ended, from the values of its last row's sort keys. */
export function encodeCursor(keys: readonly string[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(keys))
  return btoa(String.fromCharCode(...bytes))
}

/** The sort keys of a cursor; null when it is missing or not one of ours, which means the first page. */
export function decodeCursor(cursor: string | undefined, count: number): string[] | null {
  if (!cursor) return null
  try {
    const bytes = Uint8Array.from(atob(cursor), (char) => char.charCodeAt(0))
    const keys: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const valid = Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === 'string')
    return valid ? keys : null
  } catch {
    return null
  }
}
