/** Where a page of the delivery log ended: the instant and id of its last row, as an opaque mark. */
export function encodeCursor(createdAt: string, id: string): string {
  return `${Date.parse(createdAt)}_${id}`
}

/** The instant and id of a mark; null (the first page) when it is missing or not one of ours. */
export function decodeCursor(cursor: string | undefined): { createdAt: string; id: string } | null {
  const found = cursor?.match(/^(\d{12,14})_([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/)
  return found ? { createdAt: new Date(Number(found[1])).toISOString(), id: found[2]! } : null
}
