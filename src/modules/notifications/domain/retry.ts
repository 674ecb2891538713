const MINUTE = 60_000

/** Waits after the first, second, … failed try: seven tries over seventeen hours outlast a night's outage. */
const waits = [1, 5, 15, 60, 240, 720].map((minutes) => minutes * MINUTE)

export const MOST_TRIES = waits.length + 1

/** Milliseconds until the next try after so many failed ones; null when it was the last. */
export function waitAfter(attempts: number): number | null {
  return waits[attempts - 1] ?? null
}
