export const HOUR_MS = 3_600_000
/** Height of an hour in the day and week, in px; `calendar.css` draws its lines by the same number. */
export const HOUR_PX = 60
const STEP_MS = 15 * 60_000

export interface Span {
  /** Epoch milliseconds. */
  from: number
  to: number
}

/** Whole hours within a day that hold every piece, and at least 08:00 to 18:00 of an empty day. */
export function spanOf(
  day: { from: string; to: string },
  pieces: readonly { from: string; to: string }[],
): Span {
  const [first, last] = [Date.parse(day.from), Date.parse(day.to)]
  const starts = pieces.map(({ from }) => Date.parse(from))
  const ends = pieces.map(({ to }) => Date.parse(to))
  const from = Math.min(first + 8 * HOUR_MS, ...starts)
  const to = Math.max(first + 18 * HOUR_MS, ...ends)
  return {
    from: Math.max(first, first + Math.floor((from - first) / HOUR_MS) * HOUR_MS),
    to: Math.min(last, first + Math.ceil((to - first) / HOUR_MS) * HOUR_MS),
  }
}

/** The full hours of a span, as epoch milliseconds. */
export function hoursOf({ from, to }: Span): number[] {
  return Array.from({ length: Math.round((to - from) / HOUR_MS) + 1 }, (_, index) => from + index * HOUR_MS)
}

/** Distance in px from the top of the span. */
export function topOf(span: Span, at: number): number {
  return ((at - span.from) / HOUR_MS) * HOUR_PX
}

/** Top and height of a piece within the span, cut off at its ends. */
export function boxOf(span: Span, from: number, to: number): { top: number; height: number } {
  const top = topOf(span, Math.max(from, span.from))
  return { top, height: Math.max(0, topOf(span, Math.min(to, span.to)) - top) }
}

/** The instant at a distance from the top, on the quarter of an hour. */
export function instantAt(span: Span, px: number): number {
  const at = span.from + (px / HOUR_PX) * HOUR_MS
  return Math.round(at / STEP_MS) * STEP_MS
}

/** The gaps between pieces of working time, to be shaded. */
export function gapsIn(span: Span, working: readonly { from: string; to: string }[]): Span[] {
  const gaps: Span[] = []
  let at = span.from
  for (const piece of working) {
    const from = Date.parse(piece.from)
    if (from > at) gaps.push({ from: at, to: Math.min(from, span.to) })
    at = Math.max(at, Date.parse(piece.to))
  }
  if (at < span.to) gaps.push({ from: at, to: span.to })
  return gaps
}

interface Timed {
  id: string
  startsAt: string
  endsAt: string
}
export interface Lane {
  lane: number
  /** How many lanes stand side by side where this one is. */
  of: number
}

/** Visits at the same time side by side: each group that overlaps shares its width among as many lanes as it needs. */
export function lanesOf(visits: readonly Timed[]): Map<string, Lane> {
  const placed = new Map<string, Lane>()
  let group: Timed[] = []
  let ends: number[] = []
  const close = () => {
    for (const { id } of group) placed.get(id)!.of = ends.length
    group = []
    ends = []
  }
  for (const visit of [...visits].sort((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    const start = Date.parse(visit.startsAt)
    if (ends.every((end) => end <= start)) close()
    const free = ends.findIndex((end) => end <= start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = Date.parse(visit.endsAt)
    group.push(visit)
    placed.set(visit.id, { lane, of: 1 })
  }
  close()
  return placed
}

/** `8 h 30`, `7 h`, `45 min`. */
export function lengthText(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const rest = minutes % 60
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${String(rest).padStart(2, '0')}` : ''}`
}
