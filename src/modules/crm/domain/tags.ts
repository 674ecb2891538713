/** The tags with further ones; a tag is there once, whatever its case, and keeps its first spelling. */
export function addTags(tags: readonly string[], more: readonly string[]): string[] {
  const all = [...tags]
  for (const tag of more) {
    if (!all.some((one) => isSameTag(one, tag))) all.push(tag)
  }
  return all
}

/** The tags without some, whatever their case. */
export function removeTags(tags: readonly string[], gone: readonly string[]): string[] {
  return tags.filter((tag) => !gone.some((one) => isSameTag(one, tag)))
}

function isSameTag(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
