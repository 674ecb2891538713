import { openMinutes } from '#values/business-hours.ts'
import { INSTANT_LENGTH, isAfter, minuteCeil, minuteFloor, readInstants } from './minutes.ts'
import type { Plan } from './plan.ts'
import type { Busy, BusyBlock, SlotPerson } from './slots.ts'

// Reused between calls: a search over fifty diaries would otherwise allocate and clear megabytes.
let starts = new Int32Array(1024)
let ends = new Int32Array(1024)
let stretches = new Int32Array(2048)
let isSorted = true
let count = 0

/**
 * Where the person could be with the client: flat pairs `[from, to, from, to, …]` of minutes since 1970, sorted,
 * disjoint, each at least as long as the visit. Hours less busy time, where each busy block is widened by the new
 * visit's buffer after it plus the travel to the block, and by the buffer before it plus the travel from the block.
 * The answer is a view of reused memory: copy what must outlive the next call.
 */
export function freeStretches(person: SlotPerson, plan: Plan, hours = hoursOf(person, plan)): Int32Array {
  if (hours.length === 0) return stretches.subarray(0, 0)
  readBusy(person.busy, plan, Math.max(hours[0]!, plan.earliest), hours.at(-1)!)
  if (!isSorted) sortBusy()
  const most = (count + hours.length + 1) * 2
  if (most > stretches.length) stretches = new Int32Array(most * 2)
  return stretches.subarray(0, sweep(hours, plan, stretches))
}

/** Writes the gaps between busy blocks within the hours to `free`; answers how many numbers were written. */
function sweep(hours: readonly number[], { duration, earliest }: Plan, free: Int32Array): number {
  const blockFrom = starts
  const blockTo = ends
  const blocks = count
  let n = 0
  let next = 0
  for (let i = 0; i < hours.length; i += 2) {
    const close = hours[i + 1]!
    let from = Math.max(hours[i]!, earliest)
    while (next < blocks && blockFrom[next]! < close) {
      // Every gap is written, but kept only when it is long enough: the sign bit of the lack counts it. A diary is
      // random, so processors guess wrong at `if`, which costs more than all the rest here.
      const until = blockFrom[next]!
      free[n] = from
      free[n + 1] = until
      n += ((duration - 1 - until + from) >>> 31) << 1
      from = Math.max(from, blockTo[next]!)
      // A block that outlasts these hours is met again by the next ones.
      if (from >= close) break
      next++
    }
    if (close - from < duration) continue
    free[n] = from
    free[n + 1] = close
    n += 2
  }
  return n
}

/** The person's open time around the search, as flat pairs of minutes since 1970. */
export function hoursOf(person: SlotPerson, plan: Plan): number[] {
  return openMinutes(person, plan.from, plan.to + plan.duration)
}

/** The time that both have, of sorted disjoint flat pairs, keeping pieces of at least `duration` minutes. */
export function bothFree(a: readonly number[], b: Int32Array, duration: number): number[] {
  const both: number[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!)
    const to = Math.min(a[i + 1]!, b[j + 1]!)
    if (to - from >= duration) both.push(from, to)
    if (a[i + 1]! < b[j + 1]!) i += 2
    else j += 2
  }
  return both
}

function readBusy(busy: Busy, plan: Plan, low: number, high: number): void {
  count = 0
  isSorted = true
  if (busy.length > starts.length) {
    starts = new Int32Array(busy.length * 2)
    ends = new Int32Array(busy.length * 2)
  }
  if (busy instanceof Float64Array) readPairs(busy, plan, low, high)
  else readBlocks(busy, plan, low, high)
}

/** Starts and ends by turns when all of them are ISO text as the product writes it, which is read in one go. */
function instantsOf(busy: readonly BusyBlock[]): Int32Array | undefined {
  let text = ''
  for (let i = 0; i < busy.length; i++) {
    const { startsAt, endsAt } = busy[i] as { startsAt: string; endsAt: string }
    // Numbers have no length.
    if (startsAt.length !== INSTANT_LENGTH || endsAt.length !== INSTANT_LENGTH) return undefined
    text += startsAt + endsAt
  }
  return readInstants(text, busy.length * 2)
}

function readBlocks(busy: readonly BusyBlock[], plan: Plan, low: number, high: number): void {
  const { before, after } = plan
  const instants = instantsOf(busy)
  const blockFrom = starts
  const blockTo = ends
  let last = low
  let n = 0
  for (let i = 0; i < busy.length; i++) {
    const block = busy[i]!
    let from = instants ? instants[2 * i]! >> 1 : minuteFloor(block.startsAt)
    let to = instants ? (instants[2 * i + 1]! + 1) >> 1 : minuteCeil(block.endsAt)
    // Seconds were rounded outwards, so only a single minute can still come from a block without any time.
    if (to - from <= 1 && !isAfter(block.endsAt, block.startsAt)) continue
    from -= after
    to += before
    if (block.travelBeforeMinutes) from -= Math.ceil(block.travelBeforeMinutes)
    if (block.travelAfterMinutes) to += Math.ceil(block.travelAfterMinutes)
    if (to <= low || from >= high) continue
    if (from < low) from = low
    if (from < last) isSorted = false
    last = from
    blockFrom[n] = from
    blockTo[n++] = to < high ? to : high
  }
  count = n
}

function readPairs(busy: Float64Array, plan: Plan, low: number, high: number): void {
  let last = low
  for (let i = 0; i + 1 < busy.length; i += 2) {
    const from = Math.max(low, minuteFloor(busy[i]!) - plan.after)
    const to = Math.min(high, minuteCeil(busy[i + 1]!) + plan.before)
    if (busy[i + 1]! <= busy[i]! || to <= low || from >= high) continue
    if (from < last) isSorted = false
    last = from
    starts[count] = from
    ends[count++] = to
  }
}

const LENGTHS = 2 ** 26

function sortBusy(): void {
  // One number per block (start, then length) sorts natively; a comparator would cost ten times as much.
  const low = starts.subarray(0, count).reduce((least, minute) => Math.min(least, minute), starts[0]!)
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    keys[i] = (starts[i]! - low) * LENGTHS + Math.min(ends[i]! - starts[i]!, LENGTHS - 1)
  }
  keys.sort()
  for (let i = 0; i < count; i++) {
    const from = Math.floor(keys[i]! / LENGTHS)
    starts[i] = from + low
    ends[i] = from + low + (keys[i]! - from * LENGTHS)
  }
}
