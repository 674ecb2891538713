import type { Shape } from '#web/kit/shape.tsx'
import type { Tone } from '#web/kit/status-pill.tsx'
import type { Priority, TicketStatus } from '../contract/words.ts'

interface Look {
  tone: Tone
  shape?: Shape
  word: string
}

/** The state of a ticket, as pills show it. */
export const ticketLook: Readonly<Record<TicketStatus, Look>> = {
  open: { tone: 'info', word: 'Open' },
  pending: { tone: 'warn', word: 'Waiting' },
  resolved: { tone: 'good', word: 'Resolved' },
}

/** How pressing a ticket is. */
export const ticketPriorityLook: Readonly<Record<Priority, Look>> = {
  urgent: { tone: 'bad', word: 'Urgent' },
  high: { tone: 'warn', word: 'High' },
  normal: { tone: 'neutral', word: 'Normal' },
  low: { tone: 'neutral', word: 'Low' },
}
