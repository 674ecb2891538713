const PROMPT_MS = 5_000
/** No vendor tries for longer; an older time is a clock that was never set. */
const LATEST_MS = 30 * 86_400_000

/**
 * When a message counts as written. What arrives promptly counts from its arrival: vendors tell whole seconds, and a
 * sender's clock may be wrong, so that an answer would stand before its question. What arrives late (an outage, theirs
 * or ours) keeps the vendor's time, never one in the future nor one of more than a month ago.
 */
export function messageTime(toldAt: string, receivedAt: string): string {
  const told = Date.parse(toldAt)
  const received = Date.parse(receivedAt)
  const late = received - told
  if (!(late > PROMPT_MS && late <= LATEST_MS)) return new Date(received).toISOString()
  return new Date(told).toISOString()
}

/** An instant in milliseconds, never after `now`; `now` for what is none. */
export function notAfter(at: string, now: string): string {
  const told = Date.parse(at)
  const limit = Date.parse(now)
  return new Date(Number.isNaN(told) || told > limit ? limit : told).toISOString()
}
