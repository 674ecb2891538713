import { useLocale } from '#web/kit/locale.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Message } from '../contract/conversations.ts'
import type { DeliveryStatus } from '../contract/words.ts'

const words: Partial<Record<DeliveryStatus, string>> = {
  queued: 'waiting to be sent',
  sending: 'on its way',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'not delivered',
  cancelled: 'cancelled',
}

type Facts = Pick<Message, 'status' | 'sentAt' | 'deliveredAt' | 'readAt'>

/** How far our message got: a clock, one tick, two ticks, two in colour; the word stands beside them. */
export function Ticks({ message }: { message: Facts }) {
  const { zone, locale } = useLocale()
  const { status, sentAt, deliveredAt, readAt } = message
  const word = words[status]
  if (!word) return null
  const steps = [
    ['sent', sentAt],
    ['delivered', deliveredAt],
    ['read', readAt],
  ] as const
  const title = steps
    .flatMap(([step, at]) => (at ? [`${step} ${formatWhen(at, 'date-time', zone, locale)}`] : []))
    .join('\n')
  return (
    <span className={`tk ${status}`} title={title || undefined}>
      <TickMark status={status} />
      {word}
    </span>
  )
}

function TickMark({ status }: { status: DeliveryStatus }) {
  if (status === 'queued' || status === 'sending') {
    return (
      <svg viewBox="0 0 12 12" className="tk-c" aria-hidden="true">
        <circle cx="6" cy="6" r="5" />
        <path d="M6 3.2V6l1.8 1.2" />
      </svg>
    )
  }
  if (status === 'failed' || status === 'cancelled') {
    return (
      <svg viewBox="0 0 12 12" className="tk-c" aria-hidden="true">
        <path d="M3 3l6 6M9 3L3 9" />
      </svg>
    )
  }
  return (
    <svg viewBox="0 0 17 11" className="tk-t" aria-hidden="true">
      <path d="M1 6l3.2 3.4L11 2" />
      {status !== 'sent' && <path d="M7.4 8.6l.9.8L15.4 2" />}
    </svg>
  )
}
