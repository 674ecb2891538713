import type { ChannelHealth } from '../contract/channels.ts'

export interface HealthFacts {
  isActive: boolean
  isSandbox: boolean
  /** The latest fault that nothing has disproved since. */
  lastError: string | null
  lastReceivedAt: string | null
  lastSentAt: string | null
  lastHour: { sent: number; delivered: number; failed: number }
  /** Below so many percent of the last hour's messages delivered it is a warning. */
  alertPercent: number
  /** Since when the oldest message waits to be sent. */
  oldestWaitingAt: string | null
  now: string
}

/** Fewer messages say nothing about a rate. */
export const LEAST_FOR_RATE = 20
const SLOW_MS = 10 * 60_000

/** Percent of messages that arrived; null for too few. */
export function deliveryPercent({ sent, delivered }: { sent: number; delivered: number }): number | null {
  return sent < LEAST_FOR_RATE ? null : Math.round((delivered / sent) * 1000) / 10
}

/** How a channel is doing, and why, in words for people (INBX-018). */
export function channelHealth(facts: HealthFacts): { state: ChannelHealth; words: string } {
  if (!facts.isActive) return { state: 'off', words: 'Switched off: nothing is sent.' }
  if (facts.lastError) return { state: 'fault', words: facts.lastError }
  const percent = deliveryPercent(facts.lastHour)
  if (percent !== null && percent < facts.alertPercent) {
    return { state: 'warning', words: `Only ${percent}% of the last hour’s messages arrived.` }
  }
  const waitingMs = facts.oldestWaitingAt ? Date.parse(facts.now) - Date.parse(facts.oldestWaitingAt) : 0
  if (waitingMs > SLOW_MS) {
    return {
      state: 'warning',
      words: `Messages wait for ${Math.round(waitingMs / 60_000)} minutes to be sent.`,
    }
  }
  if (facts.isSandbox) return { state: 'ok', words: 'Sandbox: messages stay here.' }
  if (!facts.lastReceivedAt && !facts.lastSentAt) return { state: 'quiet', words: 'No message yet.' }
  return {
    state: 'ok',
    words: percent === null ? 'Works.' : `${percent}% of the last hour’s messages arrived.`,
  }
}
