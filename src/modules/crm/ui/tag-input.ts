/** Tags as they are typed into one field, separated by commas; a list stays a list. */
export function tagsOf(typed: unknown): string[] {
  const parts = Array.isArray(typed) ? typed : typeof typed === 'string' ? typed.split(',') : []
  return parts.map((part) => String(part).trim()).filter(Boolean)
}
