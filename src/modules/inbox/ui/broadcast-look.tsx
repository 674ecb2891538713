import { StatusPill } from '#web/kit/status-pill.tsx'
import type { BroadcastStatus } from '../contract/broadcasts.ts'

const looks = {
  draft: { tone: 'neutral', word: 'Draft' },
  scheduled: { tone: 'info', word: 'Planned' },
  running: { tone: 'brand', word: 'Being sent' },
  stopped: { tone: 'warn', word: 'Stopped' },
  done: { tone: 'good', word: 'Sent' },
} as const

/** How a broadcast stands. */
export function BroadcastState({ status }: { status: BroadcastStatus }) {
  const { tone, word } = looks[status]
  return <StatusPill tone={tone}>{word}</StatusPill>
}

/** `98.6%`; a dash when there is nothing to share. */
export function share(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((part / whole) * 1000) / 10}%` : '–'
}
