import type { FailureCategory } from '../contract/words.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits after the first, second, … refusal. What is missing here never works by waiting. */
const waits: Partial<Record<FailureCategory, readonly number[]>> = {
  network: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR],
  rate_limited: [
    ...[5 * SECOND, 15 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE],
    ...[20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR],
  ],
  // A token that ran out is mended by a person, soon or not at all.
  auth: [MINUTE, 5 * MINUTE, 30 * MINUTE],
  unknown: [30 * SECOND, 5 * MINUTE],
}

export interface Refusal {
  category: FailureCategory
  /** The vendor says that it never will. */
  isFinal: boolean
  /** Tries so far, this one included. */
  attempts: number
  /** Seconds the vendor asks to wait. */
  retryAfter?: number | undefined
}

const LONGEST_ASKED = 6 * HOUR

/**
 * Milliseconds until the next try; null when there is none. Backoff by category; a vendor that asks to wait longer is
 * waited for, up to six hours. `chance` (0 to 1) spreads the tries of many messages over a fifth of the wait.
 */
export function waitBeforeRetry(
  { category, isFinal, attempts, retryAfter }: Refusal,
  chance: number,
): number | null {
  if (isFinal) return null
  const wait = waits[category]?.[attempts - 1]
  if (wait === undefined) return null
  const asked = Math.min((retryAfter ?? 0) * SECOND, LONGEST_ASKED)
  return Math.round(Math.max(wait, asked) * (1 + 0.2 * chance))
}
