import type { ChannelKind, FailureCategory } from '../contract/words.ts'

/** Another way may help; for the others it would be against the person's wish, or carry the same fault along. */
const HELPED: ReadonlySet<FailureCategory> = new Set([
  'window_closed',
  'bad_number',
  'blocked',
  'rate_limited',
  'auth',
  'network',
  'unknown',
])

/** Whether a message that failed for this reason is tried on another channel. */
export function fallsBack(category: FailureCategory): boolean {
  return HELPED.has(category)
}

/** Kinds of channels to try after one that failed, in order. Kinds before it in the order were passed by already. */
export function kindsAfter(failed: ChannelKind, order: readonly ChannelKind[]): ChannelKind[] {
  const at = order.indexOf(failed)
  return at < 0 ? [] : order.slice(at + 1)
}
