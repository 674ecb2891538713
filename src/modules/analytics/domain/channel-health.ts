import { share } from './figure.ts'

/** What tells how a channel does: its last fault, and the messages of the last hour. */
export interface ChannelFacts {
  isActive: boolean
  lastSentAt: string | null
  lastReceivedAt: string | null
  lastError: string | null
  lastErrorAt: string | null
  /** Messages of the last hour that left, and those of them that arrived. */
  hourSent: number
  hourArrived: number
}

/** Too few messages tell nothing: one wrong number in three is no fault of the channel. */
const ENOUGH = 5
const HOUR_MS = 3_600_000

/** How a channel does, and why in words. A fault that was followed by a sent or received message is over. */
export function healthOf(
  channel: ChannelFacts,
  alertPercent: number,
  now: number,
): { health: 'good' | 'warn' | 'bad' | 'off'; because: string } {
  const { isActive, lastError, lastErrorAt, hourSent, hourArrived } = channel
  if (!isActive) return { health: 'off', because: 'Switched off.' }
  const lastGood = [channel.lastSentAt, channel.lastReceivedAt]
    .filter((at) => at !== null)
    .sort()
    .at(-1)
  if (lastError && lastErrorAt && (!lastGood || lastErrorAt > lastGood)) {
    const isFresh = now - Date.parse(lastErrorAt) < HOUR_MS
    return { health: isFresh ? 'bad' : 'warn', because: lastError }
  }
  const percent = share(hourArrived, hourSent).value
  if (percent !== null && hourSent >= ENOUGH && percent < alertPercent) {
    return { health: 'warn', because: `Only ${percent}% of the last hour’s messages arrived.` }
  }
  if (!lastGood) return { health: 'good', because: 'Connected; nothing was sent or received yet.' }
  return {
    health: 'good',
    because: hourSent === 0 ? 'Connected.' : `${percent}% of the last hour’s messages arrived.`,
  }
}

/** The alert when too few messages of the last hour arrived over all channels; null when all is well. */
export function deliveryAlert(
  channels: readonly Pick<ChannelFacts, 'hourSent' | 'hourArrived'>[],
  below: number,
): { percent: number; below: number; sent: number } | null {
  const sent = channels.reduce((sum, { hourSent }) => sum + hourSent, 0)
  const percent = share(
    channels.reduce((sum, { hourArrived }) => sum + hourArrived, 0),
    sent,
  ).value
  return percent !== null && sent >= ENOUGH && percent < below ? { percent, below, sent } : null
}
