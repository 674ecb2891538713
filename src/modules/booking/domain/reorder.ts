/**
 * The whole list with `wanted` in its new order. The wanted ids share the places they had, so ordering a part
 * (one category, a filtered list) leaves everything else where it was. Ids not in the list are ignored.
 */
export function reordered(all: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(all)
  const queue = [...new Set(wanted)].filter((id) => known.has(id))
  const moving = new Set(queue)
  let next = 0
  return all.map((id) => (moving.has(id) ? queue[next++]! : id))
}
