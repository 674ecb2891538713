/** A member as notes name them. */
export interface Mentionable {
  id: string
  name: string
}

/**
 * The members named in a note: `@Ann Baker`, or `@Ann` where only one has this first name. Case does not matter; the
 * longest name counts, so `@Ann Baker` is never `@Ann`. Each once, in the order of the members.
 */
export function mentionsIn(body: string, members: readonly Mentionable[]): string[] {
  if (!body.includes('@')) return []
  const firstNames = new Map<string, number>()
  for (const { name } of members) {
    const first = firstWord(name)
    firstNames.set(first, (firstNames.get(first) ?? 0) + 1)
  }
  const keys = members.flatMap(({ id, name }) => {
    const full = name.trim().toLowerCase()
    const first = firstWord(name)
    const isAlone = firstNames.get(first) === 1 && first !== full
    return [{ id, key: full }, ...(isAlone ? [{ id, key: first }] : [])]
  })
  const longestFirst = keys.filter(({ key }) => key !== '').sort((a, b) => b.key.length - a.key.length)
  const found = new Set<string>()
  const text = body.toLowerCase()
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue
    const rest = text.slice(at + 1)
    const named = longestFirst.find(
      ({ key }) => rest.startsWith(key) && !/^[\p{L}\p{N}]/u.test(rest.slice(key.length)),
    )
    if (named) found.add(named.id)
  }
  return members.map(({ id }) => id).filter((id) => found.has(id))
}

function firstWord(name: string): string {
  return name.trim().toLowerCase().split(/\s+/)[0] ?? ''
}
