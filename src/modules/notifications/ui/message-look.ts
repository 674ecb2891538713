import type { Shape } from '#web/kit/shape.tsx'
import type { Tone } from '#web/kit/status-pill.tsx'
import type { MessageStatus } from '../contract.ts'

/** Colour, shape and word of each state of a message. */
export const messageLook: Readonly<Record<MessageStatus, { tone: Tone; shape: Shape; word: string }>> = {
  queued: { tone: 'neutral', shape: 'ring', word: 'Waiting' },
  sending: { tone: 'brand', shape: 'half', word: 'Being sent' },
  sent: { tone: 'good', shape: 'check', word: 'Sent' },
  failed: { tone: 'bad', shape: 'cross', word: 'Failed' },
  outbox: { tone: 'info', shape: 'half', word: 'Kept here' },
  discarded: { tone: 'neutral', shape: 'cross', word: 'Discarded' },
}
