const MINUTE = 60_000
const NOT_CANONICAL = -0x80000000

/** The minute in which an instant lies (minutes since 1970). Takes ISO text or epoch milliseconds. */
export function minuteFloor(instant: string | number): number {
  if (typeof instant === 'number') return Math.floor(instant / MINUTE)
  const minute = canonicalMinute(instant)
  if (minute !== NOT_CANONICAL) return minute
  return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / MINUTE)
}

/** The first whole minute that is not before an instant (minutes since 1970). Takes ISO text or epoch milliseconds. */
export function minuteCeil(instant: string | number): number {
  if (typeof instant === 'number') return Math.ceil(instant / MINUTE)
  const minute = canonicalMinute(instant)
  if (minute === NOT_CANONICAL) return ceilOfNanoseconds(Temporal.Instant.from(instant).epochNanoseconds)
  return hasSeconds(instant) ? minute + 1 : minute
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

// The date of the text before: every text of that date lies between `2026-11-28T` and `2026-11-28U`.
let dateFrom = ''
let dateUntil = ''
let midnight = 0

/**
 * Minutes since 1970 of `2026-11-28T09:30:00.000Z`, or NOT_CANONICAL for any other form. Date.parse costs six times
 * as much. Neighbours often share their date, and engines compare text faster than scripts read characters, so a
 * date is read only when it changes.
 */
function canonicalMinute(text: string): number {
  if (!isCanonical(text)) return NOT_CANONICAL
  if (!(text < dateUntil && text >= dateFrom) && !turnToDate(text)) return NOT_CANONICAL
  const h0 = text.charCodeAt(11) - 48
  const h1 = text.charCodeAt(12) - 48
  const i0 = text.charCodeAt(14) - 48
  const i1 = text.charCodeAt(15) - 48
  const minute = h0 * 600 + h1 * 60 + i0 * 10 + i1
  const isClock = (h0 | h1 | i0 | i1 | (9 - h0) | (9 - h1) | (5 - i0) | (9 - i1)) >= 0 && minute < 1440
  return isClock ? midnight + minute : NOT_CANONICAL
}

interface KnownDate {
  from: string
  until: string
  midnight: number
}

// The last date read for each day of a month.
const knownDates: KnownDate[] = Array.from({ length: 32 }, () => ({ from: '', until: '', midnight: 0 }))

/** Makes the date that the text begins with the current one; false when it begins with none. */
function turnToDate(text: string): boolean {
  const slot = (text.charCodeAt(8) * 10 + text.charCodeAt(9) - 528) & 31
  let date = knownDates[slot]!
  if (!(text >= date.from && text < date.until)) {
    const fresh = readDate(text)
    if (!fresh) return false
    knownDates[slot] = date = fresh
  }
  dateFrom = date.from
  dateUntil = date.until
  midnight = date.midnight
  return true
}

function readDate(text: string): KnownDate | undefined {
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined
  const day = text.slice(0, 10)
  const at = Date.parse(day)
  // Some engines take 30 February for 2 March.
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day.slice(8))) return undefined
  return { from: `${day}T`, until: `${day}U`, midnight: (at / MINUTE) | 0 }
}

/** Length, `Z` and the first `:` rule out every other ISO form. */
function isCanonical(text: string): boolean {
  return text.length === 24 && text.charCodeAt(23) === 90 && text.charCodeAt(13) === 58
}

/** Whether any of the digits after the minutes is not 0 (code 48). */
function hasSeconds(text: string): boolean {
  const codes =
    text.charCodeAt(17) |
    text.charCodeAt(18) |
    text.charCodeAt(20) |
    text.charCodeAt(21) |
    text.charCodeAt(22)
  return codes !== 48
}

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
