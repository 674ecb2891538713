const MINUTE = 60_000

/** The minute in which an instant lies (minutes since 1970). Takes ISO text or epoch milliseconds. */
export function minuteFloor(instant: string | number): number {
  if (typeof instant === 'number') return Math.floor(instant / MINUTE)
  const halves = readInstants(instant, 1)
  if (halves) return halves[0]! >> 1
  return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / MINUTE)
}

/** The first whole minute that is not before an instant (minutes since 1970). Takes ISO text or epoch milliseconds. */
export function minuteCeil(instant: string | number): number {
  if (typeof instant === 'number') return Math.ceil(instant / MINUTE)
  const halves = readInstants(instant, 1)
  if (halves) return (halves[0]! + 1) >> 1
  return ceilOfNanoseconds(Temporal.Instant.from(instant).epochNanoseconds)
}

/** Whether an end is after its start, exactly. */
export function isAfter(end: string | number, start: string | number): boolean {
  const exact = (at: string | number) =>
    typeof at === 'number'
      ? BigInt(Math.round(at * 1000)) * 1000n
      : Temporal.Instant.from(at).epochNanoseconds
  return exact(end) > exact(start)
}

function ceilOfNanoseconds(nanoseconds: bigint): number {
  const minute = Number(nanoseconds / 60_000_000_000n)
  return nanoseconds > 0n && nanoseconds % 60_000_000_000n !== 0n ? minute + 1 : minute
}

/** The length of an instant as the product writes it: `2026-11-28T09:30:00.000Z`. */
export const INSTANT_LENGTH = 24

const encoder = new TextEncoder()
let bytes = new Uint8Array(1024 * INSTANT_LENGTH)
let words = new Int32Array(bytes.buffer)
let halves = new Int32Array(1024)

encoder.encodeInto('2026-11-28T09:30:00.000Z', bytes)
/** `:00.` and `000Z`, as four characters at once. */
const [NO_SECONDS, NO_MILLISECONDS] = [words[4]!, words[5]!]
/** Whether the first character of four is the lowest byte, as on all but a few old machines. */
const isLittleEndian = (words[0]! & 255) === bytes[0]

/** The last date read for each day of each month: its first twelve characters but the hour, and its midnight. */
const dates = new Int32Array(4 * 1024)

/** Minutes of two digits by their last four bits each: of hours up to 23, and of minutes; -1 for no time. */
const hours = twoDigits(24, 60)
const minutes = twoDigits(60, 1)

function twoDigits(below: number, each: number): Int32Array {
  const all = new Int32Array(256).fill(-1)
  for (let value = 0; value < below; value++) all[(Math.floor(value / 10) << 4) | (value % 10)] = value * each
  return all
}

/**
 * Reads so many instants that stand one behind the other, each as `2026-11-28T09:30:00.000Z`: twice the minutes since
 * 1970, and one more if a part of the next minute has passed. Undefined when any of them has another form. The answer
 * is reused memory: copy what must outlive the next call.
 *
 * All at once, because a script pays for every character it asks a text for, and six times as much as soon as anything
 * in the process declares a subclass of String (ioredis does). Bytes cost next to nothing.
 */
export function readInstants(text: string, count: number): Int32Array | undefined {
  const length = count * INSTANT_LENGTH
  if (text.length !== length || !isLittleEndian) return undefined
  if (length > bytes.length) {
    bytes = new Uint8Array(length * 2)
    words = new Int32Array(bytes.buffer)
    halves = new Int32Array(count * 2)
  }
  // Fewer are read when a character takes more than a byte.
  if (encoder.encodeInto(text, bytes).read !== length) return undefined
  return readWords(count, words, halves) ? halves : undefined
}

/** The loop of all loops: what it needs is at hand, because engines look at the variables of a file at each use. */
function readWords(count: number, w: Int32Array, found: Int32Array): boolean {
  const ofHours = hours
  const ofMinutes = minutes
  const noSeconds = NO_SECONDS
  const noMilliseconds = NO_MILLISECONDS
  let thisYear = 0
  let thisMonth = 0
  let thisDay = 0
  let midnight = 0
  for (let i = 0, at = 0; i < count; i++, at += 6) {
    // `2026`, `-11-`, `28T0`, `9:30`, `:00.`, `000Z`, each with its first character in the lowest bits.
    const year = w[at]!
    const month = w[at + 1]!
    const hourAndDay = w[at + 2]!
    const clock = w[at + 3]!
    const day = hourAndDay & 0xffffff
    // Neighbours often share their date.
    if (day !== thisDay || month !== thisMonth || year !== thisYear) {
      const slot = slotOf(at)
      if (slot < 0) return false
      thisYear = year
      thisMonth = month
      thisDay = day
      midnight = dates[slot + 3]!
    }
    const hour = ofHours[((hourAndDay >> 20) & 0xf0) | (clock & 15)]!
    const minute = ofMinutes[((clock >> 12) & 0xf0) | ((clock >> 24) & 15)]!
    // Digits are 0x30 to 0x39, and the colon is 0x3a.
    if ((hour | minute) < 0 || (clock & CLOCK_MASK) !== 0x30303a30 || hourAndDay >> 28 !== 3) return false
    const isWhole = w[at + 4] === noSeconds && w[at + 5] === noMilliseconds
    if (!isWhole && !/^:[0-5]\d\.\d{3}Z$/.test(textAt(at + 4, at + 6))) return false
    found[i] = ((midnight + hour + minute) << 1) | (isWhole ? 0 : 1)
  }
  return true
}

const CLOCK_MASK = 0xf0f0fff0 | 0

/** Where the date is kept with which the word at `at` begins; -1 when it is no date. */
function slotOf(at: number): number {
  const year = words[at]!
  const month = words[at + 1]!
  const day = words[at + 2]! & 0xffffff
  const slot = (((month >> 16) & 15) << 8) | ((day & 3) << 6) | (((day >> 8) & 15) << 2)
  if (dates[slot] === year && dates[slot + 1] === month && dates[slot + 2] === day) return slot
  const text = textAt(at, at + 3)
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return -1
  const date = new Date(text.slice(0, 10))
  const midnight = date.getTime() / MINUTE
  // Some engines take 30 February for 2 March; NaN is no date either, nor may halves of minutes leave 32 bits.
  if (date.getUTCDate() !== Number(text.slice(8, 10)) || Math.abs(midnight) > 1_073_000_000) return -1
  dates.set([year, month, day, midnight], slot)
  return slot
}

/** The characters between two words. */
const textAt = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from * 4, to * 4))

const clockTexts = Array.from({ length: 1440 }, (_, minute) => {
  const two = (part: number) => String(part).padStart(2, '0')
  return `T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00.000Z`
})

let shownDay = -1
let shownDate = '1969-12-31'

/** The ISO instant of minutes since 1970: `2026-11-28T09:30:00.000Z`. */
export function isoOfMinute(minute: number): string {
  const day = Math.floor(minute / 1440)
  if (day !== shownDay) {
    shownDay = day
    shownDate = new Date(day * 1440 * MINUTE).toISOString().slice(0, -14)
  }
  return shownDate + clockTexts[minute - day * 1440]!
}
