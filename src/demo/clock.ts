import { openMinutes, type Schedule } from '#values/business-hours.ts'

/** Business hours of a span, reckoned once: a history asks for them hundreds of thousands of times. Epoch milliseconds. */
export interface OfficeClock {
  isOpen(at: number): boolean
  /** Business time between two instants; 0 when `to` is not after `from`. */
  openMs(from: number, to: number): number
  /** The instant at which so much business time has passed since `from`. */
  after(from: number, ms: number): number
  /** The latest instant from which so much business time has passed until `to`. */
  before(to: number, ms: number): number
}

const MINUTE = 60_000

/** A clock that is right between the two instants. Same answers as `values/business-hours`. */
export function officeClock(schedule: Schedule, from: number, to: number): OfficeClock {
  const pairs = openMinutes(schedule, Math.floor(from / MINUTE), Math.ceil(to / MINUTE))
  const count = pairs.length / 2
  const opens = new Float64Array(count)
  const closes = new Float64Array(count)
  /** Business time before each opening. */
  const passed = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    opens[i] = pairs[2 * i]! * MINUTE
    closes[i] = pairs[2 * i + 1]! * MINUTE
    if (i > 0) passed[i] = passed[i - 1]! + closes[i - 1]! - opens[i - 1]!
  }
  /** The last opening that began at or before `at`, or -1. */
  const openingAt = (at: number) => lastAtMost(opens, at)
  const total = (at: number) => {
    const i = openingAt(at)
    return i < 0 ? 0 : passed[i]! + Math.min(at, closes[i]!) - opens[i]!
  }
  return {
    isOpen(at) {
      const i = openingAt(at)
      return i >= 0 && at < closes[i]!
    },
    openMs: (start, end) => (end <= start ? 0 : total(end) - total(start)),
    after(start, ms) {
      const wanted = total(start) + ms
      const i = openingAt(start)
      // Still within the opening that runs, or exactly at the end of an earlier one.
      const j = Math.max(0, lastBelow(passed, wanted))
      const found = opens[j]! + wanted - passed[j]!
      return ms === 0 && i >= 0 && start < closes[i]! ? start : Math.max(start, found)
    },
    before(end, ms) {
      const wanted = Math.max(0, total(end) - ms)
      const j = Math.max(0, lastAtMost(passed, wanted))
      return Math.min(end, opens[j]! + wanted - passed[j]!)
    },
  }
}

function lastAtMost(sorted: Float64Array, value: number): number {
  let low = -1
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}

function lastBelow(sorted: Float64Array, value: number): number {
  let low = -1
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! < value) low = middle
    else high = middle - 1
  }
  return low
}
