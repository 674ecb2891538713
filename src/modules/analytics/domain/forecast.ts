import { epochDay, localParts } from '#values/zone.ts'

const HOUR_MS = 3_600_000
/** How many weeks back the same hour is looked at, and how much less each earlier one weighs. */
const WEEKS = 8
const FADING = 0.85
/** Weeks that were predicted from those before them, to tell how far off such a prediction is. */
const TESTED_WEEKS = 4
const HOURS_AHEAD = 24

/** How many days of history a forecast looks at. */
export const FORECAST_DAYS = (WEEKS + TESTED_WEEKS) * 7

export interface Forecast {
  hours: { at: string; expected: number }[]
  nextPeakAt: string
  nextPeakExpected: number
  /** Mean absolute error over the tested weeks, in percent of the mean. */
  errorPercent: number
  testedWeeks: number
}

/** Incoming messages of an hour on the clock of a local day. */
export interface HourCount {
  day: string
  hour: number
  incoming: number
}

/**
 * Expects each coming hour to be like the same hour of the last eight weeks, later weeks weighing more. The error is
 * that of the same rule for the last weeks, each predicted from the weeks before it. Null before there are two weeks of
 * history, or when nothing came in the tested weeks. `today` is not history: it is not over.
 */
export function forecastLoad(input: {
  zone: string
  now: number
  hours: readonly HourCount[]
}): Forecast | null {
  const today = epochDay(localParts(input.zone, input.now).day)
  const history = historyOf(input.hours, today)
  const test = testOf(history, today)
  if (!test) return null
  const hours = comingHours(input.zone, input.now).flatMap(({ at, day, hour }) => {
    const value = expected(history, day, hour)
    return value === null ? [] : [{ at, expected: Math.round(value * 10) / 10 }]
  })
  const peak = hours.reduce((best, one) => (one.expected > best.expected ? one : best), hours[0]!)
  return peak && { hours, nextPeakAt: peak.at, nextPeakExpected: peak.expected, ...test }
}

/** Counts by hour, `day * 24 + hour` in days since 1970, and the first day of them. */
interface History {
  counts: ReadonlyMap<number, number>
  first: number
}

function historyOf(hours: readonly HourCount[], today: number): History {
  const counts = new Map<number, number>()
  let first = today
  for (const { day, hour, incoming } of hours) {
    const days = epochDay(day)
    if (days >= today) continue
    counts.set(days * 24 + hour, (counts.get(days * 24 + hour) ?? 0) + incoming)
    if (days < first) first = days
  }
  return { counts, first }
}

/** The weighted mean of the same hour in the weeks before; null when history does not reach back a week. */
function expected({ counts, first }: History, day: number, hour: number): number | null {
  let [sum, weights] = [0, 0]
  for (let week = 1; week <= WEEKS; week++) {
    const before = day - 7 * week
    if (before < first) break
    const weight = FADING ** (week - 1)
    sum += weight * (counts.get(before * 24 + hour) ?? 0)
    weights += weight
  }
  return weights === 0 ? null : sum / weights
}

function testOf(history: History, today: number): { errorPercent: number; testedWeeks: number } | null {
  let [off, actual, testedWeeks] = [0, 0, 0]
  for (let week = 1; week <= TESTED_WEEKS; week++) {
    const begins = today - 7 * week
    if (begins - 7 < history.first) break
    testedWeeks++
    for (let i = 0; i < 7 * 24; i++) {
      const [day, hour] = [begins + Math.floor(i / 24), i % 24]
      const is = history.counts.get(day * 24 + hour) ?? 0
      off += Math.abs((expected(history, day, hour) ?? 0) - is)
      actual += is
    }
  }
  if (testedWeeks === 0 || actual === 0) return null
  return { errorPercent: Math.round((off / actual) * 1000) / 10, testedWeeks }
}

function comingHours(zone: string, now: number): { at: string; day: number; hour: number }[] {
  const { minute, second } = localParts(zone, now)
  const next = now - (now % 1000) + HOUR_MS - minute * 60_000 - second * 1000
  return Array.from({ length: HOURS_AHEAD }, (_, i) => {
    const at = next + i * HOUR_MS
    const { day, hour } = localParts(zone, at)
    return { at: new Date(at).toISOString(), day: epochDay(day), hour }
  })
}
