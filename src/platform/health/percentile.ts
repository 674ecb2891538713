/** Upper bounds of the buckets in seconds, ascending; the last bucket has none. */
export interface Buckets {
  bounds: readonly number[]
  /** Observations per bucket (not cumulative), one more than bounds. */
  counts: readonly number[]
}

/**
 * The value in seconds below which the share `q` (0 to 1) of the observations lies, or null without observations.
 * Within a bucket values count as evenly spread, so it is an estimate; above the last bound it is that bound.
 */
export function percentile({ bounds, counts }: Buckets, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const wanted = total * q
  let before = 0
  for (const [index, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const lower = index === 0 ? 0 : bounds[index - 1]!
      const upper = bounds[index] ?? lower
      return lower + ((wanted - before) / count) * (upper - lower)
    }
    before += count
  }
  return bounds.at(-1) ?? null
}

/** What was observed between two readings of counters that only grow; a restart in between counts from zero. */
export function grown(before: readonly number[], after: readonly number[]): number[] {
  const restarted = after.some((value, index) => value < (before[index] ?? 0))
  return after.map((value, index) => value - (restarted ? 0 : (before[index] ?? 0)))
}
