import { StatusPill } from '#web/kit/status-pill.tsx'
import type { Delivery } from '../contract.ts'

/** How a delivery stands, and what the receiver said last. */
export function DeliveryStatus({ delivery }: { delivery: Delivery }) {
  if (delivery.status === 'delivered') return <StatusPill tone="good">Delivered</StatusPill>
  if (delivery.status === 'failed') return <StatusPill tone="bad">Failed</StatusPill>
  return (
    <StatusPill tone={delivery.tries === 0 ? 'info' : 'warn'}>
      {delivery.tries === 0 ? 'On its way' : 'Will be tried again'}
    </StatusPill>
  )
}

/** "500 · 12 ms", or why no answer came. */
export function lastAnswer(lastTry: Delivery['lastTry']): string {
  if (!lastTry) return 'Not tried yet'
  return lastTry.status === null ? (lastTry.error ?? 'No answer') : `${lastTry.status} · ${lastTry.ms} ms`
}
