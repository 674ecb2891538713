import { StatusPill } from '#web/kit/status-pill.tsx'
import type { FailedJob } from '../contract.ts'

/** How a failed job stands. */
export function JobState({ job: { state } }: { job: FailedJob }) {
  if (state === 'running') return <StatusPill tone="info">Running now</StatusPill>
  if (state === 'waiting') return <StatusPill tone="warn">Will be tried</StatusPill>
  return <StatusPill tone="bad">Given up</StatusPill>
}

/** `writeBookingConfirmation` → "Write booking confirmation". */
export function jobName(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
