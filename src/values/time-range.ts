/**
 * A half-open stretch `[from, to)` of anything that compares: epoch milliseconds, or ISO instants in UTC with
 * milliseconds (which sort as text), or days. Empty when `to` is not after `from`.
 */
export interface TimeRange<T extends number | string = string> {
  from: T
  to: T
}

/** Whether the range holds no time at all. */
export function isEmpty<T extends number | string>(range: TimeRange<T>): boolean {
  return range.to <= range.from
}

/** Whether two ranges share any time. Touching ends do not; empty ranges never do. */
export function overlaps<T extends number | string>(a: TimeRange<T>, b: TimeRange<T>): boolean {
  return a.from < b.to && b.from < a.to && !isEmpty(a) && !isEmpty(b)
}

/** Whether a point, or every point of a range, lies inside. The end is outside; an empty range is inside nothing. */
export function contains<T extends number | string>(outer: TimeRange<T>, inner: T | TimeRange<T>): boolean {
  if (typeof inner !== 'object') return outer.from <= inner && inner < outer.to
  return !isEmpty(inner) && outer.from <= inner.from && inner.to <= outer.to
}

/** The time that both share, or undefined. */
export function intersection<T extends number | string>(
  a: TimeRange<T>,
  b: TimeRange<T>,
): TimeRange<T> | undefined {
  if (!overlaps(a, b)) return undefined
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}

/** The same time as sorted, disjoint ranges with gaps between them. Touching ranges become one. */
export function merge<T extends number | string>(ranges: readonly TimeRange<T>[]): TimeRange<T>[] {
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => (a.from < b.from ? -1 : 1))
  const merged: TimeRange<T>[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.from <= last.to) {
      if (range.to > last.to) last.to = range.to
    } else merged.push({ from: range.from, to: range.to })
  }
  return merged
}

/** The time of `ranges` that is in none of `taken`; sorted and disjoint. */
export function subtract<T extends number | string>(
  ranges: readonly TimeRange<T>[],
  taken: readonly TimeRange<T>[],
): TimeRange<T>[] {
  const holes = merge(taken)
  const rest: TimeRange<T>[] = []
  for (const range of merge(ranges)) {
    let from = range.from
    for (const hole of holes) {
      if (hole.to <= from) continue
      if (hole.from >= range.to) break
      if (hole.from > from) rest.push({ from, to: hole.from })
      from = hole.to
    }
    if (from < range.to) rest.push({ from, to: range.to })
  }
  return rest
}

/** The time that is in both sets; sorted and disjoint. */
export function intersect<T extends number | string>(
  a: readonly TimeRange<T>[],
  b: readonly TimeRange<T>[],
): TimeRange<T>[] {
  const left = merge(a)
  const right = merge(b)
  const both: TimeRange<T>[] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const shared = intersection(left[i]!, right[j]!)
    if (shared) both.push(shared)
    if (left[i]!.to < right[j]!.to) i++
    else j++
  }
  return both
}

/** Length of all ranges together in milliseconds, for ranges over epoch milliseconds. Overlaps count once. */
export function totalMs(ranges: readonly TimeRange<number>[]): number {
  return merge(ranges).reduce((sum, range) => sum + range.to - range.from, 0)
}
