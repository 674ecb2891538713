import { round } from './figure.ts'
import { daysByMonth, daysInMonth } from './period.ts'

const HOUR_MS = 3_600_000

/** What a month of tools comes to for these days: each month's cost is shared among its own days. Minor units. */
export function toolsCost(days: readonly string[], monthAmount: number): number {
  let sum = 0
  for (const [month, n] of daysByMonth(days)) sum += (monthAmount * n) / daysInMonth(month)
  return Math.round(sum)
}

/** What working time comes to. Minor units. */
export function timeCost(activeMs: number, hourAmount: number): number {
  return Math.round((activeMs / HOUR_MS) * hourAmount)
}

/** The middle one of some numbers (of two, their mean); null without any. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * How long a person works on one conversation, in seconds: the median over days of active time ÷ conversations handled.
 * Days without either are left out; null when there are none.
 */
export function secondsPerConversation(
  days: readonly { activeMs: number; handled: number }[],
): number | null {
  const worked = days.filter(({ activeMs, handled }) => activeMs > 0 && handled > 0)
  const middle = median(worked.map(({ activeMs, handled }) => activeMs / handled / 1000))
  return middle === null ? null : round(middle, 0)
}
