/** Pauses before the 2nd, 3rd … 8th try in seconds: half a minute to a day, so a night's outage loses nothing. */
export const PAUSES = [30, 120, 600, 1_800, 7_200, 21_600, 86_400] as const

/** How often a delivery is tried in all. */
export const MOST_TRIES = PAUSES.length + 1

/** How one try went: the HTTP status, or null when no answer came. */
export interface TryOutcome {
  status: number | null
  /** Seconds the receiver asked us to wait (`retry-after`). */
  retryAfter?: number
}

export type NextStep =
  | { status: 'delivered' }
  | { status: 'failed' }
  | { status: 'waiting'; pauseSeconds: number }

/**
 * What happens after the `tries`-th try. Any 2xx is an arrival; 410 says the address is gone for good, so trying
 * again is pointless; all else is tried again until the tries are used up.
 */
export function nextStep(tries: number, { status, retryAfter = 0 }: TryOutcome): NextStep {
  if (status !== null && status >= 200 && status < 300) return { status: 'delivered' }
  if (status === 410 || tries >= MOST_TRIES) return { status: 'failed' }
  const pause = PAUSES[tries - 1] ?? PAUSES[0]
  return { status: 'waiting', pauseSeconds: Math.min(Math.max(pause, retryAfter), 86_400) }
}
