/** A token bucket as it was left: so many messages could leave at once at that time. */
export interface Bucket {
  tokens: number
  /** ISO instant. */
  at: string
  /** The vendor asked to wait until then. */
  pausedUntil: string | null
}

/**
 * What may leave now, and how long until the next one may, in milliseconds. The bucket holds one second's worth: a
 * pause is no reason to be faster afterwards.
 */
export function paceNow(
  bucket: Bucket,
  perSecond: number,
  now: string,
): { free: number; waitMs: number; tokens: number } {
  const at = Date.parse(now)
  const pausedMs = bucket.pausedUntil === null ? 0 : Date.parse(bucket.pausedUntil) - at
  if (pausedMs > 0) return { free: 0, waitMs: pausedMs, tokens: 0 }
  const gained = (Math.max(0, at - Date.parse(bucket.at)) / 1000) * perSecond
  const tokens = Math.min(Math.max(1, perSecond), bucket.tokens + gained)
  const free = Math.floor(tokens + 1e-6)
  return { free, waitMs: free > 0 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000), tokens }
}
