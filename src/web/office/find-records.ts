import type { FindSource, Hit, Place } from './find-sources.ts'

export interface HitGroup {
  label: string
  hits: Hit[]
}

const MOST_HITS = 8

/** Fewer letters than this find too much to be of use. */
export const SHORTEST_QUERY = 2

/**
 * Asks every source that the permissions allow, all at once. Groups come in the order of the sources; one that
 * fails or finds nothing is left out, so that the others still help.
 */
export async function findRecords(
  sources: readonly FindSource[],
  wanted: { query: string; permissions: readonly string[]; place: Place },
  signal: AbortSignal,
): Promise<HitGroup[]> {
  const { query, permissions, place } = wanted
  if (query.length < SHORTEST_QUERY) return []
  const allowed = sources.filter(({ permission }) => !permission || permissions.includes(permission))
  const answers = await Promise.allSettled(allowed.map(({ find }) => find(query, signal, place)))
  return answers.flatMap((answer, index) => {
    if (answer.status === 'rejected' || answer.value.length === 0) return []
    const { label } = allowed[index]!
    return [{ label, hits: answer.value.slice(0, MOST_HITS) }]
  })
}
